import {alertKey} from '../alert/alert.js';
import {isWatchdog} from '../alert/watchdog.js';
import {type Draft, writableMap} from './draft.js';
import type {Fact, FactOf} from './fact.js';
import {changed, firstSight} from './occurrence.js';
import type {Occurrence} from './state.js';

/**
 * What the journal of whoever had the watch before says of an alert: no feed tells that, it comes with a watch that is
 * handed over. It counts until this journal sees the alert itself, or that it is gone: what fired there would else be
 * unknown here while its source is silent.
 */
export function hearOfAlert(draft: Draft, fact: Fact): void {
  if (fact.type === 'alert.fired') hearOfFired(draft, fact as FactOf<'alert.fired'>);
  else if (fact.type === 'alert.changed') hearOfChange(draft, fact as FactOf<'alert.changed'>);
  else if (fact.type === 'alert.resolved') hearOfEnd(draft, fact as FactOf<'alert.resolved'>);
}

function hearOfFired(draft: Draft, fact: FactOf<'alert.fired'>): void {
  // Which dead-man's switches are there is known by looking alone.
  if (isWatchdog(fact, {})) return;
  const key = alertKey(fact);
  const before = draft.state.firing.get(key);
  // Of two others, whoever tells of the later time knows more.
  const isSeen = before !== undefined && before.toldBy !== fact.origin && !isSince(before, fact);
  if (isSeen) seenBefore(draft, before, fact);
  const isOver = draft.state.history.get(key)?.some(({startsAt}) => startsAt >= fact.startsAt) === true;
  if (!isSeen && !isOver) writableMap(draft, 'firing').set(key, {...firstSight(fact), toldBy: fact.origin});
}

/** Of one whose sender gave no start, that is when it was first seen, wherever that was. */
function seenBefore(draft: Draft, here: Occurrence, fact: FactOf<'alert.fired'>): void {
  const {seenAt} = firstSight(fact);
  if (here.startsAt !== fact.startsAt || here.startsAt <= here.seenAt || seenAt >= here.seenAt) return;
  writableMap(draft, 'firing').set(alertKey(fact), {...here, seenAt});
}

function isSince({toldBy, startsAt}: Occurrence, fact: FactOf<'alert.fired'>): boolean {
  return toldBy !== undefined && startsAt < fact.startsAt;
}

function hearOfChange(draft: Draft, fact: FactOf<'alert.changed'>): void {
  const before = toldOf(draft, fact);
  if (before !== undefined) writableMap(draft, 'firing').set(alertKey(fact), changed(before, fact));
}

function hearOfEnd(draft: Draft, fact: FactOf<'alert.resolved'>): void {
  const key = alertKey(fact);
  if (toldOf(draft, fact) === undefined) return;
  writableMap(draft, 'firing').delete(key);
  if (fact.reason !== 'rotated' && draft.state.ackOf.has(key)) writableMap(draft, 'ackOf').delete(key);
}

/** The occurrence that a fact is about, where the same journal told of it and nobody saw it here. */
function toldOf(
  draft: Draft,
  fact: Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt'> & {readonly origin: string},
): Occurrence | undefined {
  const before = draft.state.firing.get(alertKey(fact));
  return before?.startsAt === fact.startsAt && before.toldBy === fact.origin ? before : undefined;
}
