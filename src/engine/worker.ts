import type {StoreApi} from 'zustand/vanilla';
import type {Silence, SilenceDraft} from '../core/alert/silence.js';
import {claimedBy} from '../core/feed/claim.js';
import {type AlertSource, type Clock, isSilencer, type Silencer, SourceError} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {Ack, SilenceOrder} from '../core/shift/state.js';
import {outstandingWork, type Work} from '../core/shift/work.js';
import type {WatchState} from '../core/watch-state.js';
import {backoff} from '../lib/backoff.js';
import type {Outcome} from './engine.js';

/** How many things are done at a time; the rest waits its turn. */
const AT_ONCE = 6;
const RETRY = {first: 1_000, most: 30_000};

interface Parts {
  readonly store: StoreApi<WatchState>;
  readonly sources: readonly AlertSource[];
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
  /** Facts up to this number were made by an earlier process, which may have got as far as sending. */
  readonly seqAtStart: number;
  readonly signal: AbortSignal;
}

export interface Worker {
  /** Looks for outstanding work and starts what is not under way. */
  look(): void;
}

/** Does what the facts say is outstanding, once at a time each, and reports how it went as commands. */
export function createWorker(parts: Parts): Worker {
  const underWay = new Set<string>();
  const attempts = new Map<string, Attempts>();
  let running = 0;

  const finish = (work: Work, failed: boolean) => {
    underWay.delete(subjectOf(work));
    running -= 1;
    if (!failed) {
      attempts.delete(work.key);
    } else {
      const count = (attempts.get(work.key)?.count ?? 0) + 1;
      const wait = backoff(count, RETRY);
      attempts.set(work.key, {source: work.source, count, notBefore: parts.clock.now() + wait});
      parts.clock.after(wait, look);
    }
    look();
  };
  const start = (work: Work) => {
    underWay.add(subjectOf(work));
    running += 1;
    const mayExist = (attempts.get(work.key)?.count ?? 0) > 0 || isFromOthers(work, parts) || isLost(work);
    run(work, {...parts, mayExist}).then(
      () => finish(work, false),
      () => finish(work, true),
    );
  };
  const isDue = (work: Work, now: number) => {
    if (underWay.has(subjectOf(work)) || (attempts.get(work.key)?.notBefore ?? 0) > now) return false;
    const claimed = claimedBy(work, parts.store.getState());
    if (claimed === undefined || claimed <= now) return true;
    lookAgain(claimed - now);
    return false;
  };
  let isUp: ReadonlySet<string> = new Set();
  let isWaiting = false;
  const lookAgain = (wait: number) => {
    if (isWaiting) return;
    isWaiting = true;
    parts.clock.after(wait, () => {
      isWaiting = false;
      look();
    });
  };
  const look = () => {
    // A process that only records (a note, a change) watches no source: what is outstanding waits for one that does.
    if (parts.signal.aborted || parts.sources.length === 0) return;
    const now = parts.clock.now();
    const outstanding = outstandingWork(parts.store.getState(), now);
    forgetOthers(attempts, outstanding);
    isUp = recovered(attempts, parts.store.getState(), isUp);
    for (const work of outstanding) {
      if (running >= AT_ONCE) return;
      if (isDue(work, now)) start(work);
    }
  };
  return {look};
}

/** What only one thing at a time is done to: of two changes of one silence, the later would else be the first. */
function subjectOf(work: Work): string {
  if (work.kind !== 'order' || work.order.silence === undefined) return work.key;
  return `${work.source}/${work.order.silence}`;
}

/** Asked for by an earlier process, or by a cockpit that this one acts for: it may have got as far as sending. */
function isFromOthers(work: Work, {store, seqAtStart}: Parts): boolean {
  const {origin} = work.kind === 'order' ? work.order : work.ack;
  return origin !== store.getState().shift.origin || work.seq <= seqAtStart;
}

interface Attempts {
  readonly source: string;
  readonly count: number;
  /** Unix ms. */
  readonly notBefore: number;
}

/** What failed while its source was away is tried as soon as that answers again. The answer is which sources do now. */
function recovered(
  attempts: Map<string, Attempts>,
  {live}: WatchState,
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  const up = [...live.sources.values()].filter(({state}) => state === 'up').map(({source}) => source);
  if (up.length === before.size && up.every(source => before.has(source))) return before;
  for (const [key, attempt] of attempts) {
    const isBack = up.includes(attempt.source) && !before.has(attempt.source);
    if (isBack) attempts.set(key, {...attempt, notBefore: 0});
  }
  return new Set(up);
}

/** What is no longer wanted (an ack that ended before it could be placed) is not remembered either. */
function forgetOthers(attempts: Map<string, unknown>, outstanding: readonly Work[]): void {
  if (attempts.size === 0) return;
  const keys = new Set(outstanding.map(({key}) => key));
  for (const key of attempts.keys()) if (!keys.has(key)) attempts.delete(key);
}

interface Context extends Parts {
  readonly mayExist: boolean;
}

/** Resolves when the work is settled for good, done or refused; rejects when it should be tried again. */
async function run(work: Work, context: Context): Promise<void> {
  const source = context.sources.find(one => one.name === work.source);
  if (source === undefined || !isSilencer(source)) return settleFailed(work, noSource(work.source), context);
  const done = await perform(work, source, context).catch(async (error: unknown) => {
    if (context.signal.aborted) throw error;
    await settleFailed(work, asSourceError(error), context);
  });
  if (done === undefined) return;
  const outcome = await context.ask(done);
  source.wake();
  // It is done and cannot be recorded: asked for again at once, it would be done again and again.
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}

/** A failure is told to the facts; unless it is final, the work is left outstanding and rejects. */
async function settleFailed(work: Work, error: SourceError, context: Context): Promise<void> {
  const told = {reason: error.message, hint: error.hint};
  if (work.kind === 'order') {
    if (error.final) await context.ask({type: 'settle-order-failed', token: work.order.token, ...told});
  } else {
    await context.ask({
      type: 'settle-ack-failed',
      ack: work.ack.ack,
      ...told,
      final: error.final && work.kind === 'place-ack',
    });
  }
  if (!error.final || work.kind === 'extend-ack' || work.kind === 'expire-ack') throw error;
}

async function perform(work: Work, source: AlertSource & Silencer, context: Context): Promise<Command> {
  const {signal, mayExist} = context;
  switch (work.kind) {
    case 'place-ack': {
      const draft = draftOf(work.ack, context);
      const placed = await source.placeSilence(draft, {mayExist, signal});
      return {type: 'settle-ack', ack: work.ack.ack, placed, author: placed.createdBy ?? draft.createdBy};
    }
    case 'extend-ack': {
      const {author, ...draft} = await extensionOf(work.ack, source, context);
      const placed = await source.placeSilence(draft, {mayExist, signal});
      return {type: 'settle-extension', ack: work.ack.ack, placed, ...(author === undefined ? {} : {author})};
    }
    case 'expire-ack':
      await source.expireSilence(work.ack.silence?.id ?? '', signal);
      return {type: 'settle-ack-expired', ack: work.ack.ack};
    case 'order':
      return settleOrder(work.order, source, context);
  }
}

async function settleOrder(order: SilenceOrder, source: Silencer, context: Context): Promise<Command> {
  const {signal, mayExist} = context;
  const {token, silence: id} = order;
  if (order.op === 'expire') {
    await source.expireSilence(id ?? '', signal);
    return {type: 'settle-order', token};
  }
  const shown = order.under === undefined || id === undefined ? undefined : await source.readSilence(id, signal);
  if (shown !== undefined && isSeenTo(order, shown)) {
    const placed = {id: shown.id, startsAt: shown.startsAt, endsAt: shown.endsAt, member: order.source};
    return {type: 'settle-order', token, placed, author: shown.createdBy};
  }
  const draft: SilenceDraft = {
    ...(id === undefined ? {} : {id}),
    matchers: order.matchers,
    ...(order.startsAt === undefined ? {} : {startsAt: order.startsAt}),
    ...(order.endsAt === undefined ? {} : {endsAt: order.endsAt}),
    ...(order.duration === undefined ? {} : {duration: order.duration}),
    createdBy: order.createdBy,
    comment: order.comment,
    token,
  };
  return {type: 'settle-order', token, placed: await source.placeSilence(draft, {mayExist, signal})};
}

/** Nothing is left to do for a silence that changes hands: it has, or somebody else has taken it since. */
function isSeenTo(order: SilenceOrder, shown: Silence): boolean {
  // Moving the end of one that has ended would make it anew.
  if (shown.state === 'expired') throw new SourceError('rejected', 'the silence has ended', {hint: ''});
  const isDone = shown.createdBy === order.createdBy && shown.endsAt === order.endsAt;
  return isDone || isOfOthers(shown, order.under, order.createdBy);
}

/** It stands neither under the name it goes to nor under one of those before. */
function isOfOthers({createdBy}: Silence, under: readonly string[] | undefined, person: string): boolean {
  return under !== undefined && createdBy !== '' && createdBy !== person && !under.includes(createdBy);
}

function draftOf(ack: Ack, {clock}: Context): SilenceDraft {
  return {matchers: ack.matchers, ...spanOf(ack, clock.now()), createdBy: ack.by, comment: ack.comment, token: ack.ack};
}

/** From now for the ack's duration, but not beyond the end the operator set. */
function spanOf(ack: Ack, now: number): Pick<SilenceDraft, 'duration' | 'endsAt'> {
  return ack.until !== undefined && ack.until < now + ack.duration ? {endsAt: ack.until} : {duration: ack.duration};
}

/**
 * The silence as the source shows it, moved on; matchers and start are echoed, so that its id stays. With the name it
 * gets, unless it is left under that of whoever has taken it since.
 */
async function extensionOf(
  ack: Ack,
  source: Silencer,
  {store, clock, signal}: Context,
): Promise<SilenceDraft & {readonly author?: string}> {
  const id = ack.silence?.id ?? '';
  const isTold = ack.silenceOf === undefined;
  // What was shown before a source was away may be of another hand than the last.
  const now = isTold ? undefined : await source.readSilence(id, signal);
  const live = now ?? store.getState().live.silences.get(`${ack.source}/${id}`);
  const isLeft = live !== undefined && (isTold || isOfOthers(live, ack.under, ack.by));
  const createdBy = isLeft ? live.createdBy : ack.by;
  return {
    id,
    matchers: live?.matchers ?? ack.matchers,
    startsAt: live?.startsAt ?? ack.silence?.startsAt ?? 0,
    ...spanOf(ack, clock.now()),
    createdBy,
    comment: live?.comment ?? ack.comment,
    token: ack.ack,
    ...(!isTold && isLeft ? {} : {author: createdBy}),
  };
}

function isLost(work: Work): boolean {
  return work.kind === 'place-ack' && work.ack.silence !== undefined;
}

function noSource(name: string): SourceError {
  return new SourceError('rejected', `no configured Alertmanager is called ${name}`, {
    hint: 'Its silence has to be looked after by hand.',
  });
}

function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  return new SourceError('bad-answer', error instanceof Error ? error.message : String(error), {
    hint: 'It is tried again.',
    cause: error,
  });
}
