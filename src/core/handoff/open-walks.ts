import {stepsToGo} from '../runbook/choices.js';
import type {Fact} from '../shift/fact.js';
import {fold, initialShift} from '../shift/fold.js';
import type {ShiftState} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';
import type {OpenWalk} from './handoff.js';

/** Runbooks of this journal that something was done in and that nobody closed, the oldest first. */
export function openWalks({shift}: WatchState): readonly OpenWalk[] {
  return openIn(shift);
}

/** Those of another journal, by its facts: the state has what is done here alone. */
export function othersOpenWalks(facts: readonly Fact[], origin: string): readonly OpenWalk[] {
  return openIn(
    fold(
      initialShift(origin),
      facts.filter(fact => fact.origin === origin && /^(runbook|step)\./.test(fact.type)),
    ),
  );
}

function openIn({walks, origin: own}: Pick<ShiftState, 'walks' | 'origin'>): readonly OpenWalk[] {
  return [...walks.values()]
    .filter(({closedAt, origin, steps}) => closedAt === undefined && origin === own && steps.size > 0)
    .sort((a, b) => a.openedAt - b.openedAt)
    .map(walk => {
      const {title, about, by, openedAt, steps, at} = walk;
      const all = [...steps.values()];
      const step = at === undefined ? undefined : steps.get(at)?.title;
      return {
        title,
        by,
        openedAt,
        done: all.filter(({outcome, runs}) => outcome !== undefined || runs.some(run => run.status === 'ended')).length,
        total: stepsToGo(walk),
        ...(about === undefined ? {} : {about}),
        ...(step === undefined ? {} : {at: step}),
      };
    });
}
