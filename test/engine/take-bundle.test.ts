import {expect, test} from 'vitest';
import {decideReceived} from '../../src/core/shift/decide-received.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {factId} from '../../src/core/shift/fact-id.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {heldIds} from '../../src/engine/held-ids.js';
import {withMissing} from '../../src/engine/takes-theirs.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {NIGHT, recorded, someSettings} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

/** What ana recorded, of which a file and the feed each carry a part. */
const ANAS: readonly Fact[] = recorded([
  {type: 'shift.started', shift: 's1', operator: 'ana'},
  {type: 'note.added', note: 'n1', text: 'do not restart db-1'},
  {type: 'note.added', note: 'n2', text: 'seen by the team'},
  {type: 'shift.ended', shift: 's1'},
  {type: 'note.added', note: 'n3', text: 'later'},
] as Parameters<typeof recorded>[0]).map(fact => ({...fact, origin: 'anas'}));

async function lees() {
  const journal = memoryJournal();
  const engine = await createEngine({
    journal,
    clock: virtualClock(NIGHT),
    ids: (prefix: string) => `${prefix}test0001`,
    settings: someSettings({operator: 'lee'}),
    sources: [],
    factsSince: async since => (await journal.replay()).facts.filter(({at}) => Date.parse(at) >= since),
  });
  const since = {factsSince: async () => (await journal.replay()).facts};
  const parts = {
    store: engine.store,
    held: heldIds({clock: virtualClock(NIGHT), journal, store: engine.store, ...since}),
  };
  const take = (facts: readonly Fact[]) => engine.dispatch({type: 'take-bundle', facts});
  const held = async () => (await journal.replay()).facts.filter(({origin}) => origin === 'anas').map(factId);
  return {engine, parts, take, held};
}

test('a file brings what stands below the highest fact that is known of its journal', async () => {
  const {engine, take, held} = await lees();
  await take(ANAS.slice(2, 3));
  await take(ANAS);
  expect((await held()).sort()).toEqual(ANAS.map(factId).sort());
  await engine.stop();
});

test('the file of an earlier watch is taken after that of a later one', async () => {
  const {engine, take, held} = await lees();
  await take(ANAS.slice(4));
  await take(ANAS.slice(0, 4));
  expect((await held()).length).toBe(ANAS.length);
  await engine.stop();
});

test('a file that is taken again brings nothing, in one part or in several', async () => {
  const {engine, take, held} = await lees();
  await take(ANAS.slice(0, 3));
  await take(ANAS.slice(1));
  await take(ANAS);
  expect((await held()).length).toBe(ANAS.length);
  await engine.stop();
});

test('the feed brings what a file left out, and nothing twice', async () => {
  const {engine, parts, take} = await lees();
  await take(ANAS.slice(2, 4));
  const arrival = {type: 'receive-facts', facts: ANAS, echoed: 0, reached: 'f1-9'} as const;
  const taken = decideReceived(await withMissing(arrival, parts), engine.store.getState().shift);
  const ids = taken.flatMap(one => ('theirs' in one ? [factId(one.theirs)] : []));
  expect(ids.sort()).toEqual([ANAS[0], ANAS[1], ANAS[4]].map(fact => factId(fact as Fact)).sort());
  await engine.stop();
});
