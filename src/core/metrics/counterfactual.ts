import type {Episode} from '../handoff/episodes.js';

const MINUTE = 60_000;
/** Fewer cases allow no judgement. */
export const CASES = 10;
/** Longer waits that people write into rules, ms; the shortest that spares enough is proposed. */
const WAITS = [1, 2, 5, 10, 15, 30, 60].map(minutes => minutes * MINUTE);
/** A wait is worth it when it spares at least this share of the calls, and hides no more than that of the real ones. */
const SPARES = 0.5;
const HIDES = 0.05;

/** What would have been, had an alert had to last longer before it fired. */
export interface Counterfactual {
  /** How much longer its `for:` would be, ms. */
  readonly wait: number;
  readonly calls: number;
  /** Calls that would not have come, because the alert was gone before. */
  readonly spared: number;
  /** Calls worth somebody's while that would have come later by that much. */
  readonly delayed: number;
  /** Those of them that would not have come at all. */
  readonly hidden: number;
}

/** The shortest wait that would have spared most calls and next to no real one; undefined where none would. */
export function longerFor(calls: readonly Episode[], isReal: (call: Episode) => boolean): Counterfactual | undefined {
  const real = new Set(calls.filter(isReal));
  return WAITS.map(wait => had(wait, calls, real)).find(
    ({spared, hidden}) => spared >= calls.length * SPARES && hidden <= real.size * HIDES,
  );
}

/**
 * What a wait of that length would have done to calls. Prometheus takes an alert as firing once its expression has held
 * for the whole of `for:`, so one that ended within the wait would never have fired, nor one that ended as it was over,
 * and every other one later by it.
 */
function had(wait: number, calls: readonly Episode[], real: ReadonlySet<Episode>): Counterfactual {
  const gone = calls.filter(({startedAt, endedAt}) => endedAt !== undefined && endedAt - startedAt <= wait);
  const hidden = gone.filter(call => real.has(call)).length;
  return {wait, calls: calls.length, spared: gone.length, delayed: real.size - hidden, hidden};
}
