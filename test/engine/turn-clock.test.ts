import {expect, test} from 'vitest';
import type {AlertSource} from '../../src/core/ports.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {aLayer, aSchedule, DAY, HOUR, wall} from '../core/schedule/given.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, NIGHT, someSettings} from '../support/given.js';
import {diskFull, type MemoryJournal, memoryJournal} from '../support/memory-journal.js';

const MINUTE = 60_000;
/** Lee is on call until six in the morning in Berlin, then ana. */
const BEGINS = Date.parse('2026-11-20T05:00:00Z');
const LAYER = aLayer({users: ['lee', 'ana'], start: wall('2026-11-19T06:00'), length: DAY});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

interface Cockpit {
  readonly readOnly?: boolean;
  readonly cockpit?: boolean;
  readonly now?: number;
  readonly sources?: readonly AlertSource[];
}

async function watching(
  journal: MemoryJournal,
  {readOnly = false, cockpit = true, now = NIGHT, sources = []}: Cockpit = {},
) {
  const clock = virtualClock(now);
  let made = 0;
  const settings = someSettings({readOnly, schedules: [aSchedule([LAYER])], turns: {grace: 2 * HOUR}});
  const seen = {last: async () => undefined, set: async () => undefined};
  const engine = await createEngine({
    journal,
    clock,
    ids: prefix => `${prefix}${++made}`,
    sources,
    settings,
    ...(cockpit ? {seen} : {}),
  });
  await settled();
  const until = async (at: number) => {
    while (clock.now() < at) {
      clock.advance(Math.min(15 * MINUTE, at - clock.now()));
      await settled();
    }
  };
  return {engine, until};
}

const turnsOf = ({facts}: MemoryJournal) =>
  facts.filter(({type}) => type.startsWith('shift.')).map(({type, by, at}) => [type, by, Date.parse(at)]);

test('the watch begins and ends by the schedule, each once', async () => {
  const journal = memoryJournal();
  const {engine, until} = await watching(journal);
  await until(BEGINS - 1);
  expect(turnsOf(journal)).toEqual([]);
  await until(BEGINS);
  await until(BEGINS + DAY + HOUR);
  expect(turnsOf(journal)).toEqual([['shift.started', 'wk', BEGINS]]);
  await until(BEGINS + DAY + 3 * HOUR);
  expect(turnsOf(journal).map(([type]) => type)).toEqual(['shift.started', 'shift.ended']);
  await engine.stop();
});

test('a cockpit that is opened within a turn has it at once; one that is opened again goes on with it', async () => {
  const journal = memoryJournal();
  const first = await watching(journal, {now: BEGINS + HOUR});
  expect(first.engine.store.getState().shift.shift).toMatchObject({operator: 'ana', startedAt: BEGINS});
  await first.engine.stop();
  const second = await watching(journal, {now: BEGINS + 2 * HOUR});
  expect(turnsOf(journal)).toEqual([['shift.started', 'wk', BEGINS + HOUR]]);
  await second.engine.stop();
});

test('a command, and a cockpit that only looks, take nobody’s turn', async () => {
  for (const kind of [{cockpit: false}, {readOnly: true}]) {
    const journal = memoryJournal();
    const {engine, until} = await watching(journal, kind);
    await until(BEGINS + HOUR);
    expect(turnsOf(journal)).toEqual([]);
    await engine.stop();
  }
});

test('a begin that could not be recorded is tried again', async () => {
  const journal = memoryJournal();
  const {engine, until} = await watching(journal);
  journal.failure = diskFull();
  await until(BEGINS + 10 * MINUTE);
  expect(turnsOf(journal)).toEqual([]);
  journal.failure = undefined;
  await until(BEGINS + 40 * MINUTE);
  expect(turnsOf(journal)).toHaveLength(1);
  await engine.stop();
});

test('a watch begins by itself only once the sources were looked at, so that nobody is told that they were not', async () => {
  const journal = memoryJournal();
  const source = fakeSource();
  const {engine, until} = await watching(journal, {now: BEGINS + HOUR, sources: [source]});
  await until(BEGINS + HOUR + 2_000);
  expect(turnsOf(journal)).toEqual([]);
  source.shows([anAlert()]);
  await settled();
  expect(turnsOf(journal)).toEqual([['shift.started', 'wk', BEGINS + HOUR + 2_000]]);
  expect(engine.store.getState().live.alerts.size).toBe(1);
  await engine.stop();
});

test('a source that neither answers nor fails keeps nobody from their watch for more than a moment', async () => {
  const journal = memoryJournal();
  const {engine, until} = await watching(journal, {now: BEGINS + HOUR, sources: [fakeSource()]});
  await until(BEGINS + HOUR + 9_999);
  expect(turnsOf(journal)).toEqual([]);
  await until(BEGINS + HOUR + 10_000);
  expect(turnsOf(journal)).toHaveLength(1);
  await engine.stop();
});
