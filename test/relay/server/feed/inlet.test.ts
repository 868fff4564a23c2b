import {describe, expect, test} from 'vitest';
import {aFact} from '../../support/a-fact.js';
import {type ARelay, aRelay} from '../../support/a-relay.js';
import {countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {alertEntry} from '../../support/fake-backbone.js';
import {type FeedReader, feedReader} from '../../support/feed-reader.js';
import {metric} from '../../support/metric.js';

const MIB = 1024 * 1024;

/** The relay goes on: somebody else is told what happens next. */
async function expectUnharmed({url, backbone, warned}: ARelay): Promise<void> {
  const other = await feedReader(url);
  await eventually(() => other.of('snapshot')).toHaveLength(1);
  backbone.put([alertEntry(backbone.entries.length + 1)]);
  await eventually(() => other.seqs).toHaveLength(1);
  expect(warned).toEqual([]);
}

describe('what breaks the protocol is answered with an error, then the end', () => {
  const ways: readonly (readonly [string, (reader: FeedReader) => void, {code: number; error: string}])[] = [
    ['a binary frame', ({socket}) => socket.send(Buffer.from('{}')), {code: 1003, error: 'binary'}],
    ['no JSON', reader => reader.sendRaw('hello?'), {code: 1007, error: 'bad-message'}],
    ['no object', reader => reader.sendRaw('[1]'), {code: 1007, error: 'bad-message'}],
    ['another shape', reader => reader.sendRaw('{"type":"join","origin":7}'), {code: 1007, error: 'bad-message'}],
    [
      'JSON nested 10,000 deep',
      reader => reader.sendRaw(`{"type":"fact","fact":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
      {code: 1007, error: 'bad-message'},
    ],
    [
      'text that is not UTF-8',
      ({socket}) => socket.send(Buffer.from([0x22, 0xff, 0xfe]), {binary: false}),
      {code: 1007, error: 'bad-text'},
    ],
    [
      'a message of more than 1 MiB',
      reader => reader.sendRaw(JSON.stringify({type: 'seen', id: 'x'.repeat(MIB)})),
      {code: 1009, error: 'too-long'},
    ],
  ];

  test.each(ways)('%s', async (_what, send, {code, error}) => {
    const relay = await aRelay();
    const reader = await feedReader(relay.url);
    send(reader);
    await eventually(() => reader.ended).toEqual({code, reason: error});
    expect(reader.of('error').at(-1)).toMatchObject({
      code: error,
      message: expect.any(String),
      hint: expect.any(String),
    });
    expect(reader.strange).toEqual([]);
    expect(await metric(relay.url, `watchkeeper_relay_client_cuts_total{reason="${error}"}`)).toBe(1);
    expect(relay.logged).toEqual([`Feed client c-1 was cut: ${error}.`]);
    await expectUnharmed(relay);
  });

  test('more than fifty messages a second, for longer than a moment', async () => {
    const relay = await aRelay({clock: countedClock()});
    const reader = await feedReader(relay.url);
    for (let sent = 0; sent < 300; sent += 1) reader.send({type: 'seen', id: 'e1:0'});
    await eventually(() => reader.ended).toEqual({code: 1008, reason: 'too-much'});
    await expectUnharmed(relay);
  });

  test('a frame that no WebSocket has', async () => {
    const relay = await aRelay();
    const reader = await feedReader(relay.url);
    const {_socket: bare} = reader.socket as unknown as {_socket: NodeJS.WritableStream};
    bare.write(Buffer.from([0xf7, 0x80, 0, 0, 0, 0]));
    await eventually(() => reader.ended).toEqual({code: 1002, reason: 'bad-frame'});
    await expectUnharmed(relay);
  });
});

test('fifty messages a second are taken for ever', async () => {
  const clock = countedClock();
  const {url} = await aRelay({clock});
  const reader = await feedReader(url);
  reader.send({type: 'join', origin: 'j1', by: 'ana'});
  for (let second = 1; second <= 12; second += 1) {
    for (let sent = 0; sent < 48; sent += 1) reader.send({type: 'seen', id: 'e1:0'});
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined')).toHaveLength(second + 1);
    clock.advance(1_000);
  }
  expect(reader.ended).toBeUndefined();
});

test('a message of a type that this relay does not know is passed over with a filtered word', async () => {
  const {url} = await aRelay();
  const reader = await feedReader(url);
  reader.sendRaw(JSON.stringify({type: 'tea\u001b[31m\u0007', cups: 2}));
  reader.send({type: 'join', origin: 'j1', by: 'ana'});
  await eventually(() => reader.of('joined')).toHaveLength(1);
  expect(reader.of('error')).toEqual([
    {type: 'error', code: 'unknown-type', message: 'there is no message of type "tea␇"', hint: 'It was passed over.'},
  ]);
  expect(reader.ended).toBeUndefined();
});

describe('joining', () => {
  test('is answered with what the relay has of that journal', async () => {
    const {url, backbone} = await aRelay();
    backbone.put([1, 2, 5].map(seq => ({kind: 'fact' as const, fact: aFact(seq)})));
    const reader = await feedReader(url);
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined')).toEqual([{type: 'joined', origin: 'j1', have: 5}]);
  });

  test('comes before anything that is said in its name', async () => {
    const {url, backbone} = await aRelay();
    const reader = await feedReader(url);
    reader.send({type: 'fact', fact: aFact(1)});
    reader.send({type: 'presence', doing: 'here'});
    await eventually(() => reader.of('error').map(({code}) => code)).toEqual(['not-joined', 'not-joined']);
    expect(backbone.entries).toEqual([]);
  });

  test('as another journal takes another connection', async () => {
    const {url, backbone} = await aRelay();
    const reader = await feedReader(url);
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    reader.send({type: 'join', origin: 'j2', by: 'lee'});
    reader.send({type: 'fact', fact: aFact(1, {origin: 'j2'})});
    await eventually(() => reader.of('error').map(({code}) => code)).toEqual(['joined-already', 'other-origin']);
    expect(backbone.entries).toEqual([]);
  });

  test('while the journal cannot be looked up is answered with an error, and works later', async () => {
    const {url, backbone} = await aRelay();
    const {have} = backbone;
    backbone.have = async () => {
      throw new Error('Redis is away');
    };
    const reader = await feedReader(url);
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('error').map(({code}) => code)).toEqual(['unavailable']);
    backbone.have = have;
    reader.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => reader.of('joined')).toHaveLength(1);
  });
});
