import {expect, test} from 'vitest';
import type {Silence} from '../../src/core/alert/silence.js';
import {SourceError} from '../../src/core/ports.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {countingIds} from '../support/counting-ids.js';
import {fakeSource} from '../support/fake-source.js';
import {aSilence, NIGHT, someSettings, upHealth} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

const HOUR = 60 * 60_000;
const DEPLOY = aSilence({id: 's9', createdBy: 'ana', comment: 'deploy', endsAt: NIGHT + HOUR});
const ITEM = {kind: 'silence', id: 'eu/s9', title: 'silence', answer: 'taken'} as const;

/** Lets everything that waits on resolved promises go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** Ana's silence is taken over by these, one after the other, while its source is away; then that has it so. */
async function takenBy(people: readonly string[], then: Silence) {
  const clock = virtualClock(NIGHT);
  const source = {...fakeSource('eu', clock.now), readSilence: async () => then};
  const journal = memoryJournal();
  const engine = await createEngine({
    journal,
    clock,
    ids: countingIds(),
    settings: someSettings(),
    sources: [source],
  });
  source.shows([], {silences: [DEPLOY]});
  await settled();
  source.failures.push(...Array.from({length: 60}, () => new SourceError('unreachable', 'down', {hint: ''})));
  source.sends({health: upHealth({state: 'down'})});
  let from = 'ana';
  for (const by of people) {
    await engine.dispatch({type: 'accept-handoff', from, items: [ITEM]}, by);
    await settled();
    from = by;
  }
  source.failures.length = 0;
  source.drafts.length = 0;
  await clock.advance(HOUR / 60);
  await settled();
  source.sends({});
  await settled();
  const {orders} = engine.store.getState().shift;
  await engine.stop();
  return {posted: source.drafts.map(({draft}) => draft.createdBy), orders: orders.size};
}

test('a silence that changed hands twice while its source was away is told its last author, once', async () => {
  expect(await takenBy(['lee', 'mo'], DEPLOY)).toEqual({posted: ['mo'], orders: 0});
});

test('a silence that the next has taken in a journal of their own meanwhile stays theirs', async () => {
  expect(await takenBy(['lee'], {...DEPLOY, createdBy: 'mo'})).toEqual({posted: [], orders: 0});
});

test('a silence that ended while its source was away is not made anew for its new author', async () => {
  expect(await takenBy(['lee'], {...DEPLOY, state: 'expired'})).toEqual({posted: [], orders: 0});
});
