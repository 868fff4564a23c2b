import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';

const MINUTE = 60_000;

test('a full disk is seen, taken, worked on, kept through the night, and closed', async () => {
  const night = await start({columns: 120, rows: 40});
  await night.health({});
  await night.sees('Nothing needs you. Sources answer.');

  await night.alert('DiskFull', {labels: {instance: 'db-7:9100', mountpoint: '/var/lib/pg'}});
  await night.sees('▌P1 ▲ ack in 3m');
  expect(night.screen.rung.count).toBe(1);
  expect(night.screen.titles.at(-1)).toBe('wk: P1 1 · 1 needs you · DiskFull');

  await night.press('a');
  await night.sees('acked DiskFull: eu ✓ until 03:15');
  await night.press('j', 'n');
  await night.type('dropping old WAL archives');
  await night.press('enter');
  await night.sees('noted on DiskFull: dropping old WAL archives');

  await night.passes(12 * MINUTE);
  await night.sees('ana');
  expect(new Set(night.source.drafts.flatMap(({draft}) => draft.id ?? [])).size).toBe(1);
  expect(night.recorded().filter(type => type === 'ack.extended')).toHaveLength(1);

  await night.resolve('DiskFull');
  await night.passes(MINUTE);
  await night.sees('Nothing needs you.');
  expect(night.source.expired).toHaveLength(1);
  expect(night.recorded().filter(type => type !== 'ack.extended')).toEqual([
    'source.met',
    'alert.fired',
    'ack.requested',
    'ack.placed',
    'note.added',
    'alert.changed',
    'alert.resolved',
    'ack.ended',
    'silence.expired',
  ]);

  await night.alert('DiskFull', {labels: {instance: 'db-7:9100', mountpoint: '/var/lib/pg'}});
  await night.press('g');
  await night.sees('fired 1 time before');
});
