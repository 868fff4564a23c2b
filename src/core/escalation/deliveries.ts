import type {AlertKey} from '../alert/alert.js';
import {isForUs, seesToAsked} from '../lease/acting.js';
import type {WatchState} from '../watch-state.js';
import {type Delivery, type DeliveryDraft, keysOf, threadKey} from './delivery.js';
import type {TargetMessage, TargetRef} from './target.js';

/** What is still to be sent from here: what was asked for here, or by a cockpit that this process acts for. */
export function outstandingDeliveries({shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  return [...shift.deliveries.values()].filter(one => one.state === 'requested' && seesToAsked(one, {shift}));
}

/**
 * Deliveries that somebody has to know of: under way, or ended without being sent since `since` (Unix ms) and not asked
 * for again.
 */
export function unsettledDeliveries({shift}: Pick<WatchState, 'shift'>, since = 0): readonly Delivery[] {
  if (shift.deliveries.size === 0) return [];
  const own = [...shift.deliveries.values()].filter(({origin}) => isForUs(origin, {shift}));
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
  return {
    waiting: all.filter(one => one.state === 'requested'),
    lost: all.filter(one => one.state !== 'requested' && !isMoot(one, shift)),
  };
}

/** Whether it was about alerts that are all gone. */
export function isMoot(
  {verb, alerts, incident, handoff}: Delivery,
  {firing}: Pick<WatchState['shift'], 'firing'>,
): boolean {
  const isOfAlerts = verb !== 'resolve' && incident === undefined && handoff === undefined && alerts.length > 0;
  return isOfAlerts && !keysOf(alerts).some(key => firing.has(key));
}

/** Whether it was not sent, and nobody wanted that. */
export function isLost({state, stopped}: Delivery): boolean {
  return (state === 'failed' || state === 'expired') && stopped === undefined;
}

/** How one stands at a time, Unix ms: after its time nobody sends it any more, whether or not that is recorded yet. */
export function standingAt(one: Delivery, now: number): Delivery {
  return one.state === 'requested' && !one.trying && now >= one.expiresAt ? {...one, state: 'expired'} : one;
}

/** What was asked for during the shift, or ever where none runs, and whatever is not settled; the newest first. */
export function deliveriesOfShift({shift}: Pick<WatchState, 'shift'>): readonly Delivery[] {
  const from = shift.shift?.startedAt ?? 0;
  return [...shift.deliveries.values()]
    .filter(one => isForUs(one.origin, {shift}) && (one.requestedAt >= from || one.state === 'requested'))
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
      isForUs(one.origin, {shift}) &&
      (one.requestedAt >= since || one.state === 'requested') &&
      keysOf(one.alerts).some(key => keys.has(key)),
  );
  return notRepeated(about).toReversed();
}

/** The same once more, with the key that it had: a target that did get it tells the repeat by that. */
export function sameAgain(one: Delivery): DeliveryDraft {
  const {target, verb, key, thread, title, message, alerts} = one;
  const {escalation, incident, handoff, ticket, room, topic, archive, level, people, test} = one;
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
    ...(ticket === undefined ? {} : {ticket}),
    ...(room === undefined ? {} : {room}),
    ...(topic === undefined ? {} : {topic}),
    ...(archive === undefined ? {} : {archive}),
    ...(level === undefined ? {} : {level}),
    ...(people === undefined ? {} : {people}),
    ...(test === undefined ? {} : {test}),
  };
}

/** So long, ms, one that is asked for twice is left to whoever is to send it. */
const PATIENCE = 60_000;

/** The very same, asked for in another journal: sent already, or to be sent there until then (Unix ms). */
export type Twin =
  | {readonly state: 'sent'; readonly until: number; readonly result: {readonly ref?: TargetRef; readonly url?: string}}
  | {readonly state: 'theirs'; readonly until: number};

/** Two who ask for the same at once agree without a word on who sends it: the one whose journal sorts first. */
export function twinOf(one: Delivery, state: Pick<WatchState, 'shift'>, now: number): Twin | undefined {
  const twins = [...state.shift.deliveries.values()].filter(
    ({key, target, delivery}) => key === one.key && target === one.target && delivery !== one.delivery,
  );
  const sent = twins.find(twin => twin.state === 'sent');
  if (sent !== undefined) return {state: 'sent', until: 0, result: resultOf(sent)};
  const theirs = twins.find(twin => twin.state === 'requested' && isTheirs(twin, one, state));
  const until = Math.max(one.requestedAt, theirs?.requestedAt ?? 0) + PATIENCE;
  return theirs === undefined || now >= until ? undefined : {state: 'theirs', until};
}

function isTheirs(twin: Delivery, one: Delivery, state: Pick<WatchState, 'shift'>): boolean {
  return !seesToAsked(twin, state) && twin.origin < one.origin;
}

function resultOf({ref, url}: Delivery): {readonly ref?: TargetRef; readonly url?: string} {
  return {...(ref === undefined ? {} : {ref}), ...(url === undefined ? {} : {url})};
}

/** The message that a thread was created with, as long as its delivery is remembered. */
export function openingOf(
  {shift}: Pick<WatchState, 'shift'>,
  {target, thread, delivery}: Delivery,
): TargetMessage | undefined {
  return [...shift.deliveries.values()].findLast(
    one => one.verb === 'create' && one.target === target && one.thread === thread && one.delivery !== delivery,
  )?.message;
}

/** What the target answered when the thread was opened there. */
export function refOf({shift}: Pick<WatchState, 'shift'>, target: string, thread: string): TargetRef | undefined {
  return shift.threads.get(threadKey(target, thread))?.ref;
}
