import type {AlertKey} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import {type Delivery, type DeliveryDraft, keysOf, threadKey} from './delivery.js';
import type {TargetRef} from './target.js';

/** What is still to be sent, by whoever asked for it first; of others, theirs is theirs. */
export function outstandingDeliveries({shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  return [...shift.deliveries.values()].filter(({state, origin}) => state === 'requested' && origin === shift.origin);
}

/**
 * Deliveries that somebody has to know of: under way, or ended without being sent since `since` (Unix ms) and not asked
 * for again.
 */
export function unsettledDeliveries({shift}: Pick<WatchState, 'shift'>, since = 0): readonly Delivery[] {
  if (shift.deliveries.size === 0) return [];
  const own = [...shift.deliveries.values()].filter(({origin}) => origin === shift.origin);
  return notRepeated(own).filter(one => one.state === 'requested' || (isLost(one) && (one.settledAt ?? 0) >= since));
}

/** Without those that were asked for once more with the same key; the oldest come first. */
export function notRepeated(deliveries: readonly Delivery[]): readonly Delivery[] {
  const last = new Map(deliveries.map(one => [threadKey(one.target, one.key), one]));
  return deliveries.filter(one => last.get(threadKey(one.target, one.key)) === one);
}

const MINUTE = 60_000;
const DAY = 24 * 60 * 60_000;

/**
 * Unsettled deliveries that somebody must not miss at a time, Unix ms: of this shift, or of the last day where none runs;
 * a page that was not sent about alerts that are all gone calls for nobody any more.
 */
export function loudDeliveries(state: Pick<WatchState, 'shift'>, now: number): LoudDeliveries {
  const {shift} = state;
  const since = shift.shift?.startedAt ?? Math.floor((now - DAY) / MINUTE) * MINUTE;
  const known = loudIn.get(shift);
  if (known?.since === since) return known;
  const found = {since, ...loudSince(state, since)};
  loudIn.set(shift, found);
  return found;
}

interface LoudDeliveries {
  readonly waiting: readonly Delivery[];
  readonly lost: readonly Delivery[];
}

const loudIn = new WeakMap<WatchState['shift'], LoudDeliveries & {readonly since: number}>();

function loudSince(state: Pick<WatchState, 'shift'>, since: number): LoudDeliveries {
  const {shift} = state;
  const all = unsettledDeliveries(state, since);
  const isOver = ({verb, alerts, incident, handoff}: Delivery) =>
    verb !== 'resolve' &&
    incident === undefined &&
    handoff === undefined &&
    alerts.length > 0 &&
    !keysOf(alerts).some(key => shift.firing.has(key));
  return {
    waiting: all.filter(one => one.state === 'requested'),
    lost: all.filter(one => one.state !== 'requested' && !isOver(one)),
  };
}

/** Whether it was not sent, and nobody wanted that. */
export function isLost({state, stopped}: Delivery): boolean {
  return (state === 'failed' || state === 'expired') && stopped === undefined;
}

/** What was asked for during the shift, or ever where none runs, and whatever is not settled; the newest first. */
export function deliveriesOfShift({shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  const from = shift.shift?.startedAt ?? 0;
  return [...shift.deliveries.values()]
    .filter(one => one.origin === shift.origin && (one.requestedAt >= from || one.state === 'requested'))
    .reverse();
}

/** What was sent about alerts since a time (Unix ms), or is still to be; the newest first. */
export function deliveriesAbout(
  keys: ReadonlySet<AlertKey>,
  {shift}: Pick<WatchState, 'shift'>,
  since: number,
): readonly Delivery[] {
  const about = [...shift.deliveries.values()].filter(
    one =>
      one.origin === shift.origin &&
      (one.requestedAt >= since || one.state === 'requested') &&
      keysOf(one.alerts).some(key => keys.has(key)),
  );
  return notRepeated(about).toReversed();
}

/** The same once more, with the key that it had: a target that did get it tells the repeat by that. */
export function sameAgain(one: Delivery): DeliveryDraft {
  const {target, verb, key, thread, title, message, alerts} = one;
  const {escalation, incident, handoff, level, people, test} = one;
  return {
    target,
    verb,
    key,
    thread,
    title,
    message,
    alerts,
    ...(escalation === undefined ? {} : {escalation}),
    ...(incident === undefined ? {} : {incident}),
    ...(handoff === undefined ? {} : {handoff}),
    ...(level === undefined ? {} : {level}),
    ...(people === undefined ? {} : {people}),
    ...(test === undefined ? {} : {test}),
  };
}

/** What the target answered when the thread was opened there. */
export function refOf({shift}: Pick<WatchState, 'shift'>, target: string, thread: string): TargetRef | undefined {
  return shift.threads.get(threadKey(target, thread))?.ref;
}
