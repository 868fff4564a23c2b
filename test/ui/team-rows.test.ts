import {expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import type {FeedListener} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {start} from '../support/a-night.js';
import {fakeRelay} from '../support/fake-relay.js';
import type {Night} from '../support/night.js';

interface Shared {
  readonly night: Night;
  readonly disk: Alert;
  /** What the relay tells this cockpit. */
  readonly told: FeedListener;
}

async function shared(columns: number, rows: number): Promise<Shared> {
  const relay = fakeRelay();
  const night = await start({columns, rows, feed: relay.feed()});
  const disk = await night.alert('DiskFull', {labels: {severity: 'high'}});
  await night.alert('OtherAlert', {age: 120_000});
  const [told] = [...relay.listeners.values()];
  if (told === undefined) throw new Error('nobody listens');
  return {night, disk, told};
}

function acks(by: string, alert: Alert, at: number): Fact {
  return {
    v: 1,
    seq: 7,
    at: new Date(at).toISOString(),
    on: new Date(at).toISOString(),
    by,
    origin: `j-${by}`,
    type: 'ack.requested',
    ack: `wk-${by}`,
    source: alert.source,
    title: 'DiskFull',
    alerts: [{fingerprint: alert.fingerprint, startsAt: alert.startsAt}],
    matchers: [],
    duration: 900_000,
    comment: 'ACK!',
    extend: true,
  } as unknown as Fact;
}

function rowOf(night: Night, name: string): string {
  const [row] = night.screen
    .frame()
    .split('\n')
    .filter(line => line.includes(name));
  return row ?? '';
}

test.each([
  {size: [60, 15], by: 'lee', row: ' P2  lee…    DiskFull'},
  {size: [80, 24], by: 'lee', row: ' P2 ◆ lee acking…  DiskFull'},
  {size: [80, 24], by: 'christopher', row: ' P2 ◆ chr… acking… DiskFull'},
  {size: [120, 40], by: 'lee', row: ' P2 ◆ lee acking…    DiskFull'},
] as const)('at $size a row names $by, who acks it elsewhere, before that holds', async ({size, by, row}) => {
  const {night, disk, told} = await shared(...size);
  told.onFacts([acks(by, disk, night.engine.store.getState().live.sources.get('eu')?.lastGood ?? 0)], 'e:1');
  await night.wait(200);
  expect(rowOf(night, 'DiskFull')).toContain(row);
  await night.sees('needs you 2');
  night.seesNot(' left');
  await night.press('j');
  await night.sees(`${by} acks it, not placed yet`);
});
