import type {Walk} from '../runbook/walk.js';
import {stillFires} from '../shift/deadlines.js';
import {keysOfAck} from '../shift/decide-ack.js';
import {isWatched} from '../shift/left-sources.js';
import type {Ack} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';

/** Acks that hold nothing of something they were made for, though their silence is in force. */
export function unheldAcks(state: WatchState): readonly Ack[] {
  return [...state.shift.acks.values()].filter(
    ack => ack.unheld !== undefined && ack.status === 'placed' && !isOutOfSight(ack, state),
  );
}

/** Acks that their owner, who is the operator here, was reminded of and has not touched: what got worse, then the oldest. */
export function dueReminders(state: WatchState): readonly Ack[] {
  const {operator} = state.settings;
  return [...state.shift.acks.values()]
    .filter(ack => ack.reminder !== undefined && ack.status !== 'ended' && ack.by === operator)
    .filter(ack => !isOutOfSight(ack, state))
    .sort((left, right) => urgency(left) - urgency(right) || left.requestedAt - right.requestedAt);
}

/** Walks of the operator here whose runbook wants somebody called for an alert that goes on, the oldest first. */
export function dueEscalations({shift, settings}: WatchState): readonly Walk[] {
  return [...shift.walks.values()]
    .filter(
      walk =>
        walk.escalationDueAt !== undefined &&
        walk.escalationSeen !== true &&
        walk.closedAt === undefined &&
        walk.by === settings.operator &&
        stillFires(walk, shift),
    )
    .sort((left, right) => (left.escalationDueAt ?? 0) - (right.escalationDueAt ?? 0));
}

/** Every ack that asks for somebody to look again, in the order in which the banners name them. */
export function lookAgain(state: WatchState): readonly Ack[] {
  return [...new Set([...unheldAcks(state), ...dueReminders(state)])];
}

/**
 * Whether an ack has nothing to ask of anybody: its source is not watched, or it shows nothing any more of what the ack
 * holds while nothing can be recorded that would say so.
 */
export function isOutOfSight(ack: Ack, state: WatchState): boolean {
  const {live, recording} = state;
  if (!isWatched(ack.source, state)) return true;
  if (recording.ok || live.sources.get(ack.source)?.lastGood === undefined) return false;
  return !keysOfAck(ack).some(key => live.alerts.has(key));
}

function urgency({reminder}: Ack): number {
  return reminder?.because === 'severity' ? 0 : 1;
}
