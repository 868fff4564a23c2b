import {alertKey} from '../alert/alert.js';
import type {Gone, Passed} from '../live/update.js';
import type {WatchState} from '../watch-state.js';
import {HISTORY_LIMIT} from './bounds.js';
import type {NewFact} from './decision.js';
import {firedFact} from './fired-fact.js';

type AlertFact = Extract<NewFact, {type: 'alert.fired' | 'alert.resolved'}>;

/**
 * The facts of occurrences that began and ended before they could be shown; none of those that are known, since what was
 * told may be told again. `ended` are those of what fires that end before them.
 */
export function passedFacts(
  passed: readonly Passed[],
  state: WatchState,
  {ended, now}: {readonly ended: readonly Pick<Gone, 'fingerprint' | 'startsAt'>[]; readonly now: number},
): readonly AlertFact[] {
  const over = new Set(ended.map(({fingerprint}) => fingerprint));
  const said = new Set(ended.map(({fingerprint, startsAt}) => `${fingerprint}@${startsAt}`));
  return passed.flatMap((one): readonly AlertFact[] => {
    const {alert, on, reason} = one;
    const {source, fingerprint, startsAt} = alert;
    if (said.has(`${fingerprint}@${startsAt}`)) return [];
    const before = over.has(fingerprint) ? undefined : state.shift.firing.get(alertKey(alert));
    const resolved = {type: 'alert.resolved' as const, source, fingerprint, startsAt, on, reason};
    if (before !== undefined) return before.startsAt === startsAt ? [resolved] : [];
    return isKnown(one, state) ? [] : [firedFact(alert, state, now), resolved];
  });
}

/** It is in the history of its label set, or from before all that is remembered of that. */
function isKnown({alert, on}: Passed, {shift: {history}}: WatchState): boolean {
  const pasts = history.get(alertKey(alert)) ?? [];
  if (pasts.some(({startsAt, resolvedOn}) => startsAt === alert.startsAt || resolvedOn === on)) return true;
  return pasts.length >= HISTORY_LIMIT && on <= (pasts[0]?.resolvedOn ?? 0);
}
