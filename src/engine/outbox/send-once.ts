import {openingOf, refOf} from '../../core/escalation/deliveries.js';
import {type Delivery, threadKey} from '../../core/escalation/delivery.js';
import {hasRooms, type Target, TargetError, type TargetRef, type TargetRequest} from '../../core/escalation/target.js';
import {roomThread} from '../../core/incident/room.js';
import {quietSince} from '../../core/lease/own-lease.js';
import type {Command} from '../../core/shift/command.js';
import type {WatchState} from '../../core/watch-state.js';
import {backoff} from '../../lib/backoff.js';
import {openRoom} from './open-room.js';
import {tendRoom} from './tend-room.js';

const RETRY = {first: 1_000, most: 60_000};

/** How a try ended, as the command that records it. */
export interface Tried {
  readonly command: Extract<Command, {type: 'settle-delivery' | 'settle-delivery-failed'}>;
  /** What it says of the target itself. */
  readonly health: 'answers' | 'fails';
  /** It wants no request before then, Unix ms. */
  readonly holdUntil?: number;
}

interface Try {
  readonly delivery: Delivery;
  readonly target: Target;
  readonly state: WatchState;
  /** An earlier process may have got as far as sending it. */
  readonly fromBefore: boolean;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly random: () => number;
}

/** Tries a delivery once. Never rejects: how it ended is for the facts. */
export async function sendOnce(one: Try): Promise<Tried> {
  const {delivery, target, signal, now} = one;
  const doubts = doubtsOf(delivery);
  try {
    const result = await sent(one, {mayExist: mayExist(one), signal});
    const isUnsure = result.unsure === true || (target.repeats === 'none' && doubts > 0);
    const repeat = isUnsure ? {repeat: 'possible' as const} : {};
    return {command: {type: 'settle-delivery', delivery: delivery.delivery, result, ...repeat}, health: 'answers'};
  } catch (error) {
    const trouble = asTargetError(error, signal);
    return isNothingThere(one, trouble) ? nothingThere(one) : failed(one, trouble, now());
  }
}

function sent(one: Try, how: {readonly mayExist: boolean; readonly signal: AbortSignal}): ReturnType<Target['send']> {
  const {delivery, target} = one;
  const {room: name, incident: mark, topic = delivery.message.title, archive} = delivery;
  if (name === undefined && delivery.topic === undefined && archive === undefined)
    return target.send(requestOf(one), how);
  if (hasRooms(target)) {
    if (name !== undefined) return openRoom(target, {name, topic, mark, request: requestOf(one)}, how);
    return tendRoom(target, {room: roomOf(one), ...(archive === true ? {} : {topic})}, how);
  }
  throw new TargetError('unsupported', `${target.name} cannot make a room.`, {
    hint: "Slack can, where its target has a bot's `token`.",
  });
}

function roomOf({delivery, state}: Try): TargetRef | undefined {
  return refOf(state, delivery.target, roomThread(delivery.incident ?? ''));
}

/** Tries that may have got through. One that is recorded and not under way was broken off by the end of a process. */
export function doubtsOf({doubts, trying}: Delivery): number {
  return doubts + (trying ? 1 : 0);
}

function mayExist(one: Try): boolean {
  const {delivery, target, fromBefore} = one;
  if (doubtsOf(delivery) > 0 || target.repeats === 'none') return doubtsOf(delivery) > 0;
  return isSharedWithOthers(one) || (target.repeats === 'key' && (fromBefore || delivery.attempts > 0));
}

/** A cockpit and the relay that acts for it may both have come to it. */
function isSharedWithOthers({delivery, state, now}: Try): boolean {
  return delivery.origin !== state.shift.origin || quietSince(state, now()) !== undefined;
}

function requestOf({delivery, state}: Try): TargetRequest {
  const {verb, key, thread, message, level, people, test} = delivery;
  const ref = refOf(state, delivery.target, thread);
  const opening = verb === 'create' ? undefined : openingOf(state, delivery);
  return {
    verb,
    key,
    thread,
    message,
    ...(opening === undefined ? {} : {opening}),
    ...(ref === undefined ? {} : {ref}),
    ...(level === undefined ? {} : {level}),
    ...(people === undefined ? {} : {people}),
    ...(test === undefined ? {} : {test}),
  };
}

/** Alertmanager's incident is acknowledged where there is one; most often not every pager has it. */
function isNothingThere({delivery, state}: Try, {kind}: TargetError): boolean {
  const {verb, target, thread} = delivery;
  const isEnding = verb === 'ack' || verb === 'release' || verb === 'resolve';
  return isEnding && kind === 'not-found' && state.shift.threads.get(threadKey(target, thread))?.ours !== true;
}

function nothingThere({delivery}: Try): Tried {
  const result = {remark: 'nothing of it is open there'};
  return {command: {type: 'settle-delivery', delivery: delivery.delivery, result, absent: true}, health: 'answers'};
}

function failed({delivery, target, random}: Try, error: TargetError, now: number): Tried {
  const {message, hint, final, retryAfter} = error;
  const wait = Math.max(retryAfter ?? 0, backoff(delivery.attempts + 1, RETRY, random));
  // Once more, and what cannot be told from its repeat would be there a third time.
  const isLast = target.repeats === 'none' && error.unknown && doubtsOf(delivery) > 0;
  return {
    command: {
      type: 'settle-delivery-failed',
      delivery: delivery.delivery,
      reason: isLast ? `${message} (${ONCE_OR_TWICE})` : message,
      hint,
      final: final || isLast,
      unknown: error.unknown,
      tried: true,
      ...(final || isLast ? {} : {retryAt: Math.ceil(now + wait)}),
    },
    health: final ? 'answers' : 'fails',
    ...(retryAfter === undefined ? {} : {holdUntil: now + retryAfter}),
  };
}

/** Why it is not tried a third time. */
export const ONCE_OR_TWICE = 'it may be there, even twice: look there before you send it again';

function asTargetError(error: unknown, signal: AbortSignal): TargetError {
  if (error instanceof TargetError) return error;
  if (signal.aborted)
    return new TargetError('timeout', 'it was broken off before an answer came', {hint: 'It is tried again.'});
  const message = error instanceof Error ? error.message : String(error);
  return new TargetError('bad-answer', message, {hint: 'It is tried again.', cause: error});
}
