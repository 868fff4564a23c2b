import {hasRelieved} from '../handoff/relief.js';
import {watchPosts} from '../handoff/watch-posts.js';
import {withUtc} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {begun, turnKeyOf, zoneOf} from './decide-turns.js';
import {type Asking, type Decision, type NewFact, refuse} from './decision.js';
import type {RunningShift} from './state.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/**
 * Begins a watch, and tells those who are to be told. One that they have taken over ends with that, so that nobody is
 * off before the other is on. Refused while another one runs, and for an end that is over.
 */
export function decideStartShift(
  {operator, endsAt, schedule, turn}: CommandOf<'start-shift'>,
  state: WatchState,
  asking: Asking,
): Decision {
  const running = state.shift.shift;
  if (running !== undefined && !hasRelieved(operator, running, state.shift)) return oneRuns(running, state, asking.at);
  if (endsAt !== undefined && endsAt <= asking.at)
    return refuse('invalid', 'The watch would be over before it begins.', 'Name an end that is still to come.');
  const ends = running === undefined ? [] : endOf(running, state, asking);
  if (schedule !== undefined && turn !== undefined && endsAt !== undefined)
    return [...ends, ...begun({operator, turn: {schedule, from: turn, until: endsAt}}, state, asking)];
  const shift = asking.newId('shift');
  const until = endsAt === undefined ? {} : {endsAt};
  return [
    ...ends,
    {
      type: 'shift.started',
      shift,
      operator,
      ...until,
      ...(schedule === undefined ? {} : {schedule}),
      ...zoneOf(operator, state),
    },
    ...watchPosts({shift, what: 'start', operator, startedAt: asking.at, ...until}, state, asking),
  ];
}

/** Ends the watch that runs, and tells those who are to be told; nothing where none does. */
export function decideEndShift(_command: CommandOf<'end-shift'>, state: WatchState, asking: Asking): Decision {
  const running = state.shift.shift;
  return running === undefined ? [] : endOf(running, state, asking);
}

function endOf(running: RunningShift, state: WatchState, asking: Asking): readonly NewFact[] {
  const {id: shift, operator, startedAt} = running;
  return [
    {type: 'shift.ended', shift},
    ...watchPosts({shift, what: 'end', operator, startedAt, ...turnKeyOf(running)}, state, asking),
  ];
}

/** What runs, since when and until when, and the two ways on. */
function oneRuns({operator, startedAt, endsAt}: RunningShift, {settings}: WatchState, now: number): Decision {
  const {timeZone} = settings.ui;
  const time = (at: number) => withUtc(at, now, timeZone);
  return refuse(
    'refused',
    `The watch of ${operator} runs, since ${time(startedAt)} (${brief(now - startedAt)})${untilText(endsAt, now, time)}.`,
    'End it with `wk shift end`, or take it over with `wk accept`: it ends then as yours begins.',
  );
}

function untilText(endsAt: number | undefined, now: number, time: (at: number) => string): string {
  if (endsAt === undefined) return ', without an end';
  return endsAt > now ? `, until ${time(endsAt)}` : `, and was to end at ${time(endsAt)}`;
}
