import {expect, test} from 'vitest';
import type {Policy} from '../../src/core/escalation/policy.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {fakeTarget} from '../support/fake-target.js';
import {anAlert, NIGHT, someSettings} from '../support/given.js';
import {memoryJournal} from '../support/memory-journal.js';

const MINUTE = 60_000;
const never = {after: {}, people: [], to: [], auto: false};
const policy: Policy = {
  name: 'all',
  match: [],
  severities: ['P1'],
  levels: [{name: 'lead', after: 5 * MINUTE, people: [], to: ['pager'], auto: true}],
  noProgress: never,
  unresolved: never,
};

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

async function watch(sends: 'all' | 'new') {
  const clock = virtualClock(NIGHT);
  const target = fakeTarget();
  const source = fakeSource('eu', clock.now);
  const journal = memoryJournal();
  let made = 0;
  const ids = (prefix: string) => {
    made += 1;
    return `${prefix}${made}`;
  };
  const settings = someSettings({policies: [policy]});
  const engine = await createEngine({journal, clock, ids, sources: [source], targets: [target], sends, settings});
  source.shows([anAlert({startsAt: NIGHT})]);
  await settled();
  const pass = async (ms: number) => {
    for (const until = clock.now() + ms; clock.now() < until; ) {
      clock.advance(Math.min(until, Math.max(clock.next() ?? until, clock.now() + 1)) - clock.now());
      await settled();
    }
  };
  return {engine, target, pass};
}

test('a level that sends itself is announced, sent when it is due, and sent once', async () => {
  const {engine, target, pass} = await watch('all');
  await pass(5 * MINUTE - 1_000);
  const [ladder] = [...engine.store.getState().shift.ladders.values()];
  expect(ladder?.rungs).toMatchObject({'unacked/lead': {dueAt: NIGHT + 4.5 * MINUTE, sendsAt: NIGHT + 5 * MINUTE}});
  expect(target.seen).toEqual([]);
  await pass(2_000);
  expect(target.seen).toHaveLength(1);
  await pass(30 * MINUTE);
  expect(target.seen).toHaveLength(1);
  await engine.stop();
});

test('a command that runs alone leaves the ladders to whoever stays', async () => {
  const {engine, target, pass} = await watch('new');
  await pass(10 * MINUTE);
  expect(target.seen).toEqual([]);
  expect(engine.store.getState().shift.ladders.size).toBe(0);
  await engine.stop();
});
