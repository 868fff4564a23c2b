import {isToldToTeam} from '../../../core/feed/team-facts.js';
import type {Clock} from '../../../core/ports.js';
import {RELAY} from '../../../core/shift/who.js';
import type {Engine} from '../../../engine/engine.js';
import type {Deputy, KnownLease} from '../../../relay/lease/deputy.js';

/** A writer that acts for others, as the relay asks it to. */
export function deputyOf(engine: Engine, clock: Clock): Deputy {
  const {store} = engine;
  const {origin} = store.getState().shift;
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

/** So long, ms, the stream may take to have what was recorded. */
const PATIENCE = 2_000;

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

/** The number of its newest fact that cockpits are told. */
function lastTold({store}: Engine): number {
  const {log, shift} = store.getState();
  const now = Date.parse(log.at(-1)?.at ?? '') || 0;
  return log.findLast(fact => fact.origin === shift.origin && isToldToTeam(fact, now))?.seq ?? 0;
}
