import {describe, expect, test} from 'vitest';
import {BackboneError} from '../../../../src/relay/backbone/backbone.js';
import {aFact} from '../../support/a-fact.js';
import {aRelay} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import type {FakeBackbone} from '../../support/fake-backbone.js';
import {type FeedReader, feedReader} from '../../support/feed-reader.js';

const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);

async function joined(url: string, origin = 'j1'): Promise<FeedReader> {
  const reader = await feedReader(url);
  reader.send({type: 'join', origin, by: 'ana'});
  await eventually(() => reader.of('joined')).toHaveLength(1);
  await eventually(() => reader.of('snapshot')).toHaveLength(1);
  return reader;
}

const send = (reader: FeedReader, seqs: readonly number[], origin = 'j1') => {
  for (const seq of seqs) reader.send({type: 'fact', fact: aFact(seq, {origin})});
};
const recorded = ({entries}: FakeBackbone) => entries.flatMap(entry => (entry.kind === 'fact' ? [entry.fact.seq] : []));

describe('facts of a cockpit', () => {
  test('reach everybody in their order, the sender included, and stay as they were', async () => {
    const {url} = await aRelay();
    const [sender, other] = [await joined(url), await joined(url, 'j2')];
    send(sender, [3, 4, 9]);
    for (const reader of [sender, other]) {
      await eventually(() => reader.of('fact').map(({id}) => id)).toEqual(['e1:1', 'e1:2', 'e1:3']);
      expect(reader.of('fact').map(({fact}) => fact)).toEqual([aFact(3), aFact(4), aFact(9)]);
    }
  });

  test('of a type that nobody knows are passed on whole', async () => {
    const {url} = await aRelay();
    const reader = await joined(url);
    const fact = aFact(1, {type: 'tea.made', cups: {green: 2}});
    reader.send({type: 'fact', fact});
    await eventually(() => reader.of('fact')[0]?.fact).toEqual(fact);
  });

  test('whose numbers go back are an error, and change nothing', async () => {
    const {url, backbone} = await aRelay();
    const reader = await joined(url);
    send(reader, [5, 3, 5, 6]);
    await eventually(() => recorded(backbone)).toEqual([5, 6]);
    await eventually(() => reader.of('error').map(({code}) => code)).toEqual(['out-of-order', 'out-of-order']);
  });

  test('sent again after joining again are not doubled', async () => {
    const {url, backbone} = await aRelay();
    const reader = await joined(url);
    send(reader, [1, 2, 3]);
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    send(reader, [2, 3, 4]);
    await eventually(() => recorded(backbone)).toEqual([1, 2, 3, 4]);
    expect(reader.of('error')).toEqual([]);
  });

  test('of the same journal by two connections are taken once', async () => {
    const {url, backbone} = await aRelay();
    const [old, fresh] = [await joined(url), await joined(url)];
    send(old, numbers(1, 50));
    send(fresh, numbers(1, 60));
    await eventually(() => recorded(backbone)).toEqual(numbers(1, 60));
  });
});

describe('facts that cannot be recorded', () => {
  test('are answered once, and none after them is taken before they are', async () => {
    const {url, backbone} = await aRelay();
    const reader = await joined(url);
    let broken = true;
    backbone.beforeAppend = entries => {
      const isLate = entries.some(entry => entry.kind === 'fact' && entry.fact.seq >= 3);
      if (broken && isLate) throw new BackboneError('unavailable', 'the disk is full');
    };
    send(reader, [1]);
    await eventually(() => recorded(backbone)).toEqual([1]);
    send(reader, [2]);
    await eventually(() => recorded(backbone)).toEqual([1, 2]);
    send(reader, numbers(3, 20));
    await eventually(() => reader.of('error').map(({code}) => code)).toContain('not-recorded');
    send(reader, numbers(21, 25));
    broken = false;
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined').at(-1)?.have).toBe(2);
    expect(recorded(backbone)).toEqual([1, 2]);
    send(reader, numbers(3, 25));
    await eventually(() => recorded(backbone)).toEqual(numbers(1, 25));
    expect(reader.of('error')).toHaveLength(1);
  });

  test('can be sent again without joining again', async () => {
    const {url, backbone} = await aRelay();
    const reader = await joined(url);
    backbone.beforeAppend = () => {
      throw new BackboneError('unavailable', 'the disk is full');
    };
    send(reader, [1, 2, 3]);
    await eventually(() => reader.of('error')).toHaveLength(1);
    backbone.beforeAppend = () => undefined;
    send(reader, [4, 1, 2, 3, 4]);
    await eventually(() => recorded(backbone)).toEqual([1, 2, 3, 4]);
    expect(reader.of('error')).toHaveLength(1);
  });
});

describe('facts of a cockpit that joined before', () => {
  test('the stream was made anew are refused, and none is missing after it joins again', async () => {
    const {url, backbone} = await aRelay();
    const reader = await joined(url);
    send(reader, [1, 2, 3]);
    await eventually(() => recorded(backbone)).toEqual([1, 2, 3]);
    backbone.renew('e2');
    send(reader, [4, 5]);
    await eventually(() => reader.of('error').map(({code}) => code)).toEqual(['not-recorded']);
    expect(recorded(backbone)).toEqual([]);
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined').at(-1)?.have).toBe(0);
    send(reader, numbers(1, 6));
    await eventually(() => recorded(backbone)).toEqual(numbers(1, 6));
  });

  test('and fail after it joined again leave no hole in what it sends anew', async () => {
    const {url, backbone} = await aRelay();
    const reader = await joined(url);
    let fail = (): void => undefined;
    const failing = new Promise<void>((_, reject) => {
      fail = () => reject(new BackboneError('unavailable', 'no answer'));
    });
    backbone.beforeAppend = () => failing;
    send(reader, numbers(1, 5));
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined')).toHaveLength(2);
    send(reader, numbers(1, 8));
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined')).toHaveLength(3);
    send(reader, numbers(1, 9));
    backbone.beforeAppend = () => undefined;
    fail();
    await eventually(() => recorded(backbone)).toEqual(numbers(1, 9));
    expect(reader.of('error')).toEqual([]);
  });
});

test('a cockpit with much to tell is held back, and all of it is taken', {timeout: 60_000}, async () => {
  const {url, backbone} = await aRelay();
  const reader = await joined(url);
  let most = 0;
  backbone.beforeAppend = async entries => {
    most = Math.max(most, entries.length);
    await new Promise(resolve => setImmediate(resolve));
  };
  send(reader, numbers(1, 5_000));
  await eventually(() => recorded(backbone).length).toBe(5_000);
  expect(recorded(backbone)).toEqual(numbers(1, 5_000));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(256);
  expect(reader.of('error')).toEqual([]);
  expect(reader.ended).toBeUndefined();
});

test('while nothing is recorded, a cockpit that goes on telling is not read', {timeout: 60_000}, async () => {
  const {url, backbone} = await aRelay();
  const reader = await joined(url);
  let record = (): void => undefined;
  const gate = new Promise<void>(resolve => (record = resolve));
  backbone.beforeAppend = () => gate;
  const text = 'x'.repeat(64 * 1024);
  for (const seq of numbers(1, 500)) reader.send({type: 'fact', fact: aFact(seq, {text})});
  await eventually(() => reader.socket.bufferedAmount).toBeGreaterThan(0);
  for (let turn = 0; turn < 200; turn += 1) await new Promise(resolve => setImmediate(resolve));
  expect(reader.socket.bufferedAmount).toBeGreaterThan(1024 * 1024);
  record();
  await eventually(() => recorded(backbone).length).toBe(500);
});
