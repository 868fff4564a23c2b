import type {FactOf} from './fact.js';

/** Clocks of others are not ahead of ours by more than this, ms. */
const SKEW = 60_000;

/** Whether a change was recorded for a time that was still to come: that it was made, nobody has said. */
export function isPlanned({on, at, planned}: Pick<FactOf<'change.recorded'>, 'on' | 'at' | 'planned'>): boolean {
  return planned === true || on > Date.parse(at) + SKEW;
}
