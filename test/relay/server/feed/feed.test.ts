import {describe, expect, test} from 'vitest';
import type {LeaseDesk} from '../../../../src/relay/lease/lease-desk.js';
import {aRelay, post} from '../../support/a-relay.js';
import {countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {alertEntry, fakeBackbone} from '../../support/fake-backbone.js';
import {fakeSnapshot} from '../../support/fake-snapshot.js';
import {feedReader} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';

/** A backbone that already has so many entries. */
function filled(count: number) {
  const backbone = fakeBackbone();
  backbone.put(Array.from({length: count}, (_, index) => alertEntry(index + 1)));
  return backbone;
}

const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);

describe('a client that comes', () => {
  test('for the first time is told hello, to begin anew, a snapshot, and then what happens', async () => {
    const backbone = filled(3);
    const {url} = await aRelay({backbone});
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    backbone.put([alertEntry(4)]);
    await eventually(() => reader.seqs).toEqual([4]);
    expect(reader.messages.map(({type}) => type)).toEqual(['hello', 'resync', 'snapshot', 'alert']);
    expect(reader.of('hello')[0]).toEqual({
      type: 'hello',
      protocol: 1,
      relay: '0.0.0-test',
      epoch: 'e1',
      head: 3,
      oldest: 1,
      at: expect.any(String),
      heartbeat: 10_000,
      sources: [{name: 'eu', silence: true, resolve: true}],
      told: {eu: expect.any(String)},
      degraded: null,
    });
    expect(reader.of('resync')[0]?.reason).toBe('first');
    expect(reader.of('snapshot')[0]).toMatchObject({id: 'e1:3', last: true, alerts: [{}, {}, {}]});
    expect(reader.of('alert')[0]).toMatchObject({id: 'e1:4', source: 'eu', status: 'firing', endsAt: null});
    expect(reader.strange).toEqual([]);
  });

  test('to an empty relay gets an empty snapshot', async () => {
    const {url} = await aRelay();
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    expect(reader.of('hello')[0]).toMatchObject({head: 0, oldest: 0});
    expect(reader.of('snapshot')[0]).toMatchObject({id: 'e1:0', alerts: [], facts: [], last: true});
  });

  test('back goes on after its last entry', async () => {
    const {url, backbone} = await aRelay({backbone: filled(600)});
    const reader = await feedReader(url, {after: 'e1:10'});
    await eventually(() => reader.known).toBe(600);
    backbone.put([alertEntry(601)]);
    await eventually(() => reader.known).toBe(601);
    expect(reader.seqs).toEqual(numbers(11, 601));
    expect(reader.of('resync')).toEqual([]);
  });

  test('back to where it was hears nothing twice', async () => {
    const {url, backbone} = await aRelay({backbone: filled(5)});
    const reader = await feedReader(url, {after: 'e1:5'});
    await eventually(() => reader.of('hello')).toHaveLength(1);
    backbone.put([alertEntry(6)]);
    await eventually(() => reader.seqs).toEqual([6]);
  });

  test.each([
    ['other-epoch', 'e0:5'],
    ['too-old', 'e1:3'],
    ['ahead', 'e1:11'],
  ])('from a place that cannot be had begins anew: %s', async (reason, after) => {
    const backbone = filled(10);
    backbone.trimTo(5);
    const {url} = await aRelay({backbone});
    const reader = await feedReader(url, {after});
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    expect(reader.of('resync')).toEqual([{type: 'resync', reason}]);
    backbone.put([alertEntry(11)]);
    await eventually(() => reader.seqs).toEqual([11]);
    expect(await metric(url, `watchkeeper_relay_resyncs_total{reason="${reason}"}`)).toBe(1);
  });

  test('from another relay, which had told it more than this one has heard of, goes on when that is heard', async () => {
    const backbone = filled(10);
    const {url} = await aRelay({backbone});
    const reader = await feedReader(url, {after: 'e1:12'});
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined')).toHaveLength(1);
    backbone.put(numbers(11, 12).map(number => alertEntry(number)));
    backbone.put(numbers(13, 14).map(number => alertEntry(number)));
    await eventually(() => reader.seqs).toEqual([13, 14]);
    expect(reader.of('resync')).toEqual([]);
  });

  test('at the last place that can be had goes on', async () => {
    const backbone = filled(10);
    backbone.trimTo(5);
    const {url} = await aRelay({backbone});
    const reader = await feedReader(url, {after: 'e1:4'});
    await eventually(() => reader.seqs).toEqual(numbers(5, 10));
    expect(reader.of('resync')).toEqual([]);
  });

  test('gets a snapshot in parts, and after it what happened while it was sent', async () => {
    const backbone = filled(95);
    const snapshot = fakeSnapshot(backbone, 10);
    let late = 96;
    const {url} = await aRelay({
      backbone,
      snapshot() {
        const parts = snapshot();
        setImmediate(() => backbone.put([alertEntry(late++)]));
        return parts;
      },
    });
    const reader = await feedReader(url);
    await eventually(() => reader.seqs).toEqual([96]);
    expect(reader.of('snapshot').map(({last}) => last)).toEqual([...Array<boolean>(9).fill(false), true]);
    expect(reader.of('snapshot').flatMap(({alerts}) => alerts)).toHaveLength(95);
  });
});

test('a snapshot is made once for all who come at the same time', async () => {
  const backbone = filled(20);
  const snapshot = fakeSnapshot(backbone);
  let made = 0;
  const {url} = await aRelay({
    backbone,
    snapshot() {
      made += 1;
      return snapshot();
    },
  });
  const readers = await Promise.all(numbers(1, 20).map(() => feedReader(url)));
  backbone.put([alertEntry(21)]);
  const late = await feedReader(url);
  for (const reader of [...readers, late]) await eventually(() => reader.known).toBe(21);
  expect(late.seqs).toEqual([21]);
  expect(made).toBe(1);
});

test('a sign of life comes with every heartbeat, and at once when something keeps the relay from its work', async () => {
  const clock = countedClock();
  const {url, backbone} = await aRelay({clock, backbone: filled(2)});
  const reader = await feedReader(url);
  await eventually(() => reader.of('snapshot')).toHaveLength(1);
  clock.advance(10_000);
  await eventually(() => reader.of('head')).toHaveLength(1);
  expect(reader.of('head')[0]).toMatchObject({id: 'e1:2', degraded: null});
  backbone.told = {writable: true, trouble: 'Redis is away, entries are kept here'};
  clock.advance(1_000);
  await eventually(() => reader.of('head')).toHaveLength(2);
  expect(reader.of('head')[1]?.degraded).toBe('Redis is away, entries are kept here');
  expect(await metric(url, 'watchkeeper_relay_degraded')).toBe(1);
  const late = await feedReader(url);
  await eventually(() => late.of('hello')[0]?.degraded).toBe('Redis is away, entries are kept here');
});

test('when a source last told something is said to who comes, and with the next sign of life to who is here', async () => {
  const clock = countedClock();
  const backbone = fakeBackbone({now: clock.now});
  const {url} = await aRelay({clock, backbone, sources: [{name: 'eu', silence: true, resolve: true}]});
  const reader = await feedReader(url);
  await eventually(() => reader.of('snapshot')).toHaveLength(1);
  expect(reader.of('hello')[0]?.told).toEqual({});
  await post(`${url}/v1/hooks/test`, {alerts: [1]});
  clock.advance(5_000);
  // A repeat is a sign of life of its sender, too.
  expect((await post(`${url}/v1/hooks/test`, {alerts: [1]})).body).toEqual({accepted: 0, repeated: 1});
  clock.advance(5_000);
  const told = '2026-11-20T03:00:05.000Z';
  await eventually(() => reader.of('head').at(-1)?.told).toEqual({eu: told});
  const late = await feedReader(url);
  await eventually(() => late.of('hello')[0]?.told).toEqual({eu: told});
  clock.advance(10_000);
  await eventually(() => reader.of('head').length).toBeGreaterThan(1);
  expect(reader.of('head').at(-1)?.told).toBeUndefined();
  expect(reader.strange).toEqual([]);
});

test('what was done for cockpits that are gone and nobody hears of is said to everybody, and where it is asked how the relay is', async () => {
  const clock = countedClock();
  let trouble: string | undefined;
  const desk: LeaseDesk = {
    terms: {relay: 'j-relay', length: 60_000, sources: [], policies: [], targets: []},
    ask: async () => ({state: 'none'}),
    counts: () => ({watched: 0, acting: 1, unheard: 2}),
    trouble: () => trouble,
    stop: () => undefined,
  };
  const {url} = await aRelay({
    clock,
    backbone: filled(2),
    inner: {token: 'a-token-of-the-inner-feed', ready: async () => desk},
  });
  const reader = await feedReader(url);
  await eventually(() => reader.of('snapshot')).toHaveLength(1);
  expect(await (await fetch(`${url}/-/ready`)).json()).toEqual({status: 'ready'});
  trouble = 'what was done here for cockpits that are gone is not in the stream, so that nobody hears of it';
  clock.advance(1_000);
  await eventually(() => reader.of('head')[0]?.degraded).toBe(trouble);
  expect(await (await fetch(`${url}/-/ready`)).json()).toEqual({status: 'ready', degraded: trouble});
  expect(await metric(url, 'watchkeeper_relay_degraded')).toBe(1);
  expect(await metric(url, 'watchkeeper_relay_unheard_facts')).toBe(2);
});

test('when the stream begins anew, everybody does, with a picture of the new one', async () => {
  const backbone = filled(7);
  const snapshot = fakeSnapshot(backbone);
  let picture = snapshot();
  const {url} = await aRelay({backbone, snapshot: () => picture});
  // Whoever makes the picture hears of everything after the relay does.
  backbone.subscribe(() => {
    picture = snapshot();
  });
  const readers = [await feedReader(url), await feedReader(url, {after: 'e1:7'})];
  for (const reader of readers) await eventually(() => reader.of('hello')).toHaveLength(1);
  await eventually(() => readers[0]?.known).toBe(7);
  backbone.renew('e2');
  backbone.put([alertEntry(1), alertEntry(2)]);
  for (const reader of readers) {
    await eventually(() => reader.messages.findLast(({type}) => type === 'snapshot' || type === 'alert')).toMatchObject(
      {
        id: 'e2:2',
      },
    );
    const anew = reader.messages.slice(reader.messages.findLastIndex(({type}) => type === 'resync'));
    expect(anew[0]).toEqual({type: 'resync', reason: 'other-epoch'});
    expect(anew.filter(({type}) => type === 'snapshot')).toHaveLength(1);
    expect(reader.of('error')).toEqual([]);
  }
});

test('two hundred clients are all told everything, once and in order', {timeout: 60_000}, async () => {
  const {url} = await aRelay();
  const readers = await Promise.all(numbers(1, 200).map(() => feedReader(url)));
  for (const reader of readers) await eventually(() => reader.of('snapshot')).toHaveLength(1);
  for (const number of numbers(1, 20)) await post(`${url}/v1/hooks/test`, {alerts: [number]});
  for (const reader of readers) await eventually(() => reader.seqs).toEqual(numbers(1, 20));
  expect(await metric(url, 'watchkeeper_relay_clients')).toBe(200);
});

test('a storm in one request reaches everybody, and nobody is cut for it', {timeout: 60_000}, async () => {
  const {url, logged} = await aRelay();
  const readers = await Promise.all(numbers(1, 10).map(() => feedReader(url)));
  for (const reader of readers) await eventually(() => reader.of('snapshot')).toHaveLength(1);
  await post(`${url}/v1/hooks/test`, {alerts: numbers(1, 5_000)});
  for (const reader of readers) await eventually(() => reader.seqs.length).toBe(5_000);
  for (const reader of readers) expect(reader.seqs).toEqual(numbers(1, 5_000));
  expect(logged).toEqual([]);
});

test('a client that is killed leaves no timer and no listener behind', async () => {
  const clock = countedClock();
  const {url, backbone} = await aRelay({clock});
  const {timers} = clock;
  const {listeners} = backbone;
  const reader = await feedReader(url);
  reader.send({type: 'join', origin: 'j1', by: 'ana'});
  for (const step of [1, 2, 3]) reader.send({type: 'presence', doing: 'running', step});
  await eventually(() => clock.timers).toBeGreaterThan(timers);
  reader.socket.terminate();
  await eventually(() => metric(url, 'watchkeeper_relay_clients')).toBe(0);
  expect(clock.timers).toBe(timers);
  expect(backbone.listeners).toBe(listeners);
});
