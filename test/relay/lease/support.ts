import {onTestFinished} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import type {Deputy, KnownLease, Unheard} from '../../../src/relay/lease/deputy.js';
import type {LeaseBook} from '../../../src/relay/lease/lease-book.js';
import {type LeaseDesk, openLeaseDesk} from '../../../src/relay/lease/lease-desk.js';
import {NIGHT} from '../../support/given.js';

export const LENGTH = 60_000;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** The book that relays share, as the one in Redis is; each of them can be cut off from it. */
function sharedBook(now: () => number) {
  const words = new Map<string, {readonly relay: string; readonly until: number}>();
  const isCut = new Set<string>();
  const standing = (key: string) => {
    const word = words.get(key);
    return word !== undefined && word.until > now() ? word.relay : undefined;
  };
  const bookOf = (relay: string): LeaseBook => {
    const asked = async <T>(answer: () => T): Promise<T> => {
      if (isCut.has(relay)) throw new Error('Redis is not reached');
      return answer();
    };
    const put = (key: string, length: number) => words.set(key, {relay, until: now() + length});
    return {
      heard: (of, length) =>
        asked(() => {
          put(`heard ${of}`, length);
          return (standing(`acts ${of}`) ?? relay) === relay;
        }),
      claim: (of, length) =>
        asked(() => {
          if (standing(`heard ${of}`) !== undefined) return 'heard';
          if ((standing(`acts ${of}`) ?? relay) !== relay) return 'taken';
          put(`acts ${of}`, length);
          return 'ours';
        }),
      keep: (of, length) =>
        asked(() => {
          if (standing(`heard ${of}`) !== undefined || standing(`acts ${of}`) !== relay) return false;
          put(`acts ${of}`, length);
          return true;
        }),
      release: of => asked(() => void (standing(`acts ${of}`) === relay && words.delete(`acts ${of}`))),
    };
  };
  return {bookOf, isCut};
}

export interface RelayDesk {
  readonly desk: LeaseDesk;
  /** What it acts for, as its own journal has it: the stream may not. */
  readonly acting: () => boolean;
  /** Its next handings back cannot be recorded. */
  failures: number;
  unheard: Unheard;
}

/** Relays with one book, and a cockpit of which they know by nothing but the fact of its lease. */
export function severalRelays(names: readonly string[]) {
  const clock = virtualClock(NIGHT);
  const book = sharedBook(clock.monotonic);
  const log: string[] = [];
  const relays = new Map(
    names.map(name => {
      const lease: KnownLease = {of: 'j-ana', operator: 'ana', length: LENGTH};
      let holder: string | undefined;
      const deputy: Deputy = {
        origin: name,
        leases: () => [{...lease, ...(holder === undefined ? {} : {holder})}],
        subscribe: () => () => undefined,
        limit: () => undefined,
        unheard: () => one.unheard,
        take: async () => {
          holder = name;
          return true;
        },
        giveBack: async () => {
          one.failures -= 1;
          if (one.failures >= 0) return undefined;
          holder = undefined;
          return 7;
        },
      };
      const say = (line: string) => void log.push(`${name}: ${line}`);
      const terms = {relay: name, length: LENGTH, sources: [], policies: [], targets: []};
      const desk = openLeaseDesk({deputy, book: book.bookOf(name), terms, clock, log: say, warn: say});
      const one: RelayDesk = {desk, acting: () => holder === name, failures: 0, unheard: {facts: 0}};
      onTestFinished(() => desk.stop());
      return [name, one] as const;
    }),
  );
  const relay = (name: string) => {
    const one = relays.get(name);
    if (one === undefined) throw new Error(`no relay ${name}`);
    return one;
  };
  /** Passes time in steps, and looks at each of them how many act. */
  let most = 0;
  const pass = async (ms: number, each: () => Promise<void> = async () => undefined) => {
    for (let at = 0; at < ms; at += 1_000) {
      clock.advance(1_000);
      await settled();
      await each();
      most = Math.max(most, [...relays.values()].filter(one => one.acting()).length);
    }
  };
  return {
    clock,
    log,
    relay,
    pass,
    cut: (name: string, isCut: boolean) => void (isCut ? book.isCut.add(name) : book.isCut.delete(name)),
    /** So many acted at once at most. */
    most: () => most,
    acting: () => names.filter(name => relay(name).acting()),
    cockpit: cockpitOf(relay),
  };
}

/** A cockpit that asks at one relay; deaf, it hears no answer. */
function cockpitOf(relay: (name: string) => RelayDesk) {
  let number = 0;
  let heard = 0;
  return async (at: string, {isDeaf = false}: {readonly isDeaf?: boolean} = {}) => {
    number += 1;
    const mine = number;
    const asked = relay(at).desk.ask({origin: 'j-ana', by: 'ana'}, {number, heard, ask: 'hold'});
    const reply = await asked.catch(() => undefined);
    if (!isDeaf && reply !== undefined) heard = mine;
    return reply?.state;
  };
}
