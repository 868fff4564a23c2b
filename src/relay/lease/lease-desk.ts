import type {CockpitMessageOf, FeedLeaseTerms, FeedMessageOf} from '../../core/feed/message.js';
import {wasAskedByHand} from '../../core/shift/who.js';
import type {KnownLease} from './deputy.js';
import {
  actedFor,
  type Cockpit,
  type Desk,
  forget,
  giveWord,
  type LeaseDeskParts,
  messageOf,
  type Talk,
  tellOnce,
} from './desk.js';
import {handBack, letGo, resume, wait} from './take-over.js';
import {unheardTrouble, watchUnheard} from './watch-unheard.js';

/** Gives leases to cockpits, takes over for those that are not heard of, and hands back. */
export interface LeaseDesk {
  readonly terms: FeedLeaseTerms;
  ask(who: {readonly origin: string; readonly by: string}, message: LeaseAsk): Promise<LeaseReply>;
  /** Cockpits that it waits to hear of, and those that it acts for. */
  counts(): LeaseCounts;
  /** Why what is done here for cockpits reaches nobody; undefined while it does. */
  trouble(): string | undefined;
  stop(): void;
}

export interface LeaseCounts {
  readonly watched: number;
  readonly acting: number;
  /** Facts of what was done for them that are not in the stream yet. */
  readonly unheard: number;
}

export type LeaseAsk = Omit<CockpitMessageOf<'lease'>, 'type'>;
export type LeaseReply = Pick<FeedMessageOf<'lease'>, 'state' | 'from' | 'returned'>;

export function openLeaseDesk(parts: LeaseDeskParts): LeaseDesk {
  const desk: Desk = {
    ...parts,
    watched: new Map(),
    talks: new Map(),
    busy: new Set(),
    keeping: new Map(),
    words: new Map(),
    told: new Map(),
    returned: new Map(),
    isStopped: false,
  };
  const unsubscribe = parts.deputy.subscribe(() => look(desk));
  const stopWatching = watchUnheard(parts);
  look(desk);
  if (actedFor(desk).length === 0) parts.deputy.limit(undefined);
  for (const {of, operator} of actedFor(desk)) {
    giveWord(of, parts.clock.monotonic() - parts.terms.length, desk);
    parts.log(`The relay goes on for ${operator}, whose cockpit has not come back.`);
    void resume(of, desk);
  }
  return {
    terms: parts.terms,
    async ask({origin, by}, message) {
      try {
        const cockpit = {of: origin, operator: by};
        const reply = await (message.ask === 'end' ? end(origin, desk) : hold(cockpit, message, desk));
        tellOnce(`ask ${origin}`, undefined, desk);
        return reply;
      } catch (error) {
        tellOnce(`ask ${origin}`, `The lease of ${by} could not be seen to: ${messageOf(error)}`, desk);
        throw error;
      }
    },
    counts: () => ({
      watched: liveOnes(desk),
      acting: actedFor(desk).length,
      unheard: parts.deputy.unheard().facts,
    }),
    trouble: () => unheardTrouble(parts),
    stop() {
      desk.isStopped = true;
      stopWatching();
      unsubscribe();
      for (const {cancel} of desk.watched.values()) cancel();
      for (const cancel of desk.keeping.values()) cancel();
    },
  };
}

/** Those that are waited for, without those that another relay acts for. */
function liveOnes({deputy, watched}: Desk): number {
  const gone = new Set(deputy.leases().flatMap(({of, holder}) => (holder === undefined ? [] : [of])));
  return [...watched.keys()].filter(of => !gone.has(of)).length;
}

/** What the stream tells of leases: one that was granted before this relay began is waited for; one that ended is not. */
function look(desk: Desk): void {
  const known = new Map(desk.deputy.leases().map(lease => [lease.of, lease]));
  for (const of of desk.watched.keys()) lookAt(of, known.get(of), desk);
  const isOurs = (of: string) => desk.busy.has(of) || known.get(of)?.holder === desk.deputy.origin;
  for (const [of, cancel] of desk.keeping) if (!isOurs(of)) letGo(of, cancel, desk);
  for (const {of, operator, holder, length} of known.values())
    if (length !== undefined && holder !== desk.deputy.origin && !desk.watched.has(of)) wait({of, operator}, desk);
}

function lookAt(of: string, lease: KnownLease | undefined, desk: Desk): void {
  const watched = desk.watched.get(of);
  if (watched === undefined) return;
  if (lease === undefined) {
    if (watched.isKnown) forget(of, desk);
    return;
  }
  watched.isKnown = true;
  // Old journals have their lease by the program, which is nobody's name.
  if (wasAskedByHand({by: lease.operator})) watched.operator = lease.operator;
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
  // One that hears nothing stops sending: its asking alone is no sign that it goes on, here or in the book.
  const isSign = ask.heard > before.heard || before.acting !== undefined;
  desk.talks.set(of, {number: ask.number, heard: before.heard, from: before.from});
  if (isSign && !(await noteLife(cockpit, ask, desk))) return {state: 'acting'};
  const from = isSign ? ask.number : before.from;
  const returned = desk.returned.get(of) ?? desk.deputy.leases().find(lease => lease.of === of)?.returned;
  return {state: 'held', from, ...(returned === undefined ? {} : {returned})};
}

/** It goes on, and the book has that; false where a relay acts for it. What the book never heard gives no lease. */
async function noteLife(cockpit: Cockpit, {number, heard}: LeaseAsk, desk: Desk): Promise<boolean> {
  const {of} = cockpit;
  wait(cockpit, desk);
  const isFree = await desk.book.heard(of, desk.terms.length);
  const now = desk.talks.get(of);
  if (isFree && now !== undefined && now.number >= number) desk.talks.set(of, {...now, heard, from: number});
  // It may have been taken while the book was asked.
  return isFree && !desk.busy.has(of) && !actedFor(desk).some(lease => lease.of === of);
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
