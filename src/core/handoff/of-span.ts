import {watchdogLabels} from '../alert/watchdog.js';
import {type Fact, isFact} from '../shift/fact.js';
import {recordedAt} from './episodes.js';
import type {BlindSpan} from './unwatched-hours.js';

/** Whether a fact is of the begin or the end of a span in which a source, a watchdog or the journal was away. */
export function isOfSpan(fact: Fact, {kind, source, which, from, to}: BlindSpan): boolean {
  if (!ENDS[kind].includes(fact.type)) return false;
  if (which !== undefined && which !== labelsOf(fact)) return false;
  if (isFact(fact, 'journal.recovered')) return recordedAt(fact) === to;
  const {on, source: of} = fact as {readonly on?: unknown; readonly source?: unknown};
  return of === source && typeof on === 'number' && on >= from && on <= (to ?? on);
}

const ENDS: Readonly<Record<BlindSpan['kind'], readonly string[]>> = {
  source: ['source.lost', 'source.recovered'],
  watchdog: ['watchdog.missing', 'watchdog.returned', 'watchdog.one-missing', 'watchdog.one-returned'],
  journal: ['journal.recovered'],
};

function labelsOf(fact: Fact): string {
  return isFact(fact, 'watchdog.one-missing') || isFact(fact, 'watchdog.one-returned')
    ? watchdogLabels(fact.labels)
    : '';
}
