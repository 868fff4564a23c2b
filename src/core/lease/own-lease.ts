import {wasAskedByHand} from '../shift/who.js';
import type {WatchState} from '../watch-state.js';
import type {LeaseTerms, OwnLease} from './lease.js';

/** At this part of the lease a cockpit that hears nothing stops sending; the relay begins when all of it is over. */
export const STOPS_AT = 0.8;

/**
 * After so many lengths of a lease in which nothing was heard, the relay may be gone for good. What a target can tell
 * from its repeat is then sent from here as well: with the same key, nobody is called twice.
 */
const GIVEN_UP_AFTER = 5;

/** The lease that an answer gives, counted from when it was asked for: the relay counts from when it heard that. */
export function leaseFrom(terms: LeaseTerms, askedAt: number): Extract<OwnLease, {state: 'held'}> {
  return {state: 'held', terms, sendsUntil: askedAt + terms.length * STOPS_AT, until: askedAt + terms.length};
}

/** Of a relay that acts for cockpits: by itself it sends nothing that has not been agreed on, however long that takes. */
export function standInLease(
  {settings, shift}: Pick<WatchState, 'settings' | 'shift'>,
  ends: {readonly sendsUntil: number; readonly until: number},
): OwnLease {
  const names = (all: readonly {readonly name: string}[]) => all.map(({name}) => name);
  const {policies, targets} = settings;
  const terms = {relay: shift.origin, sources: [], policies: names(policies), targets: names(targets)};
  return {state: 'held', terms: {...terms, length: Number.POSITIVE_INFINITY}, ...ends};
}

/** The terms as this cockpit leaves them to the relay; undefined while it sends by itself. */
export function quietSince({team}: Pick<WatchState, 'team'>, now: number): Quiet | undefined {
  const lease = team?.lease;
  if (lease === undefined || lease.state === 'none') return undefined;
  if (lease.state === 'quiet') return lease;
  // The timer that says so may come late: a laptop that wakes up does everything at once.
  if (now < lease.sendsUntil) return undefined;
  return {terms: lease.terms, since: lease.sendsUntil, upTo: team?.echoed ?? 0};
}

type Quiet = Pick<Extract<OwnLease, {state: 'quiet'}>, 'terms' | 'since' | 'upTo' | 'actingAt'>;

/**
 * Whether an ack is left alone for now: this cockpit was away, and what the relay did with it meanwhile is not heard yet.
 * Else both keep it, which does no harm.
 */
export function leavesAlone(one: {readonly seq: number}, state: Pick<WatchState, 'team'>, now: number): boolean {
  const lease = state.team?.lease;
  const quiet = quietSince(state, now);
  if (lease === undefined || quiet === undefined || one.seq > quiet.upTo) return false;
  // It has slept: else the timer had made it quiet by now.
  return lease.state === 'held' || (lease.state === 'quiet' && now < (lease.waitsUntil ?? 0));
}

/** From when on this cockpit sends to these targets itself; 0 for at once, never where only the relay may. */
export function sendsFrom(
  what: {readonly policy?: string; readonly targets: readonly string[]},
  state: WatchState,
  now: number,
): number {
  const quiet = quietSince(state, now);
  if (quiet === undefined || !covers(quiet.terms, what)) return 0;
  return what.targets.every(name => tellsRepeats(name, state)) ? givenUpAt(quiet) : Number.POSITIVE_INFINITY;
}

/** As long as a relay says that one acts, it does: a feed that is up says nothing of that. */
function givenUpAt({since, terms, actingAt = since}: Quiet): number {
  return Math.max(since, actingAt) + GIVEN_UP_AFTER * terms.length;
}

/**
 * What this cockpit sends by itself now: all, nothing, only what the relay cannot send, or again what a target can tell
 * from its repeat.
 */
export function sendsByItself(state: WatchState, now: number): 'all' | 'nothing' | 'rest' | 'repeats' {
  const quiet = quietSince(state, now);
  if (quiet === undefined) return 'all';
  const {targets, policies} = state.settings;
  const {terms} = quiet;
  const isGivenUp = now >= givenUpAt(quiet);
  if (isGivenUp && targets.some(({name, repeats}) => terms.targets.includes(name) && repeats !== 'none'))
    return 'repeats';
  const isAllCovered =
    targets.every(({name}) => terms.targets.includes(name)) &&
    policies.every(({name}) => terms.policies.includes(name));
  return isAllCovered ? 'nothing' : 'rest';
}

/** The same of a delivery. What an operator asks for while the relay is not heard goes out: nobody else knows of it. */
export function deliversFrom(
  one: {readonly target: string; readonly seq: number; readonly by: string},
  state: WatchState,
  now: number,
): number {
  const quiet = quietSince(state, now);
  if (quiet === undefined || (wasAskedByHand(one) && one.seq > quiet.upTo)) return 0;
  return sendsFrom({targets: [one.target]}, state, now);
}

/** So long, ms, a send may take at most: it is to be over before the relay could begin with the same. */
export function sendLimit({team}: Pick<WatchState, 'team'>, now: number, most: number): number {
  return team?.lease?.state === 'held' ? Math.min(most, Math.max(LEAST, team.lease.until - now)) : most;
}

/** A send that began in time gets so long, ms, in any case. */
const LEAST = 1_000;

function covers(terms: LeaseTerms, {policy, targets}: {readonly policy?: string; readonly targets: readonly string[]}) {
  return (
    (policy === undefined || terms.policies.includes(policy)) && targets.every(name => terms.targets.includes(name))
  );
}

function tellsRepeats(name: string, {settings}: WatchState): boolean {
  const target = settings.targets.find(one => one.name === name);
  return target !== undefined && target.repeats !== 'none';
}
