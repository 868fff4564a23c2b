import type {StoreApi} from 'zustand/vanilla';
import {twinOf} from '../../core/escalation/deliveries.js';
import type {Delivery} from '../../core/escalation/delivery.js';
import type {Target} from '../../core/escalation/target.js';
import {deliversFrom, sendLimit} from '../../core/lease/own-lease.js';
import type {Clock} from '../../core/ports.js';
import type {Command} from '../../core/shift/command.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Outcome} from '../engine.js';
import {type Breaker, createBreaker} from './breaker.js';
import {type Budgets, createBudgets} from './budget.js';
import {queueUp} from './queue-up.js';
import {doubtsOf, ONCE_OR_TWICE, sendOnce, type Tried} from './send-once.js';

/** How many are under way at a time; the rest waits its turn. */
const AT_ONCE = 8;
/** So long, ms, a topic waits for the next one, which takes its place. */
const TOPIC_RESTS = 4_000;
/** So long, ms, an answer is waited for at most; a target may give up before. */
const TIMEOUT = 30_000;
/** So long, ms, those under way may still take when the process leaves. */
const LEAVING = 1_500;

export interface DelivererParts {
  readonly store: StoreApi<WatchState>;
  readonly targets: readonly Target[];
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
  /** Facts up to this number were made by an earlier process, which may have got as far as sending. */
  readonly seqAtStart: number;
  /** `new`: only what is asked for from now on; the rest is for a process that stays. */
  readonly sends?: 'all' | 'new';
  readonly random?: () => number;
}

export interface Deliverer {
  /** Looks for what is to be sent and is not under way. */
  look(): void;
  /** Resolves when nothing is on its way. What waits for its next try stays outstanding. */
  settled(): Promise<void>;
  /** Waits for nothing any more, and sends what an earlier process left, too. */
  flush(): void;
  /** Lets what is under way come to an end, for a moment. */
  leave(): Promise<void>;
}

interface Flight {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

interface Outbox extends DelivererParts {
  readonly underWay: Map<string, Flight>;
  /** Outcomes that could not be recorded yet. */
  readonly unrecorded: Map<string, Command>;
  /** What is not to wait for its next try. */
  readonly hurried: Set<string>;
  readonly breaker: Breaker;
  readonly budgets: Budgets;
  readonly wakeAt: (at: number) => void;
  sends: 'all' | 'new';
  left: boolean;
}

/**
 * Sends what the facts say is to be sent: once at a time each, in order within a thread, again after failures, and
 * never while it could not be recorded. What comes of it is reported as commands.
 */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const alarm = createAlarm(parts.clock, () => look(outbox));
  const outbox: Outbox = {
    ...parts,
    underWay: new Map(),
    unrecorded: new Map(),
    hurried: new Set(),
    breaker: createBreaker(),
    budgets: createBudgets(),
    wakeAt: alarm.at,
    sends: parts.sends ?? 'all',
    left: false,
  };
  return {
    look: () => look(outbox),
    settled: async () => {
      await Promise.allSettled([...outbox.underWay.values()].map(({done}) => done));
    },
    flush: () => {
      outbox.sends = 'all';
      outbox.breaker.forget();
      for (const one of queueUp(parts.store.getState(), 0)) outbox.hurried.add(one.delivery);
      look(outbox);
    },
    leave: async () => {
      outbox.left = true;
      alarm.cancel();
      const cancel = parts.clock.after(LEAVING, () => {
        for (const {abort} of outbox.underWay.values()) abort.abort();
      });
      await Promise.allSettled([...outbox.underWay.values()].map(({done}) => done));
      cancel();
    },
  };
}

/** One timer, at the earliest time that was asked for. */
function createAlarm(clock: Clock, ring: () => void): {at(time: number): void; cancel(): void} {
  let set: {readonly at: number; readonly cancel: () => void} | undefined;
  return {
    at: time => {
      if (!Number.isFinite(time) || (set !== undefined && set.at <= time)) return;
      set?.cancel();
      const cancel = clock.after(Math.max(0, time - clock.now()), () => {
        set = undefined;
        ring();
      });
      set = {at: time, cancel};
    },
    cancel: () => set?.cancel(),
  };
}

function look(outbox: Outbox): void {
  const state = outbox.store.getState();
  for (const [id, {abort}] of outbox.underWay) if (state.shift.deliveries.get(id)?.state !== 'requested') abort.abort();
  if (outbox.left || state.settings.readOnly || !state.recording.ok) return;
  for (const one of queueUp(state, outbox.sends === 'all' ? 0 : outbox.seqAtStart)) {
    if (outbox.underWay.size >= AT_ONCE) return;
    if (!outbox.underWay.has(one.delivery)) take(one, outbox);
  }
}

function take(one: Delivery, outbox: Outbox): void {
  const now = outbox.clock.now();
  const target = outbox.targets.find(({name}) => name === one.target);
  const isOver = now >= one.expiresAt;
  const twin = twinOf(one, outbox.store.getState(), now);
  const end =
    outbox.unrecorded.get(one.delivery) ?? sentBy(one, twin) ?? (isOver ? expire(one) : hopeless(one, target));
  // Whoever runs with another configuration must not give up what belongs to this one.
  const own = target === undefined ? one.expiresAt : dueOf(one, target, outbox);
  const due = Math.max(own, twin?.until ?? 0);
  if (end !== undefined) fly(one, outbox, () => record(one.delivery, end, outbox));
  else if (target === undefined || due > now) outbox.wakeAt(Math.min(due, one.expiresAt));
  else begin(one, target, outbox);
}

function dueOf(one: Delivery, target: Target, outbox: Outbox): number {
  const {hurried, breaker, budgets, clock, store} = outbox;
  const retryAt = hurried.has(one.delivery)
    ? 0
    : Math.max(one.retryAt ?? 0, restsUntil(one, outbox), deliversFrom(one, store.getState(), clock.now()));
  return Math.max(retryAt, breaker.from(target.name), budgets.from(target, clock.now()));
}

/** Several changes in a row make one topic; a command, which leaves, does not wait for more. */
function restsUntil({topic, room, requestedAt}: Delivery, {sends}: Outbox): number {
  return topic === undefined || room !== undefined || sends === 'new' ? 0 : requestedAt + TOPIC_RESTS;
}

function begin(one: Delivery, target: Target, outbox: Outbox): void {
  outbox.breaker.began(target.name);
  outbox.budgets.spend(target, outbox.clock.now());
  outbox.hurried.delete(one.delivery);
  fly(one, outbox, abort =>
    attempt({delivery: one, target, abort}, outbox).finally(() => outbox.breaker.ended(target.name)),
  );
}

/** Does one thing with a delivery, and looks again when it is over. */
function fly(one: Delivery, outbox: Outbox, act: (abort: AbortController) => Promise<void>): void {
  const abort = new AbortController();
  const done = act(abort).finally(() => {
    outbox.underWay.delete(one.delivery);
    look(outbox);
  });
  outbox.underWay.set(one.delivery, {abort, done});
}

async function attempt(
  {delivery, target, abort}: {readonly delivery: Delivery; readonly target: Target; readonly abort: AbortController},
  outbox: Outbox,
): Promise<void> {
  const {ask, clock, store, seqAtStart, random = Math.random} = outbox;
  if (target.repeats !== 'key' && !(await ask({type: 'try-delivery', delivery: delivery.delivery})).ok) return;
  const cancel = clock.after(sendLimit(store.getState(), clock.now(), TIMEOUT), () => abort.abort());
  const {signal} = abort;
  const fromBefore = delivery.seq <= seqAtStart;
  const tried = await sendOnce({delivery, target, state: store.getState(), fromBefore, signal, now: clock.now, random});
  cancel();
  // Broken off because the process leaves: nobody knows how it ended, and the next one finds that out.
  if (outbox.left && signal.aborted && tried.command.type !== 'settle-delivery') return;
  await settle(tried, target, outbox);
}

function settle({command, health, holdUntil}: Tried, target: Target, outbox: Outbox): Promise<void> {
  if (holdUntil !== undefined) outbox.budgets.hold(target, holdUntil);
  if (health === 'answers') outbox.breaker.succeeded(target.name);
  else outbox.breaker.failed(target.name, outbox.clock.now());
  return record(command.delivery, command, outbox);
}

async function record(id: string, command: Command, {ask, unrecorded}: Outbox): Promise<void> {
  const outcome = await ask(command);
  if (outcome.ok || outcome.refusal.code !== 'not-recorded') unrecorded.delete(id);
  else unrecorded.set(id, command);
}

/** Somebody else has sent the very same. */
function sentBy({delivery}: Delivery, twin: ReturnType<typeof twinOf>): Command | undefined {
  if (twin?.state !== 'sent') return undefined;
  return {type: 'settle-delivery', delivery, result: {...twin.result, existed: true, remark: 'it was sent meanwhile'}};
}

function expire({delivery}: Delivery): Command {
  return {type: 'expire-delivery', delivery};
}

/** Why no try would come to anything; undefined where one may. */
function hopeless(one: Delivery, target: Target | undefined): Command | undefined {
  if (target?.repeats !== 'none' || doubtsOf(one) < 2) return undefined;
  const {delivery} = one;
  return {
    type: 'settle-delivery-failed',
    delivery,
    reason: ONCE_OR_TWICE,
    final: true,
    unknown: false,
    tried: false,
  };
}
