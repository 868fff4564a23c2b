import type {CockpitMessageOf, FeedLeaseTerms, FeedMessageOf} from '../../core/feed/message.js';
import type {Clock} from '../../core/ports.js';
import {brief} from '../../core/time/duration.js';
import type {LeaseBook} from './lease-book.js';

/** What acts at this relay for cockpits that are not heard of. */
export interface Deputy {
  /** The journal it records in. */
  readonly origin: string;
  /** Every lease that the stream knows of. */
  leases(): readonly KnownLease[];
  /** Hears when those have changed. */
  subscribe(listener: () => void): () => void;
  /** From now on it acts for that cockpit; false when that could not be recorded. */
  take(lease: {readonly of: string; readonly operator: string; readonly silent: number}): Promise<boolean>;
  /** Ends that. Resolves when nothing is under way any more, with the number of its last fact; undefined when it could not. */
  giveBack(of: string): Promise<number | undefined>;
}

export interface KnownLease {
  /** The journal of the cockpit. */
  readonly of: string;
  readonly operator: string;
  /** The journal of who acts for it; absent while it acts for itself. */
  readonly holder?: string;
  /** It may be silent for so long, ms; absent where that is not known. */
  readonly length?: number;
  /** The last fact about a handing back, where there was one. */
  readonly returned?: {readonly relay: string; readonly number: number};
}

/** Gives leases to cockpits, takes over for those that are not heard of, and hands back. */
export interface LeaseDesk {
  readonly terms: FeedLeaseTerms;
  ask(who: {readonly origin: string; readonly by: string}, message: LeaseAsk): Promise<LeaseReply>;
  /** Cockpits that it waits to hear of, and those that it acts for. */
  counts(): {readonly watched: number; readonly acting: number};
  stop(): void;
}

export type LeaseAsk = Omit<CockpitMessageOf<'lease'>, 'type'>;
export type LeaseReply = Pick<FeedMessageOf<'lease'>, 'state' | 'from' | 'returned'>;

export interface LeaseDeskParts {
  readonly deputy: Deputy;
  readonly book: LeaseBook;
  readonly terms: FeedLeaseTerms;
  readonly clock: Clock;
  log(line: string): void;
  warn(line: string): void;
}

interface Watched {
  readonly operator: string;
  /** When it was last heard of, by the clock that never jumps. */
  readonly heardAt: number;
  /** The stream has known its lease. */
  isKnown: boolean;
  readonly cancel: () => void;
}

interface Desk extends LeaseDeskParts {
  readonly watched: Map<string, Watched>;
  /** By cockpit, how far the talk with it has come. */
  readonly talks: Map<string, Talk>;
  /** Steps that are under way, by cockpit: one at a time each. */
  readonly busy: Set<string>;
  /** By cockpit, what keeps the book from letting others act. */
  readonly keeping: Map<string, () => void>;
  readonly returned: Map<string, {readonly relay: string; readonly number: number}>;
  isStopped: boolean;
}

interface Talk {
  readonly number: number;
  /** The newest answer that it says has come. */
  readonly heard: number;
  /** Of the ask that its silence counts from. */
  readonly from: number;
  /** The first answer by which it was told that a relay acts, and when. */
  readonly acting?: number;
  readonly actingAt?: number;
}

/** What could not be recorded, or was not agreed to, is tried again after so many ms. */
const AGAIN = 1_000;
/** A book is told so many times in the length of a lease that this relay still acts. */
const KEEPS = 4;

export function openLeaseDesk(parts: LeaseDeskParts): LeaseDesk {
  const desk: Desk = {
    ...parts,
    watched: new Map(),
    talks: new Map(),
    busy: new Set(),
    keeping: new Map(),
    returned: new Map(),
    isStopped: false,
  };
  const unsubscribe = parts.deputy.subscribe(() => look(desk));
  look(desk);
  for (const {of, operator} of actedFor(desk)) {
    parts.log(`The relay goes on for ${operator}, whose cockpit has not come back.`);
    void resume(of, desk);
  }
  return {
    terms: parts.terms,
    async ask({origin, by}, message) {
      try {
        const cockpit = {of: origin, operator: by};
        return await (message.ask === 'end' ? end(origin, desk) : hold(cockpit, message, desk));
      } catch (error) {
        parts.warn(`The lease of ${by} could not be seen to: ${messageOf(error)}`);
        throw error;
      }
    },
    counts: () => ({watched: desk.watched.size, acting: actedFor(desk).length}),
    stop() {
      desk.isStopped = true;
      unsubscribe();
      for (const {cancel} of desk.watched.values()) cancel();
      for (const cancel of desk.keeping.values()) cancel();
    },
  };
}

function actedFor({deputy}: Desk): readonly KnownLease[] {
  return deputy.leases().filter(({holder}) => holder === deputy.origin);
}

/** What the stream tells of leases: one that was granted before this relay began is waited for; one that ended is not. */
function look(desk: Desk): void {
  const known = new Map(desk.deputy.leases().map(lease => [lease.of, lease]));
  for (const [of, watched] of desk.watched) {
    if (known.has(of)) watched.isKnown = true;
    else if (watched.isKnown) forget(of, desk);
  }
  for (const {of, operator, holder, length} of known.values())
    if (length !== undefined && holder !== desk.deputy.origin && !desk.watched.has(of)) wait({of, operator}, desk);
}

interface Cockpit {
  readonly of: string;
  readonly operator: string;
}

/** From now on it may be silent for one length of its lease. */
function wait({of, operator}: Cockpit, desk: Desk): void {
  const before = desk.watched.get(of);
  before?.cancel();
  desk.watched.set(of, {
    operator,
    heardAt: desk.clock.monotonic(),
    isKnown: before?.isKnown ?? false,
    cancel: desk.clock.after(desk.terms.length, () => void onSilent({of, operator}, desk)),
  });
}

function forget(of: string, desk: Desk): void {
  desk.watched.get(of)?.cancel();
  desk.watched.delete(of);
  desk.talks.delete(of);
}

async function hold(cockpit: Cockpit, ask: LeaseAsk, desk: Desk): Promise<LeaseReply> {
  const {of} = cockpit;
  const known = desk.talks.get(of);
  const isNew = known === undefined || ask.number <= known.number;
  const before: Talk = isNew ? {number: 0, heard: -1, from: 0} : known;
  const {acting = ask.number, actingAt = desk.clock.monotonic()} = before;
  if (isActing(of, actingAt, desk)) {
    desk.talks.set(of, {number: ask.number, heard: ask.heard, from: ask.number, acting, actingAt});
    // Who does not hear that the relay acts would not go on by itself either.
    if (ask.heard >= acting) await comeBack(cockpit, desk);
    return {state: 'acting'};
  }
  // One that hears nothing stops sending: its asking alone is no sign that it goes on.
  const from = ask.heard > before.heard || before.acting !== undefined ? ask.number : before.from;
  desk.talks.set(of, {number: ask.number, heard: ask.heard, from});
  if (from === ask.number) wait(cockpit, desk);
  // It may have been taken while the book was asked.
  if (!(await desk.book.heard(of, desk.terms.length)) || desk.busy.has(of)) return {state: 'acting'};
  const returned = desk.returned.get(of) ?? desk.deputy.leases().find(lease => lease.of === of)?.returned;
  return {state: 'held', from, ...(returned === undefined ? {} : {returned})};
}

/** It is heard of again: who acts for it here ends, who does elsewhere hears of it by the book. */
async function comeBack(cockpit: Cockpit, desk: Desk): Promise<void> {
  if (actedFor(desk).some(({of}) => of === cockpit.of)) void handBack(cockpit, desk);
  else if (!desk.busy.has(cockpit.of)) await desk.book.heard(cockpit.of, desk.terms.length);
}

/** By what is done here, or by what the stream tells of other relays; one of those that has gone is not waited for. */
function isActing(of: string, since: number, desk: Desk): boolean {
  const holder = desk.deputy.leases().find(lease => lease.of === of)?.holder;
  if (desk.busy.has(of) || holder === desk.deputy.origin) return true;
  return holder !== undefined && desk.clock.monotonic() - since < desk.terms.length;
}

async function end(of: string, desk: Desk): Promise<LeaseReply> {
  const lease = actedFor(desk).find(one => one.of === of);
  if (lease !== undefined) await handBack(lease, desk);
  forget(of, desk);
  return {state: 'none'};
}

/** Nothing was heard of it for the length of its lease. */
async function onSilent(cockpit: Cockpit, desk: Desk): Promise<void> {
  const {of, operator} = cockpit;
  const watched = desk.watched.get(of);
  if (watched === undefined || desk.busy.has(of) || desk.isStopped) return;
  const silent = Math.round(desk.clock.monotonic() - watched.heardAt);
  desk.busy.add(of);
  const isTaken = await take({...cockpit, silent}, desk);
  desk.busy.delete(of);
  if (desk.isStopped || desk.watched.get(of) !== watched) return;
  if (isTaken) {
    desk.watched.delete(of);
    desk.log(`The cockpit of ${operator} was not heard of for ${brief(silent)}: the relay acts for ${operator}.`);
    keepOn(of, desk);
  } else {
    const cancel = desk.clock.after(AGAIN, () => void onSilent(cockpit, desk));
    desk.watched.set(of, {...watched, cancel});
  }
}

async function take(
  lease: {readonly of: string; readonly operator: string; readonly silent: number},
  {book, deputy, terms, warn}: Desk,
): Promise<boolean> {
  try {
    if (!(await book.claim(lease.of, terms.length))) return false;
    if (await deputy.take(lease)) return true;
    await book.release(lease.of);
  } catch (error) {
    warn(`The relay cannot act for ${lease.operator} yet: ${messageOf(error)}`);
  }
  return false;
}

/** Tells the book again and again that this relay acts; where it may not any more, it ends. */
function keepOn(of: string, desk: Desk): void {
  const {book, terms, clock} = desk;
  const next = () => {
    const cancel = clock.after(terms.length / KEEPS, () => {
      book.keep(of, terms.length).then(
        may => {
          if (desk.keeping.get(of) !== cancel) return;
          if (may) next();
          else onLost(of, desk);
        },
        () => desk.keeping.get(of) === cancel && onLost(of, desk),
      );
    });
    desk.keeping.set(of, cancel);
  };
  next();
}

function onLost(of: string, desk: Desk): void {
  const lease = actedFor(desk).find(one => one.of === of);
  if (lease !== undefined) void handBack(lease, desk);
}

/** It acted before it was started anew. */
async function resume(of: string, desk: Desk): Promise<void> {
  const may = await desk.book.claim(of, desk.terms.length).catch(() => false);
  if (may) keepOn(of, desk);
  else onLost(of, desk);
}

/** The cockpit is back: what is under way comes to its end, and only then is it told that it acts for itself. */
async function handBack({of, operator}: Cockpit, desk: Desk): Promise<void> {
  if (desk.busy.has(of)) return;
  desk.busy.add(of);
  try {
    const number = await desk.deputy.giveBack(of);
    if (number === undefined) return;
    desk.returned.set(of, {relay: desk.deputy.origin, number});
    desk.keeping.get(of)?.();
    desk.keeping.delete(of);
    await desk.book.release(of);
    desk.log(`The relay acts for ${operator} no more.`);
    wait({of, operator}, desk);
  } catch (error) {
    desk.warn(`What the relay does for ${operator} could not be handed back yet: ${messageOf(error)}`);
  } finally {
    desk.busy.delete(of);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
