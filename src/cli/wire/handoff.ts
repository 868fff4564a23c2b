import type {Config} from '../../config/config.js';
import {handoffDocument} from '../../core/handoff/document.js';
import {handoffMarkdown} from '../../core/handoff/markdown.js';
import type {Fact} from '../../core/shift/fact.js';
import type {WatchState} from '../../core/watch-state.js';
import {readLog} from './reading.js';

/** The handoff of a journal, as Markdown. */
export async function handoffOf(config: Config, state: WatchState, now: number): Promise<string> {
  const {facts} = await readLog(config);
  return handoffText(facts, state, now);
}

/** The handoff of the running shift, or of the last one in the facts, or of all of them. */
export function handoffText(facts: readonly Fact[], state: WatchState, now: number): string {
  return handoffMarkdown(
    handoffDocument(state, facts, {from: state.shift.shift?.startedAt ?? shiftStart(facts, now), to: now, now}),
  );
}

function shiftStart(facts: readonly Fact[], now: number): number {
  const last = facts.findLast(fact => fact.type === 'shift.started') ?? facts[0];
  return last === undefined ? now : Date.parse(last.at);
}
