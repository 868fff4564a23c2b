import {describe, expect, test} from 'vitest';
import {aRelay} from '../../support/a-relay.js';
import {type CountedClock, countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {alertEntry} from '../../support/fake-backbone.js';
import {type FeedReader, feedReader} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';

const cuts = (url: string, reason: string) => metric(url, `watchkeeper_relay_client_cuts_total{reason="${reason}"}`);

/** Lets a heartbeat pass, and waits until the reader has had it and has answered. */
async function beat(clock: CountedClock, reader: FeedReader): Promise<void> {
  const heads = reader.of('head').length;
  clock.advance(10_000);
  await eventually(() => reader.of('head')).toHaveLength(heads + 1);
  const joins = reader.of('joined').length;
  reader.send({type: 'join', origin: 'j1', by: 'ana'});
  await eventually(() => reader.of('joined')).toHaveLength(joins + 1);
}

describe('a line', () => {
  test('that answers no ping for two heartbeats is dead, and cut', async () => {
    const clock = countedClock();
    const {url} = await aRelay({clock});
    const dead = await feedReader(url, {autoPong: false});
    const alive = await feedReader(url);
    await beat(clock, alive);
    await beat(clock, alive);
    expect(dead.ended).toBeUndefined();
    await beat(clock, alive);
    await eventually(() => dead.ended?.code).toBe(1006);
    expect(await cuts(url, 'heartbeat')).toBe(1);
    for (let time = 0; time < 5; time += 1) await beat(clock, alive);
    expect(alive.ended).toBeUndefined();
  });

  test('over which anything comes lives', async () => {
    const clock = countedClock();
    const {url} = await aRelay({clock});
    const reader = await feedReader(url, {autoPong: false});
    for (let time = 0; time < 5; time += 1) await beat(clock, reader);
    expect(reader.ended).toBeUndefined();
  });
});

describe('a client that says what it has seen', () => {
  test('is known to lag behind', async () => {
    const {url, backbone} = await aRelay();
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    expect(await metric(url, 'watchkeeper_relay_lag_entries')).toBe(0);
    backbone.put([1, 2, 3].map(number => alertEntry(number)));
    reader.send({type: 'seen', id: 'e1:1'});
    await eventually(() => metric(url, 'watchkeeper_relay_lag_entries')).toBe(2);
    reader.send({type: 'seen', id: 'e0:3'});
    reader.send({type: 'seen', id: 'e1:3'});
    await eventually(() => metric(url, 'watchkeeper_relay_lag_entries')).toBe(0);
  });

  test('and stops seeing, although bytes go out to it, is cut', async () => {
    const clock = countedClock();
    const {url, backbone} = await aRelay({clock});
    const reader = await feedReader(url);
    backbone.put([alertEntry(1)]);
    reader.send({type: 'seen', id: 'e1:1'});
    await eventually(() => reader.known).toBe(1);
    await beat(clock, reader);
    await beat(clock, reader);
    backbone.put([alertEntry(2)]);
    await eventually(() => reader.known).toBe(2);
    for (let time = 0; time < 3; time += 1) await beat(clock, reader);
    expect(reader.ended).toBeUndefined();
    clock.advance(2_000);
    await eventually(() => cuts(url, 'unseen')).toBe(1);
    expect(reader.ended?.code ?? 1006).toBe(1006);
  });

  test('and goes on seeing is not, and neither is one that never says', async () => {
    const clock = countedClock();
    const {url, backbone} = await aRelay({clock});
    const [says, never] = [await feedReader(url), await feedReader(url)];
    for (let number = 1; number <= 6; number += 1) {
      backbone.put([alertEntry(number)]);
      await eventually(() => says.known).toBe(number);
      says.send({type: 'seen', id: `e1:${number}`});
      const heads = never.of('head').length;
      await beat(clock, says);
      await eventually(() => never.of('head')).toHaveLength(heads + 1);
      never.send({type: 'join', origin: 'j2', by: 'lee'});
      await eventually(() => never.of('joined')).toHaveLength(number);
    }
    expect([says.ended, never.ended]).toEqual([undefined, undefined]);
  });
});
