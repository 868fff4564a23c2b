import {watchPosts} from '../handoff/watch-posts.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {type Asking, type Decision, refuse} from './decision.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/** Begins a watch, and tells those who are to be told. Refused while one runs, and for an end that is over. */
export function decideStartShift(
  {operator, endsAt}: CommandOf<'start-shift'>,
  state: WatchState,
  asking: Asking,
): Decision {
  const running = state.shift.shift;
  if (running !== undefined)
    return refuse(
      'refused',
      `A shift of ${running.operator} is running.`,
      'End it first, or take it over: `wk accept`, and then begin yours.',
    );
  if (endsAt !== undefined && endsAt <= asking.at)
    return refuse('invalid', 'The watch would be over before it begins.', 'Name an end that is still to come.');
  const shift = asking.newId('shift');
  const until = endsAt === undefined ? {} : {endsAt};
  return [
    {type: 'shift.started', shift, operator, ...until, ...zoneOf(operator, state)},
    ...watchPosts({shift, what: 'start', operator, startedAt: asking.at, ...until}, state, asking),
  ];
}

/** Of somebody else the zone is not known here. */
function zoneOf(operator: string, {settings}: WatchState): {readonly zone?: string} {
  const {timeZone} = settings.ui;
  return timeZone === undefined || operator !== settings.operator ? {} : {zone: timeZone};
}

/** Ends the watch that runs, and tells those who are to be told; nothing where none does. */
export function decideEndShift(_command: CommandOf<'end-shift'>, state: WatchState, asking: Asking): Decision {
  const running = state.shift.shift;
  if (running === undefined) return [];
  const {id: shift, operator, startedAt} = running;
  return [{type: 'shift.ended', shift}, ...watchPosts({shift, what: 'end', operator, startedAt}, state, asking)];
}
