import {alertKey, alertName} from '../alert/alert.js';
import {isUrgent} from '../handoff/figures.js';
import {needsSomebody} from '../handoff/since-handoff.js';
import {type Draft, patch} from './draft.js';
import type {FactOf} from './fact.js';
import type {Occurrence, RunningShift} from './state.js';

/** P1 that came and went since a handoff, of which so many are remembered. */
const PASSED = 20;

/** Remembers when the handoff of a watch was written last, and what it was drawn from. */
export function noteWritten(draft: Draft, fact: FactOf<'handoff.written'>): void {
  const {shift: running, ended} = draft.state;
  const {shift: id} = fact;
  const handoffAt = Date.parse(fact.at);
  const written = {handoffAt, drawnAt: drawnAt(fact, handoffAt)};
  if (running !== undefined && running.id === id) {
    const {passed: _told, quietAt: _since, ...rest} = running;
    patch(draft, {shift: {...rest, ...written}});
  } else if (ended.some(one => one.id === id)) {
    patch(draft, {
      ended: ended.map(one => {
        const {passed: _told, ...rest} = one;
        return one.id === id ? {...rest, ...written} : one;
      }),
    });
  }
}

/** A text may be written a while after it was drawn. */
function drawnAt({observed}: FactOf<'handoff.written'>, handoffAt: number): number {
  const now = observed?.now;
  return typeof now === 'number' ? Math.min(now, handoffAt) : handoffAt;
}

/**
 * An alert that the handoff does not tell is over, or is held back from now on: it is called before the state says so. That
 * a P1 was there at all is to be told, unless the handoff knows it as one that comes and goes.
 */
export function noteQuiet(
  draft: Draft,
  one: Occurrence,
  {at, over}: {readonly at: string; readonly over: boolean},
): void {
  const {shift: running} = draft.state;
  const from = running?.drawnAt;
  if (running === undefined || from === undefined || !isUrgent(one.severity) || one.seenAt <= from) return;
  if (!needsSomebody(one, draft.state)) return;
  const isNews = over && one.severity === 'P1' && !isTold(one, running, draft);
  const passed = [...(running.passed ?? []), {key: alertKey(one), name: alertName(one), seenAt: one.seenAt}];
  patch(draft, {
    shift: {...running, quietAt: Date.parse(at), ...(isNews ? {passed: passed.slice(-PASSED)} : {})},
  });
}

/** A source that went blind after the handoff was drawn tells again what fires. `since` is Unix ms. */
export function noteSeen(draft: Draft, since: number | undefined, at: string): void {
  const {shift: running} = draft.state;
  if (running?.drawnAt === undefined || since === undefined || since <= running.drawnAt) return;
  patch(draft, {shift: {...running, quietAt: Date.parse(at)}});
}

/** It fired before in the watch, and the handoff tells of that. */
function isTold(one: Occurrence, {startedAt, drawnAt = 0}: RunningShift, {state}: Draft): boolean {
  const pasts = state.history.get(alertKey(one)) ?? [];
  return pasts.some(({startsAt, resolvedOn}) => startsAt <= drawnAt && resolvedOn > startedAt);
}
