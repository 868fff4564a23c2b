import type {WatchState} from '../watch-state.js';
import {escalationDue} from './deadlines.js';
import type {NewFact} from './decision.js';

/** What time alone brings to our walks: the runbook wants somebody called, said once. */
export function upkeepOfWalks(state: WatchState, now: number): NewFact[] {
  return [...state.shift.walks.values()].flatMap((walk): NewFact[] =>
    walk.escalate === undefined || escalationDue(walk, state) > now
      ? []
      : [{type: 'runbook.escalation-due', walk: walk.walk, ...walk.escalate}],
  );
}
