import {expect, test} from 'vitest';
import type {Clock, SeenMark} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {NIGHT, someSettings} from '../support/given.js';
import {diskFull, type MemoryJournal, memoryJournal} from '../support/memory-journal.js';

const MINUTE = 60_000;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

function aMark(): SeenMark & {at: number | undefined} {
  const mark = {
    at: undefined as number | undefined,
    last: async () => mark.at,
    set: async (at: number) => {
      mark.at = at;
    },
  };
  return mark;
}

const clock = () => virtualClock(NIGHT);

async function cockpit(parts: {readonly journal: MemoryJournal; readonly clock: Clock; readonly seen?: SeenMark}) {
  let made = 0;
  const ids = (prefix: string) => `${prefix}${++made}`;
  const engine = await createEngine({...parts, ids, sources: [], settings: someSettings()});
  await settled();
  return engine;
}

const told = (facts: readonly Fact[]) =>
  facts
    .filter(({type}) => type.startsWith('watch.'))
    .map(fact => {
      const {type, on, lastSeen} = fact as Fact & {readonly on: number; readonly lastSeen?: number};
      return [type, (on - NIGHT) / MINUTE, ...(lastSeen === undefined ? [] : [(lastSeen - NIGHT) / MINUTE])];
    });

async function pass(time: ReturnType<typeof virtualClock>, ms: number): Promise<void> {
  for (const until = time.now() + ms; time.now() < until; ) {
    time.advance(Math.min(15_000, until - time.now()));
    await settled();
  }
}

test('a cockpit records when it is opened and left, and nothing in between', async () => {
  const [journal, time, seen] = [memoryJournal(), clock(), aMark()];
  const engine = await cockpit({journal, clock: time, seen});
  await pass(time, 30 * MINUTE);
  await engine.stop();
  expect(told(journal.facts)).toEqual([
    ['watch.opened', 0],
    ['watch.left', 30],
  ]);
});

test('a process that is no cockpit records nothing of the kind', async () => {
  const journal = memoryJournal();
  const engine = await cockpit({journal, clock: clock()});
  await engine.stop();
  expect(told(journal.facts)).toEqual([]);
});

test('given a crash, the next cockpit records when the last one was seen watching', async () => {
  const [journal, time, seen] = [memoryJournal(), clock(), aMark()];
  await cockpit({journal, clock: time, seen});
  await pass(time, 20 * MINUTE);
  const later = virtualClock(NIGHT + 90 * MINUTE);
  const crashed = memoryJournal({facts: journal.facts});
  const engine = await cockpit({journal: crashed, clock: later, seen});
  expect(told(crashed.facts)).toEqual([
    ['watch.opened', 0],
    ['watch.opened', 90, 20],
  ]);
  await engine.stop();
});

test('given that the machine slept, the cockpit that wakes up records since when it did not watch', async () => {
  const [journal, time, seen] = [memoryJournal(), clock(), aMark()];
  let slept = 0;
  const engine = await cockpit({journal, clock: {...time, now: () => time.now() + slept}, seen});
  await pass(time, 10 * MINUTE);
  slept = 50 * MINUTE;
  await pass(time, MINUTE);
  await engine.stop();
  expect(told(journal.facts)).toEqual([
    ['watch.opened', 0],
    ['watch.opened', 60.5, 10],
    ['watch.left', 61],
  ]);
});

test('given one that is ended in its sleep, it was left when it fell asleep', async () => {
  const [journal, time, seen] = [memoryJournal(), clock(), aMark()];
  let slept = 0;
  const engine = await cockpit({journal, clock: {...time, now: () => time.now() + slept}, seen});
  await pass(time, 10 * MINUTE);
  slept = 50 * MINUTE;
  await engine.stop();
  expect(told(journal.facts).at(-1)).toEqual(['watch.left', 10]);
});

test('given a full disk at its start, it is recorded as soon as anything can be, with the time at which it began', async () => {
  const [journal, time, seen] = [memoryJournal(), clock(), aMark()];
  journal.failure = diskFull();
  const engine = await cockpit({journal, clock: time, seen});
  await pass(time, 2 * MINUTE);
  journal.failure = undefined;
  await pass(time, MINUTE);
  expect(told(journal.facts)).toEqual([['watch.opened', 0]]);
  await engine.stop();
});
