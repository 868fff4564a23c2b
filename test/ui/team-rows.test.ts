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
  const {night, disk, told} = await shared(size[0], size[1]);
  told.onFacts([acks(by, disk, night.engine.store.getState().live.sources.get('eu')?.lastGood ?? 0)], 'e:1');
  await night.wait(200);
  expect(rowOf(night, 'DiskFull')).toContain(row);
  await night.sees('needs you 2');
  night.seesNot(' left');
  await night.press('j');
  await night.sees(`${by} acks it, not placed yet`);
});

test.each([
  {size: [60, 15], row: ' DiskFull @lee '},
  {size: [80, 24], row: '· @lee '},
  {size: [120, 40], row: 'DiskFull happened · lee runs step 3 '},
] as const)('at $size a row tells who else is on it, and the selected one with what', async ({size, row}) => {
  const {night, disk, told} = await shared(size[0], size[1]);
  const {source, fingerprint} = disk;
  told.onPresence({origin: 'j-lee', by: 'lee', doing: 'running', step: 3, alert: {source, fingerprint}});
  await night.wait(200);
  expect(rowOf(night, 'DiskFull')).toContain(row);
  expect(rowOf(night, 'OtherAlert')).not.toContain('lee');
  await night.press('j');
  await night.sees('lee runs step 3');
  told.onPresence({origin: 'j-lee', by: 'lee', doing: 'here'});
  await night.wait(200);
  night.seesNot('lee');
});

test('who a row names as its owner is not named twice where room is scarce, and of several the others are counted', async () => {
  const {night, disk, told} = await shared(60, 15);
  const alert = {source: disk.source, fingerprint: disk.fingerprint};
  const at = night.engine.store.getState().live.sources.get('eu')?.lastGood ?? 0;
  told.onFacts([acks('lee', disk, at)], 'e:1');
  told.onPresence({origin: 'j-lee', by: 'lee', doing: 'reading', alert});
  await night.wait(200);
  expect(rowOf(night, 'DiskFull')).toContain('lee…    DiskFull  ');
  for (const by of ['mo', 'kim']) told.onPresence({origin: `j-${by}`, by, doing: 'reading', alert});
  await night.wait(200);
  expect(rowOf(night, 'DiskFull')).toContain('lee…    DiskFull @kim +1');
});

test('the name of who is on it is cut before the name of the alert is unreadable', async () => {
  const {night, disk, told} = await shared(60, 15);
  const alert = {source: disk.source, fingerprint: disk.fingerprint};
  told.onPresence({origin: 'j-1', by: 'bartholomew-of-the-night-watch', doing: 'reading', alert});
  await night.wait(200);
  expect(rowOf(night, 'DiskFull')).toMatch(/DiskFull @barth\S*…/);
});
