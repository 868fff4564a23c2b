import type {LeaseAnswer, LeaseTerms, OwnLease} from '../../core/lease/lease.js';
import {leaseFrom, STOPS_AT} from '../../core/lease/own-lease.js';
import type {TeamParts} from './parts.js';

/** Keeps the lease by which a relay acts for this cockpit when it is gone, and says when it must not send by itself. */
export interface LeaseKeeper {
  onTerms(terms: LeaseTerms | undefined): void;
  /** The relay knows who this is, and can be asked. */
  onJoined(): void;
  onAnswer(answer: LeaseAnswer): void;
  /** Something was recorded: it may be what the relay did meanwhile. */
  look(): void;
  onLost(): void;
  /** The operator leaves: nobody is to act. */
  end(): void;
  stop(): void;
}

interface KeeperParts extends Pick<TeamParts, 'feed' | 'store' | 'clock' | 'ask' | 'wantsLease'> {
  readonly show: (lease: OwnLease) => void;
}

/** By the wall clock, and by the one that never jumps and may stand still while a laptop sleeps. */
interface Moment {
  readonly now: number;
  readonly monotonic: number;
}

interface Keeper extends KeeperParts {
  terms: LeaseTerms | undefined;
  number: number;
  /** The newest that was answered. */
  heard: number;
  /** When each of those was asked that are not answered. */
  readonly asked: Map<number, Moment>;
  /** What gives the lease once all that the relay did has been heard of. */
  waiting: {readonly answer: LeaseAnswer; readonly at: Moment} | undefined;
  stopAsking: () => void;
  stopEnd: () => void;
  stopWaiting: () => void;
}

/** It asks so many times in the length of a lease; more often while the relay is about to hand back. */
const ASKS = 6;
const MOST_WAIT = 10_000;
const AGAIN = 250;
/** It asks often, and what it hears is noted this often, ms. */
const NOTED = 1_000;
/** So long, ms, the relay's facts are waited for after it has handed back: they may not be kept any more. */
const PATIENCE = 10_000;

export function createLeaseKeeper(parts: KeeperParts): LeaseKeeper {
  const keeper: Keeper = {
    ...parts,
    terms: termsAtStart(parts),
    number: 0,
    heard: 0,
    asked: new Map(),
    waiting: undefined,
    stopAsking: () => undefined,
    stopEnd: () => undefined,
    stopWaiting: () => undefined,
  };
  if (keeper.terms !== undefined) beginQuiet(keeper);
  return {
    onTerms(terms) {
      if (!parts.wantsLease) return;
      const before = keeper.terms;
      keeper.terms = terms;
      // It acts for nobody any more: then this cockpit does.
      if (terms === undefined && before !== undefined) giveUp(keeper);
    },
    onJoined: () => parts.wantsLease && hold(keeper),
    onAnswer: answer => hear(answer, keeper),
    look: () => look(keeper),
    onLost() {
      keeper.stopAsking();
      keeper.stopWaiting();
      keeper.asked.clear();
      keeper.waiting = undefined;
    },
    end() {
      if (keeper.terms === undefined) return;
      keeper.terms = undefined;
      keeper.stopAsking();
      parts.feed.send({type: 'lease', number: keeper.number + 1, heard: keeper.heard, ask: 'end'});
    },
    stop() {
      keeper.stopAsking();
      keeper.stopWaiting();
      keeper.stopEnd();
    },
  };
}

/** An earlier process had a lease: until the relay is heard, it may be acting. */
function termsAtStart({store}: KeeperParts): LeaseTerms | undefined {
  const {shift} = store.getState();
  const own = shift.leases.get(shift.origin);
  if (own?.length === undefined) return undefined;
  return {relay: own.holders.at(-1) ?? '', length: own.length, ...own.covers};
}

/** From now on the relay may be acting. */
function goQuiet({terms, store, clock, show}: Keeper): void {
  const {team, shift} = store.getState();
  if (terms === undefined || team?.lease?.state === 'quiet') return;
  // What this process has never heard back was told by an earlier one, or not at all.
  const upTo = team === undefined || team.echoed === 0 ? shift.seq : team.echoed;
  show({state: 'quiet', terms, since: clock.now(), upTo});
}

/** A relay that says so is not given up. */
function noteActing({store, clock, show}: Keeper): void {
  const {lease} = store.getState().team ?? {};
  if (lease?.state !== 'quiet' || clock.now() - (lease.actingAt ?? 0) < NOTED) return;
  show({...lease, actingAt: clock.now()});
}

/** What an earlier process knew is old where the relay has gone on since; but not for ever waits who hears of no relay. */
function beginQuiet(keeper: Keeper): void {
  const {clock, store, show} = keeper;
  goQuiet(keeper);
  const {lease} = store.getState().team ?? {};
  if (lease?.state !== 'quiet') return;
  show({...lease, waitsUntil: clock.now() + PATIENCE});
  keeper.stopEnd = clock.after(PATIENCE, () => {
    const now = store.getState().team?.lease;
    if (now?.state === 'quiet') show({...now, waitsUntil: 0});
  });
}

function hold(keeper: Keeper): void {
  const {terms, clock, feed} = keeper;
  if (terms === undefined) return;
  keeper.number += 1;
  keeper.asked.set(keeper.number, {now: clock.now(), monotonic: clock.monotonic()});
  feed.send({type: 'lease', number: keeper.number, heard: keeper.heard, ask: 'hold'});
  holdIn(Math.min(MOST_WAIT, terms.length / ASKS), keeper);
}

function holdIn(wait: number, keeper: Keeper): void {
  keeper.stopAsking();
  keeper.stopAsking = keeper.clock.after(wait, () => hold(keeper));
}

function hear(answer: LeaseAnswer, keeper: Keeper): void {
  const {asked, terms, clock} = keeper;
  const {number, from = number} = answer;
  const at = asked.get(from);
  if (at === undefined || terms === undefined || number <= keeper.heard) return;
  keeper.heard = number;
  for (const one of asked.keys()) if (one < from) asked.delete(one);
  if (answer.state === 'none') giveUp(keeper);
  else if (answer.state === 'acting') {
    goQuiet(keeper);
    noteActing(keeper);
    holdIn(AGAIN, keeper);
  } else {
    keeper.waiting = {answer, at};
    keeper.stopWaiting();
    keeper.stopWaiting = clock.after(PATIENCE, () => give(keeper));
    look(keeper);
  }
}

/** What the relay did is known here once its handing back is: only then is it clear what is still to be done. */
function look(keeper: Keeper): void {
  if (keeper.waiting === undefined) return;
  const {relay = '', number = 0} = keeper.waiting.answer.returned ?? {};
  if ((keeper.store.getState().shift.others.get(relay) ?? 0) >= number) give(keeper);
}

function give(keeper: Keeper): void {
  const {waiting, terms, clock} = keeper;
  if (waiting === undefined || terms === undefined) return;
  const {at} = waiting;
  keeper.waiting = undefined;
  keeper.stopWaiting();
  const left = at.monotonic + terms.length * STOPS_AT - clock.monotonic();
  if (left <= 0) return;
  keeper.stopEnd();
  keeper.stopEnd = clock.after(left, () => goQuiet(keeper));
  keeper.show(leaseFrom(terms, at.now));
  void keeper.ask({type: 'note-lease', terms});
}

function giveUp(keeper: Keeper): void {
  keeper.stopEnd();
  keeper.show({state: 'none'});
  void keeper.ask({type: 'end-lease', reason: 'refused'});
}
