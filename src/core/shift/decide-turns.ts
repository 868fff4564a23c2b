import {watchPosts} from '../handoff/watch-posts.js';
import type {Turn} from '../schedule/turn.js';
import type {WatchState} from '../watch-state.js';
import type {Asking, Decision, NewFact} from './decision.js';
import {turnDue} from './turns.js';

/** Begins or ends the watch as the schedules say, where that is due; nothing where somebody was faster. */
export function decideTickTurns(_command: {readonly type: 'tick-turns'}, state: WatchState, asking: Asking): Decision {
  const due = turnDue(state, asking.at);
  if (due === undefined) return [];
  if ('begins' in due) return begun({operator: state.settings.operator, turn: due.begins}, state, asking);
  const {shift: running} = state.shift;
  if (running === undefined) return [];
  const {id: shift, operator, startedAt} = running;
  return [
    {type: 'shift.ended', shift, ...(due.ended < asking.at ? {on: due.ended} : {}), because: 'schedule'},
    ...watchPosts({shift, what: 'end', operator, startedAt, ...turnKeyOf(running)}, state, asking),
  ];
}

/** When the watch of a turn began, Unix ms: with that, but not while the watch before it was still on. */
export function turnBegin(
  {from}: Turn,
  {shift: {shift: running, ended}}: Pick<WatchState, 'shift'>,
  now: number,
): number {
  if (running !== undefined) return now;
  return Math.min(now, Math.max(from, ...ended.map(({endedAt}) => endedAt)));
}

/** A watch that goes by a turn. */
export function begun(
  {operator, turn}: {readonly operator: string; readonly turn: Turn},
  state: WatchState,
  asking: Asking,
): readonly NewFact[] {
  const {schedule, from, until: endsAt} = turn;
  const shift = asking.newId('shift');
  const startedAt = turnBegin(turn, state, asking.at);
  const began = startedAt < asking.at ? {on: startedAt} : {};
  const key = turnKeyOf({operator, schedule, turn: from});
  return [
    {type: 'shift.started', shift, operator, endsAt, schedule, turn: from, ...began, ...zoneOf(operator, state)},
    ...watchPosts({shift, what: 'start', operator, startedAt, endsAt, ...key}, state, asking),
  ];
}

/** By what a turn is known wherever its person has a cockpit, so that others hear of it once; nothing of a watch that goes by none. */
export function turnKeyOf({
  operator,
  schedule,
  turn,
}: {
  readonly operator: string;
  readonly schedule?: string;
  readonly turn?: number;
}): {readonly turn?: string} {
  return schedule === undefined || turn === undefined
    ? {}
    : {turn: `${schedule}-${operator}-${Math.floor(turn / 1_000)}`};
}

/** Of somebody else the zone is not known here. */
export function zoneOf(operator: string, {settings}: WatchState): {readonly zone?: string} {
  const {timeZone} = settings.ui;
  return timeZone === undefined || operator !== settings.operator ? {} : {zone: timeZone};
}
