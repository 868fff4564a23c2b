import {isToldToTeam} from '../../../core/feed/team-facts.js';
import {STOPS_AT, standInLease} from '../../../core/lease/own-lease.js';
import type {Clock} from '../../../core/ports.js';
import {RELAY} from '../../../core/shift/who.js';
import type {Engine} from '../../../engine/engine.js';
import type {Deputy, KnownLease, Unheard, Word} from '../../../relay/lease/deputy.js';

/** A writer that acts for others, as the relay asks it to. */
export function deputyOf(engine: Engine, clock: Clock): Deputy {
  const {store} = engine;
  const {origin} = store.getState().shift;
  const openedAt = clock.now();
  return {
    origin,
    leases: () => leasesIn(engine),
    subscribe(listener) {
      let before = store.getState().shift.leases;
      return store.subscribe(({shift: {leases}}) => {
        if (leases === before) return;
        before = leases;
        listener();
      });
    },
    limit: word => limit(word, engine, clock),
    unheard: () => unheardOf(engine, {openedAt, now: clock.now()}),
    take: async lease => (await engine.dispatch({type: 'take-lease', ...lease}, RELAY)).ok,
    async giveBack(of) {
      const outcome = await engine.dispatch({type: 'return-lease', of}, RELAY);
      if (!outcome.ok) return undefined;
      await engine.sent?.();
      const number = lastTold(engine);
      await untilEchoed(number, engine, clock);
      return number;
    },
  };
}

/** So long, ms, the stream may take to have what was recorded: a join that was refused is tried again within that. */
const PATIENCE = 5_000;

async function untilEchoed(number: number, {store}: Engine, clock: Clock): Promise<void> {
  const isThere = () => (store.getState().team?.echoed ?? 0) >= number;
  if (isThere()) return;
  await new Promise<void>(resolve => {
    const cancel = clock.after(PATIENCE, done);
    const unsubscribe = store.subscribe(() => isThere() && done());
    function done() {
      cancel();
      unsubscribe();
      resolve();
    }
  });
}

function leasesIn({store}: Engine): readonly KnownLease[] {
  return [...store.getState().shift.leases].map(([of, {operator, holder, length, returned, holders}]) => ({
    of,
    operator,
    ...(holder === undefined ? {} : {holder}),
    ...(length === undefined ? {} : {length}),
    ...(returned === undefined ? {} : {returned: {relay: holders.at(-1) ?? '', number: returned}}),
  }));
}

/** The same rule as of a cockpit that has a lease: what it may send it sends until 80 % of that are over. */
function limit(word: Word | undefined, engine: Engine, clock: Clock): void {
  if (word === undefined) {
    engine.limit?.({state: 'none'});
    return;
  }
  const {askedAt, length} = word;
  const asked = clock.now() - (clock.monotonic() - askedAt);
  const ends = {sendsUntil: asked + length * STOPS_AT, until: asked + length};
  engine.limit?.(standInLease(engine.store.getState(), ends));
}

function unheardOf({store}: Engine, {openedAt, now}: {readonly openedAt: number; readonly now: number}): Unheard {
  const {log, shift, team} = store.getState();
  const echoed = team?.echoed ?? 0;
  const waiting = log.filter(fact => fact.origin === shift.origin && fact.seq > echoed && isToldToTeam(fact, now));
  const [first] = waiting;
  const feed = team?.feed;
  const away = feed === undefined || feed.state === 'up' ? undefined : feed.since;
  const waits = first === undefined ? undefined : Math.max(openedAt, Date.parse(first.at));
  const since = Math.min(away ?? Number.POSITIVE_INFINITY, waits ?? Number.POSITIVE_INFINITY);
  return {
    facts: waiting.length,
    ...(Number.isFinite(since) ? {since} : {}),
    ...(feed?.trouble === undefined ? {} : {reason: feed.trouble.message}),
  };
}

/** The number of its newest fact that cockpits are told. */
function lastTold({store}: Engine): number {
  const {log, shift} = store.getState();
  const now = Date.parse(log.at(-1)?.at ?? '') || 0;
  return log.findLast(fact => fact.origin === shift.origin && isToldToTeam(fact, now))?.seq ?? 0;
}
