import type {Fact} from '../shift/fact.js';
import type {WatchState} from '../watch-state.js';

type Known = Pick<WatchState, 'live' | 'shift' | 'log'>;

const found = new WeakMap<readonly Fact[], Map<string, number | undefined>>();

/**
 * Of when the journal's knowledge of a source is that has not answered since the start, Unix ms: the last time that what
 * was seen there was recorded. The same for all its rows, and never later than it was true.
 */
export function knownAt(state: Known, source: string): number | undefined {
  const known = found.get(state.log) ?? new Map<string, number | undefined>();
  found.set(state.log, known);
  if (!known.has(source)) known.set(source, lastSeen(state, source));
  return known.get(source);
}

function lastSeen({live, shift, log}: Known, source: string): number | undefined {
  const start = live.sources.get(source)?.since ?? Number.POSITIVE_INFINITY;
  const last = log.findLast(
    fact => isSight(fact) && 'source' in fact && fact.source === source && Date.parse(fact.at) <= start,
  );
  const seen = [...shift.firing.values()].flatMap(one => (one.source === source ? [one.seenAt] : []));
  const times = [...(last === undefined ? [] : [Date.parse(last.at)]), ...seen];
  return times.length === 0 ? undefined : Math.max(...times);
}

/** An alert that the operator calls over was not seen to end. */
function isSight(fact: Fact): boolean {
  return (
    fact.type.startsWith('alert.') && fact.type !== 'alert.judged' && !('reason' in fact && fact.reason === 'operator')
  );
}
