import type {Labels} from '../alert/alert.js';
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

/** A Watchdog that is missing; of one among several of its source, its labels. */
export interface SilentWatchdog {
  readonly source: string;
  /** Unix ms. */
  readonly since: number;
  readonly labels?: Labels;
}

/** The Watchdogs of watched sources that are missing, the longest first: all of a source as one. */
export function silentWatchdogs(state: Known): readonly SilentWatchdog[] {
  return [...state.live.sources.keys()]
    .flatMap((source): readonly SilentWatchdog[] => {
      const since = watchdogMissingSince(state, source);
      if (since !== undefined) return [{source, since}];
      const {missing = new Map()} = state.live.watchdogs.get(source) ?? {};
      return [...missing.values()].map(one => ({source, ...one}));
    })
    .sort(byTime);
}

/** A configured one is expected from the start; a recognised one, once it has been seen. */
export function isExpected({live, shift, settings}: Known, source: string): boolean {
  const isConfigured = settings.watchdogs[source] !== undefined;
  return isConfigured || shift.watchdogSeen.has(source) || live.watchdogs.get(source)?.seen === true;
}

function byTime(left: SilentWatchdog, right: SilentWatchdog): number {
  return left.since - right.since || (left.source < right.source ? -1 : 1);
}
