import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {handoffDocument} from '../../core/handoff/document.js';
import {handoffMarkdown} from '../../core/handoff/markdown.js';
import {nothingLive, observe} from '../../core/live/observe.js';
import type {Fact} from '../../core/shift/fact.js';
import {isReadable} from '../../core/shift/readable.js';
import type {WatchState} from '../../core/watch-state.js';
import type {HandoffAnswer, LogAnswer} from '../context.js';
import {askOnce} from './ask-once.js';
import {readLog} from './reading.js';

/** The handoff of a journal and of one look at its sources, as Markdown. */
export async function handoffOf(
  config: Config,
  state: WatchState,
  asking: {readonly now: number; readonly env: Env; readonly signal: AbortSignal},
): Promise<HandoffAnswer> {
  const [log, updates] = await Promise.all([readLog(config), askOnce(config, asking.env, asking.signal)]);
  const live = updates.reduce((before, update) => observe(before, update, state.settings), nothingLive);
  const markdown = handoffText(log, {...state, live}, asking.now);
  return log.damage === undefined ? {markdown} : {markdown, damage: log.damage};
}

/** The handoff of the running shift, or of the last one in the facts, or of all of them. */
export function handoffText({facts, damage}: LogAnswer, state: WatchState, now: number): string {
  const readable = facts.filter(isReadable);
  const from = state.shift.shift?.startedAt ?? shiftStart(readable, now);
  const span = {from, to: now, now, ...(damage === undefined ? {} : {unread: damage})};
  return handoffMarkdown(handoffDocument(state, readable, span));
}

function shiftStart(facts: readonly Fact[], now: number): number {
  const last = facts.findLast(fact => fact.type === 'shift.started') ?? facts[0];
  return last === undefined ? now : Date.parse(last.at);
}
