import {describe, expect, test} from 'vitest';
import {BackboneError} from '../../../../src/relay/backbone/backbone.js';
import {aRelay} from '../../support/a-relay.js';
import {countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {alertEntry, fakeBackbone} from '../../support/fake-backbone.js';
import {feedReader} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';

const MIB = 1024 * 1024;
const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);
/** Entries of 8 KiB and a little more: 4,000 of them are more than the kernel keeps for both ends. */
const big = (from: number, to: number) => numbers(from, to).map(number => alertEntry(number, {padding: 8 * 1_024}));
const MANY = 4_000;
const sent = (url: string) => metric(url, 'watchkeeper_relay_bytes_sent_total').then(bytes => bytes ?? 0);

/** Resolves when nothing more goes out: what was sent until then. */
async function sentAtRest(url: string): Promise<number> {
  let last = -1;
  for (let now = await sent(url), same = 0; same < 5; now = await sent(url)) {
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}

describe('a client that does not read', {timeout: 60_000}, () => {
  test('far behind, is given no more than its socket takes, and all of it when it reads on', async () => {
    const backbone = fakeBackbone();
    backbone.put(big(1, MANY));
    const {url} = await aRelay({backbone, clock: countedClock()});
    const reader = await feedReader(url, {after: 'e1:0'});
    reader.socket.pause();
    expect(await sentAtRest(url)).toBeLessThan(20 * MIB);
    reader.socket.resume();
    await eventually(() => reader.known).toBe(MANY);
    expect(reader.seqs).toEqual(numbers(1, MANY));
  });

  test('near the head, is cut after five seconds, and when it comes back has everything', async () => {
    const clock = countedClock();
    const {url, backbone, logged} = await aRelay({clock});
    const [stalled, other] = [await feedReader(url), await feedReader(url)];
    for (const reader of [stalled, other]) await eventually(() => reader.of('snapshot')).toHaveLength(1);
    stalled.socket.pause();
    for (let from = 1; from < MANY; from += 5) {
      backbone.put(big(from, from + 4));
      await new Promise(resolve => setImmediate(resolve));
    }
    await eventually(() => other.known).toBe(MANY);
    await sentAtRest(url);
    clock.advance(4_000);
    expect(await metric(url, 'watchkeeper_relay_clients')).toBe(2);
    clock.advance(2_000);
    await eventually(() => metric(url, 'watchkeeper_relay_clients')).toBe(1);
    expect(await metric(url, 'watchkeeper_relay_client_cuts_total{reason="stalled"}')).toBe(1);
    expect(logged).toEqual(['Feed client c-1 was cut: stalled.']);
    stalled.socket.resume();
    await eventually(() => stalled.ended?.code).toBe(1006);
    expect(stalled.known).toBeLessThan(MANY);
    const back = await feedReader(url, {after: `e1:${stalled.known}`});
    await eventually(() => back.known).toBe(MANY);
    expect([...stalled.seqs, ...back.seqs]).toEqual(numbers(1, MANY));
    expect(other.seqs).toEqual(numbers(1, MANY));
  });

  test('for a while, and then does, is not cut', async () => {
    const clock = countedClock();
    const {url, backbone} = await aRelay({clock});
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    reader.socket.pause();
    backbone.put(big(1, MANY));
    await sentAtRest(url);
    clock.advance(4_000);
    reader.socket.resume();
    await eventually(() => reader.known).toBe(MANY);
    clock.advance(8_000);
    await eventually(() => reader.of('head')).toHaveLength(1);
    expect(reader.ended).toBeUndefined();
  });

  test('what cannot wait for it, is cut when too much of that waits', async () => {
    const {url, backbone} = await aRelay({
      clock: countedClock(),
      limits: {presencesPerSecond: 1_000_000, queue: 10_000},
    });
    const [stalled, teller] = [await feedReader(url), await feedReader(url)];
    await eventually(() => stalled.of('snapshot')).toHaveLength(1);
    stalled.socket.pause();
    backbone.put(big(1, MANY));
    await sentAtRest(url);
    teller.send({type: 'join', origin: 'j1', by: 'ana'});
    for (const step of numbers(1, 200)) teller.send({type: 'presence', doing: 'running', step});
    await eventually(() => metric(url, 'watchkeeper_relay_client_cuts_total{reason="queue"}')).toBe(1);
    expect(teller.ended).toBeUndefined();
  });
});

describe('what a client missed', () => {
  test('is not to be had in the middle of catching up: it begins anew', async () => {
    const backbone = fakeBackbone();
    backbone.put(big(1, 600));
    const {url} = await aRelay({backbone});
    backbone.beforeRead = after => {
      if (after > 100) backbone.trimTo(500);
    };
    const reader = await feedReader(url, {after: 'e1:0'});
    await eventually(() => reader.of('snapshot').some(({last}) => last)).toBe(true);
    expect(reader.of('resync')).toEqual([{type: 'resync', reason: 'too-old'}]);
    backbone.put(big(601, 601));
    await eventually(() => reader.seqs.at(-1)).toBe(601);
  });

  test('cannot be read: it is told to come again', async () => {
    const backbone = fakeBackbone();
    backbone.put(big(1, 10));
    const {url} = await aRelay({backbone});
    backbone.beforeRead = () => {
      throw new BackboneError('unavailable', 'Redis is away');
    };
    const reader = await feedReader(url, {after: 'e1:0'});
    await eventually(() => reader.ended).toEqual({code: 1013, reason: 'unreadable'});
    expect(reader.of('error')[0]).toMatchObject({code: 'unreadable', hint: 'Connect again in a moment.'});
    const other = await feedReader(url);
    await eventually(() => other.of('snapshot')).toHaveLength(1);
  });

  test('is read as soon as the backbone has it, when another relay was told it', async () => {
    const {url, backbone} = await aRelay();
    const reader = await feedReader(url);
    await eventually(() => reader.of('snapshot')).toHaveLength(1);
    backbone.put(big(1, 300));
    await eventually(() => reader.seqs).toEqual(numbers(1, 300));
  });
});

test('a snapshot that fails ends the connection with a word, and is said in the log', async () => {
  const {url, warned} = await aRelay({
    snapshot: () => {
      throw new Error('a bug');
    },
  });
  const reader = await feedReader(url);
  await eventually(() => reader.ended?.code).toBe(1011);
  expect(reader.of('error')[0]?.code).toBe('fault');
  expect(warned).toEqual(['Feed client c-1 could not be served: Error: a bug']);
});
