import {type Draft, isLate, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import {type Delivery, type Thread, threadKey} from './delivery.js';
import type {ESCALATION_FACT_SCHEMAS} from './facts.js';
import {isSamePager} from './pagers.js';

type DeliveryFact = Extract<keyof typeof ESCALATION_FACT_SCHEMAS, `delivery.${string}`>;

/** Settled deliveries that are remembered however old they are, beside those that are under way; */
const SETTLED = 1_000;
/** as long as a watch may last, ms, more are: whoever asked, or is to send the very same, looks how it ended; */
const KEPT = 7 * 24 * 3_600_000;
/** and no more than so many. */
const MOST_SETTLED = 10_000;
/** Threads that are over and still remembered. */
const CLOSED_THREADS = 300;

/** How the facts about deliveries change the state. */
export const deliveryAppliers: {readonly [T in DeliveryFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'delivery.requested': (draft, fact) => {
    const before = draft.state.deliveries.get(fact.delivery);
    const isOn = before?.state === 'requested';
    writableMap(draft, 'deliveries').set(fact.delivery, isOn ? askedAgain(before, fact) : requested(fact));
    if (fact.verb === 'create') openThread(draft, fact, true);
    // Alertmanager opened it: from now on it is known here.
    else if (fact.verb === 'ack' && (fact.alerts?.length ?? 0) > 0) openThread(draft, fact, false);
  },
  'delivery.tried': (draft, fact) =>
    change(draft, fact.delivery, one => ({
      ...one,
      attempts: fact.attempt,
      // An earlier process began a try, and nobody heard how it ended.
      doubts: one.doubts + (one.trying ? 1 : 0),
      trying: true,
    })),
  'delivery.sent': (draft, fact) => {
    change(draft, fact.delivery, ({trouble: _over, retryAt: _none, stopped: _all_the_same, ...one}) => ({
      ...one,
      ...settled(fact),
      state: 'sent',
      ...(fact.ref === undefined ? {} : {ref: fact.ref}),
      ...(fact.url === undefined ? {} : {url: fact.url}),
      ...(fact.remark === undefined ? {} : {remark: fact.remark}),
      ...(fact.repeat === undefined ? {} : {repeat: fact.repeat}),
    }));
    moveThread(draft, fact);
  },
  'delivery.failed': (draft, fact) => {
    change(draft, fact.delivery, one => failed(one, fact));
    if (fact.final) giveUpThread(draft, fact.delivery);
  },
  'delivery.expired': (draft, fact) => {
    change(draft, fact.delivery, ({retryAt: _none, ...one}) => ({...one, ...settled(fact), state: 'expired'}));
    giveUpThread(draft, fact.delivery);
  },
};

function requested(fact: FactOf<'delivery.requested'>): Delivery {
  return {
    delivery: fact.delivery,
    origin: fact.origin,
    seq: fact.seq,
    by: fact.by,
    target: fact.target,
    kind: fact.kind,
    verb: fact.verb,
    key: fact.key,
    thread: fact.thread,
    title: fact.title,
    message: fact.message,
    alerts: fact.alerts ?? [],
    ...(fact.escalation === undefined ? {} : {escalation: fact.escalation}),
    ...(fact.incident === undefined ? {} : {incident: fact.incident}),
    ...(fact.handoff === undefined ? {} : {handoff: fact.handoff}),
    ...(fact.ticket === undefined ? {} : {ticket: fact.ticket}),
    ...(fact.room === undefined ? {} : {room: fact.room}),
    ...(fact.topic === undefined ? {} : {topic: fact.topic}),
    ...(fact.archive === undefined ? {} : {archive: fact.archive}),
    requestedAt: Date.parse(fact.at),
    expiresAt: fact.expiresAt,
    ...(fact.level === undefined ? {} : {level: fact.level}),
    ...(fact.people === undefined ? {} : {people: fact.people}),
    ...(fact.test === undefined ? {} : {test: fact.test}),
    state: 'requested',
    attempts: 0,
    trying: false,
    doubts: 0,
  };
}

/** It goes on as the same: the tries that were made count, and what is to be read is what was written last. */
function askedAgain(
  {retryAt: _now, trouble: _tried_anew, ...one}: Delivery,
  fact: FactOf<'delivery.requested'>,
): Delivery {
  return {...one, message: fact.message, title: fact.title, expiresAt: fact.expiresAt, again: fact.seq};
}

function failed({retryAt: _before, ...one}: Delivery, fact: FactOf<'delivery.failed'>): Delivery {
  // Whoever stopped one that is being tried does not know how that try ends.
  const isUnknown = fact.unknown === true || (fact.stopped === true && one.trying);
  return {
    ...one,
    attempts: fact.attempts,
    trying: false,
    doubts: one.doubts + (isUnknown ? 1 : 0),
    trouble: {reason: fact.reason, ...(fact.hint === undefined ? {} : {hint: fact.hint})},
    ...(fact.final ? settled(fact) : {}),
    ...(fact.final ? {state: 'failed'} : {}),
    ...(fact.retryAt === undefined ? {} : {retryAt: fact.retryAt}),
    ...(fact.stopped === undefined ? {} : {stopped: fact.stopped}),
  };
}

function settled({at, attempts}: {readonly at: string; readonly attempts: number}) {
  return {settledAt: Date.parse(at), attempts, trying: false};
}

function change(draft: Draft, id: string, how: (one: Delivery) => Delivery): void {
  const before = draft.state.deliveries.get(id);
  if (before === undefined) return;
  const deliveries = writableMap(draft, 'deliveries');
  const after = how(before);
  deliveries.set(id, after);
  if (after.settledAt !== undefined && deliveries.size > SETTLED) forgetSettled(deliveries, after.settledAt);
}

/** Those that were settled first go, when there are too many or when they are old, whenever they were asked for. */
function forgetSettled(deliveries: Map<string, Delivery>, now: number): void {
  const settled = [...deliveries.values()].flatMap(({delivery, settledAt}) =>
    settledAt === undefined ? [] : [{delivery, settledAt}],
  );
  if (settled.length <= SETTLED) return;
  const isOver = settled.length > MOST_SETTLED || settled.some(({settledAt}) => now - settledAt > KEPT);
  if (!isOver) return;
  settled.sort((a, b) => a.settledAt - b.settledAt);
  for (const [index, {delivery, settledAt}] of settled.entries()) {
    const left = settled.length - index;
    if (left <= SETTLED || (left <= MOST_SETTLED && now - settledAt <= KEPT)) return;
    deliveries.delete(delivery);
  }
}

/** Drops the oldest of those that may be dropped, until few enough are left. Maps keep the order of their keys. */
function dropOldest<T>(map: Map<string, T>, most: number, mayGo: (one: T) => boolean): void {
  for (const [key, one] of map) {
    if (map.size <= most) return;
    if (mayGo(one)) map.delete(key);
  }
}

function openThread(draft: Draft, fact: FactOf<'delivery.requested'>, ours: boolean): void {
  if (fact.test === true) return;
  const key = threadKey(fact.target, fact.thread);
  const threads = writableMap(draft, 'threads');
  const before = threads.get(key);
  if (before !== undefined && (before.status !== 'resolved' || isLate(draft, fact, before.on))) return;
  const at = Date.parse(fact.at);
  threads.delete(key);
  threads.set(key, {
    origin: fact.origin,
    target: fact.target,
    kind: fact.kind,
    thread: fact.thread,
    ours,
    title: fact.title,
    alerts: fact.alerts ?? [],
    ...(fact.escalation === undefined ? {} : {escalation: fact.escalation}),
    ...(fact.incident === undefined ? {} : {incident: fact.incident}),
    status: 'triggered',
    on: at,
    openedAt: at,
  });
}

/** What was done in a thread by us: it was opened, taken, or ended. */
function moveThread(draft: Draft, fact: FactOf<'delivery.sent'>): void {
  const delivery = draft.state.deliveries.get(fact.delivery);
  if (delivery === undefined || delivery.test === true) return;
  const key = threadKey(delivery.target, delivery.thread);
  // What is known of it since is what counts, where another account's fact comes here late.
  const move = (before: Thread) =>
    isLate(draft, fact, before.on) ? before : moved(before, delivery, Date.parse(fact.at));
  if (fact.absent === true) {
    if (!isLate(draft, fact, draft.state.threads.get(key)?.on)) writableMap(draft, 'threads').delete(key);
    return;
  }
  changeThread(draft, key, before => ({
    ...move(before),
    ...(fact.ref === undefined ? {} : {ref: {...before.ref, ...fact.ref}}),
    ...(fact.url === undefined ? {} : {url: fact.url}),
  }));
  if (delivery.verb === 'release') releaseElsewhere(draft, delivery, move);
  if (delivery.verb === 'ack' || delivery.verb === 'resolve') moveFound(draft, delivery, move);
}

/** What a look at the pager had found before is the same incident. */
function moveFound(draft: Draft, delivery: Delivery, move: (before: Thread) => Thread): void {
  for (const [key, {thread, kind, target, status}] of [...draft.state.threads])
    if (target === '' && thread === delivery.thread && status !== 'resolved' && isSamePager(kind, delivery.kind))
      changeThread(draft, key, move);
}

/** The same incident may be known by other targets, too, that could not take its acknowledgement back. */
function releaseElsewhere(draft: Draft, delivery: Delivery, move: (before: Thread) => Thread): void {
  for (const [key, {thread, kind, status}] of [...draft.state.threads])
    if (thread === delivery.thread && status === 'acknowledged' && isSamePager(kind, delivery.kind))
      changeThread(draft, key, move);
}

function moved(before: Thread, {verb, by, archive, requestedAt}: Delivery, on: number): Thread {
  // What somebody has there already stays theirs.
  if (verb === 'ack' && isTheirs(before) && before.on < requestedAt) return before;
  if (verb === 'ack') return {...before, status: 'acknowledged', by, byAck: true, on};
  if (verb === 'resolve' || archive === true) return {...before, status: 'resolved', by, on};
  if (verb !== 'release' || before.status === 'resolved') return before;
  const {by: _nobody, byAck: _over, ...open} = before;
  return {...open, status: 'triggered', on};
}

function isTheirs({status, byAck}: Thread): boolean {
  return status === 'acknowledged' && byAck === undefined;
}

/** What could not be opened is not there, unless a try may have got through. */
function giveUpThread(draft: Draft, id: string): void {
  const delivery = draft.state.deliveries.get(id);
  if (delivery?.verb !== 'create' || delivery.doubts > 0) return;
  const key = threadKey(delivery.target, delivery.thread);
  if (draft.state.threads.get(key)?.ref === undefined) writableMap(draft, 'threads').delete(key);
}

/** Changes a thread that is known. */
export function changeThread(draft: Draft, key: string, how: (thread: Thread) => Thread): void {
  const before = draft.state.threads.get(key);
  if (before === undefined) return;
  const threads = writableMap(draft, 'threads');
  const after = how(before);
  threads.set(key, after);
  if (after.status === 'resolved' && threads.size > CLOSED_THREADS)
    dropOldest(threads, CLOSED_THREADS, ({status}) => status === 'resolved');
}
