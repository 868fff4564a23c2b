import {expect, test} from 'vitest';
import {onCallAt} from '../../src/core/schedule/on-call.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {type Roster, withRosters} from '../../src/engine/on-call-watch.js';
import {serveWatch} from '../../src/engine/serve-watch.js';
import type {WatchMessage} from '../../src/engine/wire-format.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {NIGHT, someSettings} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** A cockpit with one schedule that is kept elsewhere, which says what the test has it say. */
async function watching() {
  const clock = virtualClock(NIGHT);
  const elsewhere = {user: 'mo', trouble: ''};
  const roster: Roster = {
    name: 'night',
    zone: 'UTC',
    people: ['mo', 'lee'],
    shifts: async (from, until) => {
      if (elsewhere.trouble !== '') throw new Error(elsewhere.trouble);
      return [{user: elsewhere.user, from, until}];
    },
  };
  const engine = await createEngine({
    journal: memoryJournal(),
    clock,
    ids: prefix => prefix,
    sources: [],
    rosters: [roster],
    targets: [],
    settings: someSettings(),
  });
  const now = () => {
    const [night] = engine.store.getState().settings.schedules ?? [];
    return {user: night && onCallAt(night, clock.now())?.user, trouble: night?.told?.trouble};
  };
  return {engine, clock, elsewhere, now};
}

test('who is on call elsewhere is not known before it was read', () => {
  const roster = {name: 'night', zone: 'UTC', people: ['mo'], shifts: async () => []};
  expect(withRosters(someSettings(), [roster]).schedules).toMatchObject([{told: {trouble: 'not read yet'}}]);
});

test('who is on call elsewhere is read at once and again and again, and told to attached cockpits', async () => {
  const {engine, clock, elsewhere, now} = await watching();
  await engine.askAround?.();
  expect(now()).toEqual({user: 'mo', trouble: undefined});
  const told: WatchMessage[] = [];
  const stop = serveWatch(engine, {clock, send: message => told.push(message)});
  elsewhere.user = 'lee';
  clock.advance(120_000);
  await settled();
  expect(now()).toEqual({user: 'lee', trouble: undefined});
  expect(told.at(-1)).toMatchObject({kind: 'schedules', schedules: [{name: 'night', overrides: [{user: 'lee'}]}]});
  stop();
  await engine.stop();
});

test('what was read last stays where a schedule cannot be read any more, and why is known', async () => {
  const {engine, clock, elsewhere, now} = await watching();
  await engine.askAround?.();
  elsewhere.trouble = 'PagerDuty does not answer.';
  clock.advance(120_000);
  await settled();
  expect(now()).toEqual({user: 'mo', trouble: 'PagerDuty does not answer'});
  elsewhere.trouble = '';
  clock.advance(15_000);
  await settled();
  expect(now()).toEqual({user: 'mo', trouble: undefined});
  await engine.stop();
});
