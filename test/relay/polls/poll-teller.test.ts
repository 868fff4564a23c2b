import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {SourceUpdate} from '../../../src/core/live/update.js';
import type {NewEntry} from '../../../src/relay/backbone/backbone.js';
import {pollTeller} from '../../../src/relay/polls/poll-teller.js';
import {foldAlerts, listAlerts, type ToldAlerts} from '../../../src/relay/view/told-alerts.js';
import {anAlert, NIGHT, upHealth} from '../../support/given.js';

const disk = anAlert({name: 'DiskFull'});
const memory = anAlert({name: 'MemoryLow'});

function update(changed: readonly Alert[], over: Partial<SourceUpdate> = {}): SourceUpdate {
  return {source: 'eu', at: NIGHT, health: upHealth(), alerts: {changed, gone: []}, ...over};
}

function goneUpdate({fingerprint, startsAt}: Alert): SourceUpdate {
  return update([], {alerts: {changed: [], gone: [{fingerprint, startsAt, on: NIGHT, reason: 'absent'}]}});
}

function teller() {
  let alerts: ToldAlerts = new Map();
  let seq = 0;
  const told: string[] = [];
  const values = new Map<string, string>();
  const weather = {isDown: false};
  const put = (entries: readonly NewEntry[]) =>
    entries.map(entry => {
      if (entry.kind !== 'alert') throw new Error('it tells alerts only');
      if (values.get(entry.key) === entry.value) return undefined;
      values.set(entry.key, entry.value);
      seq += 1;
      told.push(`${entry.alert.labels.alertname} ${entry.alert.status}`);
      const placed = {seq, at: NIGHT, kind: 'alert' as const, alert: entry.alert};
      alerts = foldAlerts(alerts, [placed]);
      return placed;
    });
  const one = pollTeller({
    source: 'eu',
    alerts: () => alerts,
    append: async entries => (weather.isDown ? undefined : put(entries)),
    now: () => NIGHT,
  });
  const forget = () => {
    alerts = new Map();
    values.clear();
  };
  return {one, told, weather, put, forget, fires: () => listAlerts(alerts).map(({alert}) => alert.labels.alertname)};
}

test('an alert that a hook tells to fire long after its end was told ends once more', async () => {
  const {one, told, put, fires} = teller();
  await one.take(update([disk]));
  await one.take(goneUpdate(disk));
  put([{...entryOf(disk), key: 'by the hook'} as NewEntry]);
  expect(fires()).toEqual(['DiskFull']);
  await one.renew();
  await one.renew();
  expect(told).toEqual(['DiskFull firing', 'DiskFull resolved', 'DiskFull firing', 'DiskFull resolved']);
  expect(fires()).toEqual([]);
});

describe('what polls show', () => {
  test('is told once, as it is and when it changes', async () => {
    const {one, told} = teller();
    await one.take(update([disk, memory]));
    await one.take(update([{...disk, receivers: ['other']}]));
    await one.take(update([{...disk, annotations: {summary: 'worse'}}]));
    await one.take(goneUpdate(memory));
    await one.take(goneUpdate(memory));
    expect(told).toEqual(['DiskFull firing', 'MemoryLow firing', 'DiskFull firing', 'MemoryLow resolved']);
  });

  test('ends what the stream still knows from before, but only by an answer that shows all', async () => {
    const {one, told, put, fires} = teller();
    put([entryOf(disk)]);
    await one.take(update([memory], {health: upHealth({settling: true})}));
    expect(fires()).toEqual(['DiskFull', 'MemoryLow']);
    await one.take(update([]));
    expect(told.at(-1)).toBe('DiskFull resolved');
    expect(fires()).toEqual(['MemoryLow']);
  });

  test('is told later when it could not be recorded, and anew in a new stream', async () => {
    const {one, weather, fires, forget} = teller();
    weather.isDown = true;
    await one.take(update([disk]));
    weather.isDown = false;
    await one.take(update([memory]));
    expect(fires()).toEqual(['DiskFull', 'MemoryLow']);
    forget();
    await one.renew();
    expect(fires()).toEqual(['DiskFull', 'MemoryLow']);
  });

  test('that may come back within its grace is not told of yet', async () => {
    const {one, told} = teller();
    await one.take(update([disk]));
    await one.take(update([{...disk, absentSince: NIGHT}]));
    expect(told).toEqual(['DiskFull firing']);
  });
});

function entryOf(alert: Alert): NewEntry {
  const {source, fingerprint, labels, annotations} = alert;
  const startsAt = new Date(alert.startsAt).toISOString();
  const told = {source, fingerprint, labels, annotations, startsAt, endsAt: null, groupKey: null};
  return {kind: 'alert', key: 'k', value: 'v', alert: {...told, status: 'firing'}};
}
