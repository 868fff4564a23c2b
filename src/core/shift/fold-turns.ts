import type {watchFacts} from '../checklist/facts.js';
import {clearAtEnd, clearAtStart} from '../checklist/fold-ticks.js';
import {type Draft, patch} from './draft.js';
import type {Fact, FactOf} from './fact.js';
import {noteWritten} from './fold-written.js';
import type {EndedShift, RunningShift, ShiftState} from './state.js';

/** People whose last watch is remembered. */
const PEOPLE = 50;

type Applied = Exclude<keyof typeof watchFacts, `checklist.${string}`> | 'handoff.written';

/** How the facts about watches, and about whether anybody watches, change the state. */
export const turnAppliers: {readonly [T in Applied]: (draft: Draft, fact: FactOf<T>) => void} = {
  'shift.started': (draft, {shift: id, operator, endsAt, schedule, turn, on, at}) => {
    clearAtStart(draft);
    const recordedAt = Date.parse(at);
    patch(draft, {
      shift: {
        id,
        operator,
        startedAt: on ?? recordedAt,
        ...(endsAt === undefined ? {} : {endsAt}),
        ...(schedule === undefined ? {} : {schedule}),
        ...(turn === undefined ? {} : {turn, recordedAt}),
      },
    });
  },
  'shift.ended': (draft, fact) => {
    clearAtEnd(draft);
    const {shift: running, ended, ...rest} = draft.state;
    draft.state = {...rest, ended: running === undefined ? ended : endedAfter(ended, running, fact)};
  },
  'handoff.written': noteWritten,
  'watch.opened': (draft, fact) => patch(draft, {watchedSince: fact.on}),
  'watch.left': draft => {
    const {watchedSince: _left, ...rest} = draft.state;
    draft.state = rest;
  },
};

/** That the operator of a watch did something after its end: it is not over for them. */
export function noteAct(draft: Draft, {by, at}: Fact): void {
  const {shift: running} = draft.state;
  if (running?.endsAt === undefined || running.schedule === undefined || by !== running.operator) return;
  const actedAt = Date.parse(at);
  if (actedAt >= running.endsAt) patch(draft, {shift: {...running, actedAt}});
}

function endedAfter(
  ended: ShiftState['ended'],
  {id, operator, endsAt, handoffAt, drawnAt, passed}: RunningShift,
  {on, because, at}: FactOf<'shift.ended'>,
): ShiftState['ended'] {
  const others = ended.filter(one => one.operator !== operator).slice(1 - PEOPLE);
  const last: EndedShift = {
    id,
    operator,
    endedAt: on ?? Date.parse(at),
    ...(endsAt === undefined ? {} : {endsAt}),
    ...(handoffAt === undefined ? {} : {handoffAt}),
    ...(drawnAt === undefined ? {} : {drawnAt}),
    ...(passed === undefined ? {} : {passed}),
    ...(because === undefined ? {} : {byItself: true}),
  };
  return [...others, last];
}
