import {stepsToGo} from '../runbook/choices.js';
import type {WatchState} from '../watch-state.js';
import type {OpenWalk} from './handoff.js';

/** Runbooks of a journal that something was done in and that nobody closed, the oldest first. */
export function openWalks({shift: {walks, origin: own}}: Pick<WatchState, 'shift'>): readonly OpenWalk[] {
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
