import {expect, test} from 'vitest';
import {createStore} from 'zustand/vanilla';
import {nothingLive} from '../../src/core/live/observe.js';
import type {Command} from '../../src/core/shift/command.js';
import type {WatchState} from '../../src/core/watch-state.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {rehearseAck} from '../../src/engine/rehearse-ack.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, keyOf, NIGHT, someSettings} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

function idle() {
  const clock = virtualClock(NIGHT);
  const store = createStore<WatchState>(
    () => ({live: nothingLive, settings: someSettings({operator: 'ana'})}) as unknown as WatchState,
  );
  const rehearsed: {readonly command: Command; readonly by: string}[] = [];
  const callOff = rehearseAck({store, clock, rehearse: (command, by) => rehearsed.push({command, by})});
  const fires = () => {
    const alerts = new Map([[keyOf(anAlert()), anAlert()]]);
    store.setState({live: {...nothingLive, alerts} as WatchState['live']});
  };
  return {clock, fires, rehearsed, callOff};
}

test('an ack is rehearsed once, when the first alerts have been there for a while', () => {
  const {clock, fires, rehearsed} = idle();
  clock.advance(10_000);
  expect(rehearsed).toEqual([]);
  fires();
  expect(rehearsed).toEqual([]);
  clock.advance(2_000);
  fires();
  clock.advance(60_000);
  expect(rehearsed).toEqual([{command: {type: 'ack', alerts: [keyOf(anAlert())]}, by: 'ana'}]);
});

test('a rehearsal that is called off does not happen', () => {
  const {clock, fires, rehearsed, callOff} = idle();
  fires();
  callOff();
  clock.advance(60_000);
  expect(rehearsed).toEqual([]);
});

test('a cockpit that rehearses records nothing and tells nobody', async () => {
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal();
  const source = fakeSource('eu', clock.now);
  const made: string[] = [];
  const ids = (prefix: string) => `${prefix}${made.push(prefix)}`;
  const seen = {last: async () => undefined, set: async () => undefined};
  const engine = await createEngine({journal, clock, ids, seen, sources: [source], settings: someSettings()});
  source.shows([anAlert()]);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve));
  const before = {facts: journal.facts.length, made: made.length, state: engine.store.getState().shift};
  clock.advance(2_000);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve));
  expect({facts: journal.facts.length, made: made.length, state: engine.store.getState().shift}).toEqual(before);
  expect(source.drafts).toEqual([]);
  await engine.stop();
});
