import {alertKey} from '../alert/alert.js';
import type {Passed} from '../live/update.js';
import type {WatchState} from '../watch-state.js';
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
  {ended, now}: {readonly ended: readonly {readonly fingerprint: string}[]; readonly now: number},
): readonly AlertFact[] {
  const over = new Set(ended.map(({fingerprint}) => fingerprint));
  return passed.flatMap((one): readonly AlertFact[] => {
    const {alert, on, reason} = one;
    const {source, fingerprint, startsAt} = alert;
    const before = over.has(fingerprint) ? undefined : state.shift.firing.get(alertKey(alert));
    const resolved = {type: 'alert.resolved' as const, source, fingerprint, startsAt, on, reason};
    if (before !== undefined) return before.startsAt === startsAt ? [resolved] : [];
    return isKnown(one, state) ? [] : [firedFact(alert, state, now), resolved];
  });
}

function isKnown({alert, on}: Passed, {shift}: WatchState): boolean {
  const pasts = shift.history.get(alertKey(alert)) ?? [];
  return pasts.some(({startsAt, resolvedOn}) => startsAt === alert.startsAt || resolvedOn === on);
}
