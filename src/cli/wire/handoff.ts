import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {draftOf} from '../../core/handoff/draft.js';
import {shiftsIn, shiftToTake} from '../../core/handoff/shifts.js';
import {nothingLive, observe} from '../../core/live/observe.js';
import {isReadable} from '../../core/shift/readable.js';
import type {WatchState} from '../../core/watch-state.js';
import type {HandoffAnswer, LogAnswer} from '../context.js';
import type {HandoffAsk} from '../handoff-ask.js';
import {namedShift} from '../named-shift.js';
import {askOnce} from './ask-once.js';
import {readLog} from './reading.js';

/** The handoff of a journal and of one look at its sources. */
export async function handoffOf(
  config: Config,
  state: WatchState,
  asking: HandoffAsk & {readonly env: Env; readonly signal: AbortSignal},
): Promise<HandoffAnswer> {
  const [log, updates] = await Promise.all([readLog(config), askOnce(config, asking.env, asking.signal)]);
  const live = updates.reduce((before, update) => observe(before, update, state.settings), nothingLive);
  return handoffAnswer(log, {...state, live}, asking);
}

/** The handoff of the named shift, else of the running one, or of the last one in the facts, or of all of them. */
export function handoffAnswer(
  {facts, damage}: LogAnswer,
  state: WatchState,
  {now, shift: id, incoming}: HandoffAsk,
): HandoffAnswer {
  const readable = facts.filter(isReadable);
  const shifts = shiftsIn(readable);
  const shift =
    id === undefined && incoming !== undefined
      ? shiftToTake(shifts, incoming)
      : namedShift(shifts, id, state.shift.shift?.id);
  return {
    ...draftOf(state, readable, {now, shift, ...(damage === undefined ? {} : {unread: damage})}),
    ...(damage === undefined ? {} : {damage}),
  };
}

/** The handoff as Markdown, for where nothing more is wanted. */
export function handoffText(log: LogAnswer, state: WatchState, now: number): string {
  return handoffAnswer(log, state, {now}).markdown;
}
