import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {draftOf} from '../../core/handoff/draft.js';
import {type ShiftSpan, shiftsIn, shiftToHandOver, shiftToTake} from '../../core/handoff/shifts.js';
import {nothingLive, observe} from '../../core/live/observe.js';
import {isReadable} from '../../core/shift/readable.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {HandoffAnswer, HandoffAsk, LogAnswer} from '../context.js';
import {EXIT} from '../exit-codes.js';
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
  const shift = id === undefined && incoming !== undefined ? shiftToTake(shifts, incoming) : spanOf(shifts, state, id);
  return {
    ...draftOf(state, readable, {now, shift, ...(damage === undefined ? {} : {unread: damage})}),
    ...(damage === undefined ? {} : {damage}),
  };
}

/** The handoff as Markdown, for where nothing more is wanted. */
export function handoffText(log: LogAnswer, state: WatchState, now: number): string {
  return handoffAnswer(log, state, {now}).markdown;
}

function spanOf(shifts: readonly ShiftSpan[], {shift}: WatchState, id: string | undefined): ShiftSpan | undefined {
  if (id === undefined) return shiftToHandOver(shifts, shift.shift?.id);
  const like = shifts.filter(one => one.id === id || one.id.endsWith(id));
  const [only] = like;
  if (only !== undefined && like.length === 1) return only;
  throw new OperatorError(only === undefined ? `There is no shift ${id}.` : `${like.length} shifts end with ${id}.`, {
    hint: 'See which there are with `wk shift list`.',
    exitCode: EXIT.notFound,
  });
}
