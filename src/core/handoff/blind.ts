import type {Labels} from '../alert/alert.js';
import {watchdogLabels} from '../alert/watchdog.js';
import type {Fact} from '../shift/fact.js';
import {isWatched} from '../shift/left-sources.js';
import {goneWatchdogs, watchdogMissingSince} from '../shift/missing-watchdogs.js';
import type {WatchState} from '../watch-state.js';
import {recordedAt} from './episodes.js';
import {readFacts} from './read-facts.js';
import type {BlindSpan} from './unwatched-hours.js';

interface Window {
  readonly from: number;
  readonly to: number;
}

/** When nobody could see, or nothing was recorded: clipped to the watch, in order. */
export function blindSpans(state: WatchState, facts: readonly Fact[], window: Window): readonly BlindSpan[] {
  const {open, spans} = readSpans(facts);
  for (const span of spansOf(state)) if (!open.has(keyOf(span))) open.set(keyOf(span), span);
  // Of a source that is not looked at, nobody knows whether it is still so.
  const lasting = [...open.values()].filter(({kind, source}) => kind === 'journal' || isWatched(source, state));
  return [...spans, ...lasting]
    .filter(span => span.from < window.to && (span.to ?? window.to) > window.from)
    .map(span => ({...span, from: Math.max(span.from, window.from)}))
    .sort((a, b) => a.from - b.from);
}

function readSpans(facts: readonly Fact[]) {
  const open = new Map<string, BlindSpan>();
  const spans: BlindSpan[] = [];
  const begin = (span: BlindSpan) => void open.set(keyOf(span), span);
  const end = (span: BlindSpan, to: number) => {
    spans.push({...span, ...open.get(keyOf(span)), to});
    open.delete(keyOf(span));
  };
  const read = readFacts({
    'source.lost': ({source, on, reason}) => begin({kind: 'source', source, from: on, reason}),
    'source.recovered': ({source, on, lostFor}) => end({kind: 'source', source, from: on - lostFor}, on),
    'watchdog.missing': ({source, on}) => begin({kind: 'watchdog', source, from: on}),
    'watchdog.returned': ({source, on}) => end({kind: 'watchdog', source, from: on}, on),
    'watchdog.one-missing': fact => begin(spanOfOne(fact, fact.on)),
    'watchdog.one-returned': fact => end(spanOfOne(fact, fact.on), fact.on),
    'watchdog.forgotten': fact => end(spanOfOne(fact, recordedAt(fact)), recordedAt(fact)),
    'journal.recovered': fact =>
      end({kind: 'journal', source: '', from: fact.since, reason: bare(fact.reason)}, recordedAt(fact)),
  });
  for (const fact of facts) read(fact);
  return {open, spans};
}

function goneSpans(state: WatchState, source: string): readonly BlindSpan[] {
  return [...goneWatchdogs(state, source).values()].map(({labels, since}) => spanOfOne({source, labels}, since));
}

function spanOfOne({source, labels}: {readonly source: string; readonly labels: Labels}, from: number): BlindSpan {
  return {kind: 'watchdog', source, which: watchdogLabels(labels), from};
}

/** What the state says is so now: also where the fact of its beginning is not among those given. */
function spansOf(state: WatchState): readonly BlindSpan[] {
  const {live, shift, recording} = state;
  const sources = new Set([...live.sources.keys(), ...shift.lost.keys(), ...shift.watchdogMissing.keys()]);
  const spans = [...sources].flatMap((source): BlindSpan[] => {
    const lostSince = shift.lost.get(source);
    const missingSince = watchdogMissingSince(state, source);
    return [
      ...(lostSince === undefined ? [] : [{kind: 'source', source, from: lostSince} as const]),
      ...(missingSince === undefined
        ? goneSpans(state, source)
        : [{kind: 'watchdog', source, from: missingSince} as const]),
    ];
  });
  if (recording.ok) return spans;
  return [...spans, {kind: 'journal', source: '', from: recording.since, reason: bare(recording.message)}];
}

/** That nothing was recorded is said by the line itself. */
function bare(reason: string): string {
  return reason.replace(/^not recorded: /, '');
}

function keyOf({kind, source, which = ''}: BlindSpan): string {
  return `${kind} ${source} ${which}`;
}
