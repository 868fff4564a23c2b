import {expect, test} from 'vitest';
import type {FeedHealth} from '../../src/core/feed/team.js';
import {start} from '../support/a-night.js';
import {fakeRelay} from '../support/fake-relay.js';
import {NIGHT} from '../support/given.js';
import type {Night} from '../support/night.js';

const MINUTE = 60_000;
const SMALL = {columns: 60, rows: 15};

/** The first lines of the view, as one text. */
async function firstOf(night: Night, count: number): Promise<string> {
  await night.press(':');
  await night.type('sources');
  await night.press('enter');
  const lines = night.screen.frame().split('\n');
  const title = lines.findIndex(line => line.startsWith(' Sources'));
  const first = lines.slice(title + 1, title + 1 + count);
  return first.map(line => line.trim()).join(' ');
}

async function withFeed(health: Partial<FeedHealth>): Promise<Night> {
  const relay = fakeRelay();
  const night = await start({...SMALL, feed: relay.feed()});
  await night.alert('DiskFull');
  for (const told of relay.listeners.values())
    told.onHealth({name: 'relay-1:9099', state: 'up', since: NIGHT - 3 * MINUTE, ...health});
  await night.wait(1000);
  return night;
}

test('the list of sources says at 60x15 why a source is blind before it lists its members', async () => {
  const night = await start(SMALL);
  const members = Array.from({length: 6}, (_, index) => ({name: `am-${index}:9093`, up: true}));
  const trouble = {kind: 'unreachable', message: 'connection refused (10.0.3.4:9093)', hint: 'Is it running?'} as const;
  await night.health({state: 'down', lastGood: NIGHT - 5 * MINUTE, members, trouble});
  expect(await firstOf(night, 2)).toMatch(/^eu blind 5m: connection refused \(10\.0\.3\.4:9093\)\. Is it running\?/);
});

test('the list of sources says at 60x15 why the feed is away, and what helps', async () => {
  const trouble = {message: 'the relay does not answer', hint: 'Look at its unit.'};
  const night = await withFeed({state: 'down', trouble});
  expect(await firstOf(night, 2)).toMatch(/^No feed for 3m: the relay does not answer\. Look at its unit\./);
});

test('the list of sources says at 60x15 what waits at the relay, and why', async () => {
  const degraded = 'Redis at 10.0.3.9:6379 does not answer since 02:41 and takes no entries';
  const night = await withFeed({waits: 3, degraded});
  expect(await firstOf(night, 4)).toMatch(
    /3 entries of hooks wait at the relay .*: Redis at 10\.0\.3\.9:6379 .*See to/,
  );
});

test('the list of sources says at 60x15 what the board says only the number of', async () => {
  const night = await start(SMALL);
  const trouble = {kind: 'unreachable', message: 'connection refused (10.0.3.4:9093)', hint: 'Is it running?'} as const;
  const members = [
    {name: 'am-1:9093', up: true},
    {name: 'am-2:9093', up: false, trouble},
  ];
  await night.health({members, apart: true, skew: 90_000, settling: true});
  await night.sees('more: :sources');
  const said = await firstOf(night, 9);
  expect(said).toContain('am-2:9093: connection refused');
  expect(said).toContain('its members are not one cluster');
  expect(said).toContain('The clock of eu differs from ours by 1m30s');
});
