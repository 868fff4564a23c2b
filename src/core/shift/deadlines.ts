import {alertKey} from '../alert/alert.js';
import {seesTo} from '../lease/acting.js';
import {serverAhead} from '../live/server-time.js';
import type {SourceHealth} from '../live/update.js';
import type {Walk} from '../runbook/walk.js';
import type {WatchState} from '../watch-state.js';
import {isWatched} from './left-sources.js';
import type {Ack, ShiftState} from './state.js';

/** A source that has not answered for this long, in ms, is recorded as lost. */
export const LOST_AFTER = 15_000;

/** How long after placing a silence, in ms, a list of silences may still come from before it. */
export const PROPAGATION = 5_000;

/**
 * So long after the end of an ack that was to be kept, in ms, it is asserted again: a keeper runs and could not reach
 * the source. After a longer time nobody kept it, and whoever acked may long be gone.
 */
export const KEPT_AFTER_END = 60_000;

/** Whether a source has been down long enough to be recorded as lost. */
export function isLost(health: SourceHealth, now: number): boolean {
  return health.state === 'down' && now - health.since >= LOST_AFTER;
}

/** When our keeper next moves the end of an ack: when a third of its duration is left. */
export function extensionDue(ack: Ack, endsAt: number): number {
  return endsAt - ack.duration / 3;
}

/** Whether our keeper goes on with an ack at `now`: its owner wants that, and set no end or one to come. */
export function isKept({extend, until}: Ack, now: number): boolean {
  return extend && (until === undefined || now < until);
}

/** When an acked alert reminds its owner, by time alone; never where that is switched off with 0. */
export function reminderDue(ack: Ack, remindAfter: number): number {
  return remindAfter > 0 ? (ack.remindedAt ?? ack.requestedAt) + remindAfter : Number.POSITIVE_INFINITY;
}

/** When the runbook of a walk wants somebody called; never where it does not, its alert is over, or that was said. */
export function escalationDue(walk: Walk, {shift}: Pick<WatchState, 'shift'>): number {
  const {alert, escalate} = walk;
  const isOver = walk.closedAt !== undefined || walk.escalationDueAt !== undefined || walk.origin !== shift.origin;
  if (isOver || alert === undefined || escalate === undefined || !stillFires(walk, shift))
    return Number.POSITIVE_INFINITY;
  return walk.openedAt + escalate.after;
}

/** Whether the very occurrence that a walk was opened for goes on. */
export function stillFires({alert}: Walk, {firing}: Pick<ShiftState, 'firing'>): boolean {
  return alert !== undefined && firing.get(alertKey(alert))?.startsAt === alert.startsAt;
}

/** The end of an ack's silence as the source has it now, or as we placed it; by the server's clock. */
export function endOf(ack: Ack, state: WatchState): number | undefined {
  if (ack.silence === undefined) return undefined;
  const live = state.live.silences.get(`${ack.source}/${ack.silence.id}`);
  return live === undefined || live.state === 'expired'
    ? ack.silence.endsAt
    : Math.max(live.endsAt, ack.silence.endsAt);
}

/** The next moment, Unix ms, at which time alone brings something; undefined when none is known. */
export function nextDeadline(state: WatchState): number | undefined {
  let next: number | undefined;
  const consider = (at: number) => {
    if (Number.isFinite(at) && (next === undefined || at < next)) next = at;
  };
  for (const ack of state.shift.acks.values()) {
    if (ack.status !== 'placed' || !seesTo(ack.origin, state) || !isWatched(ack.source, state)) continue;
    consider(endDue(ack, state));
    consider(reminderDue(ack, state.settings.ack.remind));
  }
  for (const walk of state.shift.walks.values()) consider(escalationDue(walk, state));
  for (const health of state.live.sources.values()) {
    if (health.state === 'down' && !state.shift.lost.has(health.source)) consider(health.since + LOST_AFTER);
  }
  return next;
}

/** When the silence of an ack has to be seen to, by our clock; never where none carries it. */
function endDue(ack: Ack, state: WatchState): number {
  const end = endOf(ack, state);
  if (end === undefined) return Number.POSITIVE_INFINITY;
  const ours = end - serverAhead(state, ack.source);
  return ack.extend ? extensionDue(ack, ours) : ours;
}
