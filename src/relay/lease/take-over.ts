import {STOPS_AT} from '../../core/lease/own-lease.js';
import {brief} from '../../core/time/duration.js';
import {actedFor, type Cockpit, type Desk, giveWord, messageOf, tellOnce} from './desk.js';
import type {Claim} from './lease-book.js';

/** What could not be recorded, or was not agreed to, is tried again after so many ms. */
const AGAIN = 1_000;
/** A book is told so many times in the length of a lease that this relay still acts. */
const KEEPS = 4;

/** From now on it may be silent for one length of its lease. */
export function wait({of, operator}: Cockpit, desk: Desk): void {
  const before = desk.watched.get(of);
  before?.cancel();
  desk.watched.set(of, {
    operator,
    heardAt: desk.clock.monotonic(),
    isKnown: before?.isKnown ?? false,
    cancel: desk.clock.after(desk.terms.length, () => void onSilent(of, desk)),
  });
}

/** Nothing was heard of it here for the length of its lease. */
async function onSilent(of: string, desk: Desk): Promise<void> {
  const watched = desk.watched.get(of);
  if (watched === undefined || desk.busy.has(of) || desk.isStopped) return;
  const {operator} = watched;
  const {clock} = desk;
  const askedAt = clock.monotonic();
  const silent = Math.round(askedAt - watched.heardAt);
  desk.busy.add(of);
  const claim = await take({of, operator, silent}, askedAt, desk);
  desk.busy.delete(of);
  if (desk.isStopped) return;
  if (desk.watched.get(of) !== watched) {
    // It was heard of while the book was asked.
    if (claim === 'ours') onLost(of, desk);
    return;
  }
  if (claim === 'ours') {
    desk.watched.delete(of);
    desk.log(`The cockpit of ${operator} was not heard of for ${brief(silent)}: the relay acts for ${operator}.`);
    keepOn(of, askedAt, desk);
    return;
  }
  const cancel = clock.after(AGAIN, () => void onSilent(of, desk));
  // It lives at another relay, which has heard of it within the length of its lease.
  const heardAt = claim === 'heard' ? Math.max(watched.heardAt, askedAt - desk.terms.length) : watched.heardAt;
  desk.watched.set(of, {...watched, heardAt, cancel});
}

async function take(
  lease: {readonly of: string; readonly operator: string; readonly silent: number},
  askedAt: number,
  desk: Desk,
): Promise<Claim> {
  const {book, deputy, terms} = desk;
  try {
    const claim = await book.claim(lease.of, terms.length);
    tellOnce(`take ${lease.of}`, undefined, desk);
    if (claim !== 'ours') return claim;
    giveWord(lease.of, askedAt, desk);
    if (await deputy.take(lease)) return claim;
    giveWord(lease.of, undefined, desk);
    await book.release(lease.of);
  } catch (error) {
    tellOnce(`take ${lease.of}`, `The relay cannot act for ${lease.operator} yet: ${messageOf(error)}`, desk);
  }
  return 'unsure';
}

/**
 * Tells the book again and again that this relay acts. Where it may not any more, it ends; and where the book cannot be
 * reached, before its word there runs out.
 */
function keepOn(of: string, askedAt: number, desk: Desk): void {
  const {book, terms, clock, keeping} = desk;
  let until = askedAt + terms.length * STOPS_AT;
  const next = (wait: number) => {
    const cancel = clock.after(wait, () => void once(cancel));
    keeping.set(of, cancel);
  };
  const once = async (cancel: () => void) => {
    const asked = clock.monotonic();
    const may = await book.keep(of, terms.length).catch(() => undefined);
    if (keeping.get(of) !== cancel) return;
    if (may === true) {
      until = asked + terms.length * STOPS_AT;
      giveWord(of, asked, desk);
      next(terms.length / KEEPS);
    } else if (may === undefined && clock.monotonic() + AGAIN < until) next(AGAIN);
    else onLost(of, desk);
  };
  next(terms.length / KEEPS);
}

function onLost(of: string, desk: Desk): void {
  const lease = actedFor(desk).find(one => one.of === of);
  if (lease !== undefined) void handBack(lease, desk);
}

/** It acted before it was started anew: it goes on where its word still stands. */
export async function resume(of: string, desk: Desk): Promise<void> {
  const askedAt = desk.clock.monotonic();
  const may = await desk.book.keep(of, desk.terms.length).catch(() => false);
  if (may) {
    giveWord(of, askedAt, desk);
    keepOn(of, askedAt, desk);
  } else onLost(of, desk);
}

/** The cockpit is back: what is under way comes to its end, and only then is it told that it acts for itself. */
export async function handBack({of, operator}: Cockpit, desk: Desk): Promise<void> {
  if (desk.busy.has(of)) return;
  desk.busy.add(of);
  const number = await desk.deputy.giveBack(of).catch((error: unknown) => {
    desk.warn(`What the relay does for ${operator} could not be handed back yet: ${messageOf(error)}`);
    return undefined;
  });
  desk.keeping.get(of)?.();
  desk.keeping.delete(of);
  if (number === undefined) {
    desk.busy.delete(of);
    if (!desk.isStopped)
      desk.keeping.set(
        of,
        desk.clock.after(AGAIN, () => onLost(of, desk)),
      );
    return;
  }
  giveWord(of, undefined, desk);
  desk.returned.set(of, {relay: desk.deputy.origin, number});
  // A word that cannot be taken back now runs out by itself.
  await desk.book.release(of).catch(() => undefined);
  desk.busy.delete(of);
  if (desk.isStopped) return;
  desk.log(`The relay acts for ${operator} no more.`);
  wait({of, operator}, desk);
}

/** What it acted for is nobody's any more, or another relay's. */
export function letGo(of: string, cancel: () => void, desk: Desk): void {
  const {keeping, book, warn} = desk;
  cancel();
  giveWord(of, undefined, desk);
  keeping.delete(of);
  book.release(of).catch((error: unknown) => warn(`A lease could not be let go of: ${messageOf(error)}`));
}
