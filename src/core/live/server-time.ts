import type {WatchState} from '../watch-state.js';

/** Up to this difference, ms, clocks count as equal: the server tells its own only to the second. */
const SAME = 2_000;

/**
 * How far the clock of a source's server is ahead of ours, in ms; 0 where they agree or it is not known. Ends of silences
 * are by the server's clock.
 */
export function serverAhead(state: Pick<WatchState, 'live'>, source: string): number {
  const skew = state.live.sources.get(source)?.skew ?? 0;
  return Math.abs(skew) <= SAME ? 0 : skew;
}
