import {expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import {createEngine, type EngineParts} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, keyOf, NIGHT, someSettings, upHealth} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

const health = upHealth({grace: 60_000});

/** Lets everything that waits on resolved promises go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

async function opened(facts: ReturnType<typeof memoryJournal>['facts'], over: Pick<EngineParts, 'sends'> = {}) {
  const clock = virtualClock(NIGHT);
  const source = fakeSource('eu', clock.now);
  const journal = memoryJournal({facts});
  let count = 0;
  const ids = (prefix: string) => {
    count += 1;
    return `${prefix}test${count}`;
  };
  const engine = await createEngine({journal, clock, ids, sources: [source], settings: someSettings(), ...over});
  return {
    engine,
    facts: () => journal.facts,
    types: () => journal.facts.slice(facts.length).map(fact => fact.type),
    live: () => engine.store.getState().live.alerts.get(keyOf(anAlert())),
    shows: async (alerts: readonly Alert[], over: Parameters<typeof upHealth>[0] = {}) => {
      source.shows(alerts, {health: {...health, ...over}});
      await settled();
    },
    pass: (ms: number) => clock.advance(ms),
  };
}

/** A journal in which an alert fires. */
async function firing() {
  const watch = await opened([]);
  await watch.shows([anAlert()]);
  await watch.engine.stop();
  return watch.facts();
}

test('one empty answer at the start of a cockpit ends nothing, and what is listed again goes on as it was', async () => {
  const {engine, types, live, shows, pass} = await opened(await firing());
  await shows([]);
  expect(live()).toMatchObject({absentSince: NIGHT});
  await pass(25_000);
  await shows([anAlert()]);
  expect(live()?.absentSince).toBeUndefined();
  await pass(120_000);
  await shows([anAlert()]);
  expect(types()).toEqual([]);
  await engine.stop();
});

test('what stays missing after the start has resolved when the grace is over, as of the first answer without it', async () => {
  const {engine, facts, types, live, shows, pass} = await opened(await firing());
  await shows([]);
  await pass(59_000);
  await shows([]);
  expect(types()).toEqual([]);
  await pass(1000);
  await shows([]);
  expect(types()).toEqual(['alert.resolved']);
  expect(facts().at(-1)).toMatchObject({on: NIGHT, reason: 'absent'});
  expect(live()).toBeUndefined();
  await engine.stop();
});

test('a cockpit that is opened just after Alertmanager restarted keeps what fires by its log in sight', async () => {
  const {engine, types, live, shows, pass} = await opened(await firing());
  await shows([], {settling: true});
  expect(live()).toMatchObject({absentSince: NIGHT});
  await pass(100_000);
  await shows([], {settling: true});
  expect(live()).toMatchObject({absentSince: NIGHT});
  expect(types()).toEqual([]);
  await shows([anAlert()]);
  expect(live()?.absentSince).toBeUndefined();
  expect(types()).toEqual([]);
  await engine.stop();
});

test('what has not come back once a restarted Alertmanager tells all has resolved', async () => {
  const {engine, types, live, shows, pass} = await opened(await firing());
  await shows([], {settling: true});
  await pass(120_000);
  await shows([]);
  expect(live()).toBeUndefined();
  expect(types()).toEqual(['alert.resolved']);
  await engine.stop();
});

test('a command that looks once neither ends what is missing nor lists it', async () => {
  const {engine, types, live, shows} = await opened(await firing(), {sends: 'new'});
  await shows([]);
  expect(types()).toEqual([]);
  expect(live()).toBeUndefined();
  await engine.stop();
});

test('what fires by a watch that was taken over in an open cockpit, and is not shown there, has resolved after the grace', async () => {
  const {engine, types, live, shows, pass} = await opened([]);
  await shows([]);
  const facts = (await firing()).map(fact => ({...fact, origin: 'anas'}));
  await engine.dispatch({type: 'take-bundle', facts});
  await shows([]);
  expect(live()).toMatchObject({absentSince: NIGHT});
  await pass(60_000);
  await shows([]);
  expect(types()).toContain('alert.resolved');
  await engine.stop();
});
