import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {type DraftAsk, draftOf} from '../../core/handoff/draft.js';
import {shiftsIn, shiftToTake} from '../../core/handoff/shifts.js';
import {spansToFill} from '../../core/handoff/unwatched.js';
import {nothingLive, observe} from '../../core/live/observe.js';
import {readableOf} from '../../core/shift/readable.js';
import type {WatchState} from '../../core/watch-state.js';
import {lastSeen} from '../../journal/seen-mark.js';
import type {HandoffAnswer, LogAnswer} from '../context.js';
import type {HandoffAsk} from '../handoff-ask.js';
import {namedShift} from '../named-shift.js';
import {askOnce} from './ask-once.js';
import {meanwhileIn} from './meanwhile.js';
import {readLog} from './reading.js';

/** The handoff of a journal and of one look at its sources. */
export async function handoffOf(
  config: Config,
  state: WatchState,
  asking: HandoffAsk & {readonly env: Env; readonly signal: AbortSignal},
): Promise<HandoffAnswer> {
  const [read, updates] = await Promise.all([readLog(config), askOnce(config, asking.env, asking.signal)]);
  const log = {...read, facts: [...read.facts, ...(asking.also ?? [])]};
  const live = updates.reduce((before, update) => observe(before, update, state.settings), nothingLive);
  const seen = await lastSeen(config.stateDir);
  const ask = {...asking, ...(seen === undefined ? {} : {seen})};
  const answer = handoffAnswer(log, {...state, live}, ask);
  const gaps = spansToFill(answer.handoff);
  if (gaps.length === 0) return answer;
  return handoffAnswer(log, {...state, live}, {...ask, meanwhile: await meanwhileIn(gaps, {config, ...asking})});
}

/** The handoff of the named shift, else of the running one, or of the last one in the facts, or of all of them. */
export function handoffAnswer(
  {facts, damage}: LogAnswer,
  state: WatchState,
  {now, shift: id, incoming, seen, meanwhile}: HandoffAsk & Pick<DraftAsk, 'seen' | 'meanwhile'>,
): HandoffAnswer {
  const readable = readableOf(facts);
  const shifts = shiftsIn(readable);
  const shift =
    id === undefined && incoming !== undefined
      ? shiftToTake(shifts, incoming)
      : namedShift(shifts, id, {running: state.shift.shift?.id, damage});
  return {
    ...draftOf(state, readable, {
      now,
      shift,
      ...(damage === undefined ? {} : {unread: damage}),
      ...(seen === undefined ? {} : {seen}),
      ...(meanwhile === undefined ? {} : {meanwhile}),
    }),
    ...(damage === undefined ? {} : {damage}),
  };
}

/** The handoff as Markdown, for where nothing more is wanted. */
export function handoffText(log: LogAnswer, state: WatchState, now: number): string {
  return handoffAnswer(log, state, {now}).markdown;
}
