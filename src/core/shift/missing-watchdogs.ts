import type {WatchState} from '../watch-state.js';

type Known = Pick<WatchState, 'live' | 'shift' | 'settings'>;

/**
 * Since when (Unix ms) a source's dead-man's switch is missing; undefined where it fires, or none is expected. What the
 * source shows decides, whether or not it can be recorded; before it has answered, what the log last knew.
 */
export function watchdogMissingSince(state: Known, source: string): number | undefined {
  const sight = state.live.watchdogs.get(source);
  const recorded = state.shift.watchdogMissing.get(source);
  if (sight === undefined) return recorded;
  if (sight.firing.size > 0 || !isExpected(state, source)) return undefined;
  return sight.seen ? sight.since : Math.min(sight.since, recorded ?? sight.since);
}

/** Watched sources whose Watchdog is missing and since when (Unix ms), the longest first. */
export function silentWatchdogs(state: Known): readonly (readonly [string, number])[] {
  return [...state.live.sources.keys()]
    .flatMap(source => {
      const since = watchdogMissingSince(state, source);
      return since === undefined ? [] : [[source, since] as const];
    })
    .sort(byTime);
}

/** A configured one is expected from the start; a recognised one, once it has been seen. */
export function isExpected({live, shift, settings}: Known, source: string): boolean {
  const isConfigured = settings.watchdogs[source] !== undefined;
  return isConfigured || shift.watchdogSeen.has(source) || live.watchdogs.get(source)?.seen === true;
}

function byTime(left: readonly [string, number], right: readonly [string, number]): number {
  return left[1] - right[1] || (left[0] < right[0] ? -1 : 1);
}
