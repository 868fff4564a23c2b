import {brief} from '../../core/time/duration.js';
import {actedFor, type Cockpit, type Desk, messageOf} from './desk.js';

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
    cancel: desk.clock.after(desk.terms.length, () => void onSilent({of, operator}, desk)),
  });
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
export async function resume(of: string, desk: Desk): Promise<void> {
  const may = await desk.book.claim(of, desk.terms.length).catch(() => false);
  if (may) keepOn(of, desk);
  else onLost(of, desk);
}

/** The cockpit is back: what is under way comes to its end, and only then is it told that it acts for itself. */
export async function handBack({of, operator}: Cockpit, desk: Desk): Promise<void> {
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

/** What it acted for is nobody's any more, or another relay's. */
export function letGo(of: string, cancel: () => void, {keeping, book, warn}: Desk): void {
  cancel();
  keeping.delete(of);
  book.release(of).catch((error: unknown) => warn(`A lease could not be let go of: ${messageOf(error)}`));
}
