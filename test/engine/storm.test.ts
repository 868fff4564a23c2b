import {describe, expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import {isFact} from '../../src/core/shift/fact.js';
import {fold, initialShift} from '../../src/core/shift/fold.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {fakeSource} from '../support/fake-source.js';
import {anAlert, keyOf, NIGHT, someSettings} from '../support/given.js';
import {diskFull, memoryJournal} from '../support/memory-journal.js';

const LARGEST_BATCH = 750;

function crowd(count: number, over: Partial<Alert> = {}): readonly Alert[] {
  return Array.from({length: count}, (_, index) =>
    anAlert({
      labels: {alertname: 'Pod', severity: 'warning', pod: `pod-${index}`},
      fingerprint: index.toString(16).padStart(16, '0'),
      ...over,
    }),
  );
}

async function watch() {
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal();
  const source = fakeSource('eu', clock.now);
  let count = 0;
  const ids = (prefix: string) => {
    count += 1;
    return `${prefix}test${count}`;
  };
  const engine = await createEngine({journal, clock, ids, sources: [source], settings: someSettings()});
  const shows = async (alerts: readonly Alert[]) => {
    source.shows(alerts);
    await settled();
  };
  return {clock, journal, source, engine, shows};
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

describe('a storm', () => {
  test('is recorded whole and in order, in batches that leave room for keys', async () => {
    const {engine, journal, shows} = await watch();
    await shows([]);
    await shows(crowd(3_000));
    expect(journal.facts.map(fact => fact.seq)).toEqual(Array.from({length: 3_001}, (_, index) => index + 1));
    const fired = journal.facts.flatMap(fact => (isFact(fact, 'alert.fired') ? fact.fingerprint : []));
    expect(new Set(fired).size).toBe(3_000);
    expect(Math.max(...journal.appends)).toBeLessThanOrEqual(LARGEST_BATCH);
    expect(engine.store.getState().shift.firing.size).toBe(3_000);
    await engine.stop();
  });

  test('that ends at once is recorded as ended, one by one', async () => {
    const {engine, journal, shows} = await watch();
    await shows([]);
    await shows(crowd(2_000));
    await shows([]);
    expect(journal.facts.filter(fact => fact.type === 'alert.resolved')).toHaveLength(2_000);
    expect(Math.max(...journal.appends)).toBeLessThanOrEqual(LARGEST_BATCH);
    expect(engine.store.getState().shift.firing.size).toBe(0);
    await engine.stop();
  });

  test('that was over before it was heard of is recorded whole, in batches, and nothing of it is shown', async () => {
    const {engine, journal, shows, source} = await watch();
    await shows([]);
    const shown: number[] = [];
    engine.store.subscribe(({live}) => shown.push(live.alerts.size));
    const passed = crowd(10_000).map(alert => ({alert, on: NIGHT - 60_000, reason: 'resolved-event' as const}));
    source.sends({alerts: {changed: [], gone: [], passed}});
    await settled();
    for (const type of ['alert.fired', 'alert.resolved'])
      expect(journal.facts.filter(fact => fact.type === type)).toHaveLength(10_000);
    expect(Math.max(...journal.appends)).toBeLessThanOrEqual(LARGEST_BATCH);
    expect(Math.max(...shown)).toBe(0);
    await engine.stop();
  });

  test('in which everything fires anew ends each occurrence before the next begins', async () => {
    const {engine, journal, shows} = await watch();
    await shows([]);
    await shows(crowd(1_000));
    await shows(crowd(1_000, {startsAt: NIGHT}));
    const anew = journal.facts.slice(1_001);
    expect(anew.filter(fact => fact.type === 'alert.resolved' && fact.reason === 'rotated')).toHaveLength(1_000);
    expect(anew.filter(fact => fact.type === 'alert.fired')).toHaveLength(1_000);
    const state = fold(initialShift('here'), journal.facts);
    expect([...state.firing.values()].every(({startsAt}) => startsAt === NIGHT)).toBe(true);
    expect([...state.history.values()].every(past => past.length === 1)).toBe(true);
    await engine.stop();
  });

  test('ends an ack only once the last of its alerts is gone, though they are told of in parts', async () => {
    const {engine, journal, shows, source} = await watch();
    const alerts = crowd(1_500);
    await shows([]);
    await shows(alerts);
    const [first, last] = [alerts[0], alerts[1_499]].map(alert => keyOf(alert ?? anAlert()));
    await engine.dispatch({type: 'ack', alerts: [first ?? '', last ?? '']});
    await settled();
    await shows(alerts.slice(1_499));
    expect(journal.facts.some(fact => fact.type === 'ack.ended')).toBe(false);
    await shows([]);
    expect(journal.facts.filter(fact => fact.type === 'ack.ended')).toHaveLength(1);
    expect(source.expired).toHaveLength(1);
    await engine.stop();
  });

  test('on a full disk counts each fact once as lost, and is caught up with as a whole', async () => {
    const {engine, journal, clock, shows} = await watch();
    await shows([]);
    journal.failure = diskFull();
    await shows(crowd(2_000));
    expect(engine.store.getState().recording).toMatchObject({ok: false, lost: 2_000});
    journal.failure = undefined;
    clock.advance(2_500);
    await settled();
    expect(engine.store.getState().recording).toMatchObject({ok: true});
    expect(journal.appends).toEqual([1, 2_001]);
    await engine.stop();
  });
});
