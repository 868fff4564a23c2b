import {describe, expect, test} from 'vitest';
import type {Whispers} from '../../../../src/relay/backbone/backbone.js';
import {aRelay} from '../../support/a-relay.js';
import {countedClock} from '../../support/counted-clock.js';
import {eventually} from '../../support/eventually.js';
import {alertEntry, fakeBackbone} from '../../support/fake-backbone.js';
import {type FeedReader, feedReader} from '../../support/feed-reader.js';

async function joined(url: string, origin: string, by: string): Promise<FeedReader> {
  const reader = await feedReader(url);
  await eventually(() => reader.of('snapshot').length).toBeGreaterThan(0);
  reader.send({type: 'join', origin, by});
  return reader;
}

const alert = {source: 'eu', fingerprint: '0000000000000001'};

describe('what somebody does', () => {
  test('is told to everybody else at once, with who it is', async () => {
    const {url, backbone} = await aRelay();
    const [ana, lee] = [await joined(url, 'j1', 'ana'), await joined(url, 'j2', 'lee')];
    ana.send({type: 'presence', doing: 'reading', alert});
    await eventually(() => lee.of('presence')).toEqual([
      {type: 'presence', origin: 'j1', by: 'ana', doing: 'reading', alert},
    ]);
    backbone.put([alertEntry(1)]);
    await eventually(() => ana.seqs).toEqual([1]);
    expect(ana.of('presence')).toEqual([]);
  });

  test('is told to who comes later: the latest of each, after the snapshot', async () => {
    const clock = countedClock();
    const {url} = await aRelay({clock});
    const [ana, lee] = [await joined(url, 'j1', 'ana'), await joined(url, 'j2', 'lee')];
    ana.send({type: 'presence', doing: 'reading', alert});
    lee.send({type: 'presence', doing: 'running', step: 3, runbook: 'Disk full'});
    await eventually(() => lee.of('presence')).toHaveLength(1);
    clock.advance(100);
    ana.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence')).toHaveLength(2);
    const late = await feedReader(url);
    await eventually(() => late.of('presence')).toHaveLength(2);
    expect(late.of('presence').map(({by, doing}) => [by, doing])).toEqual([
      ['lee', 'running'],
      ['ana', 'here'],
    ]);
    expect(late.messages.map(({type}) => type)).toEqual(['hello', 'resync', 'snapshot', 'presence', 'presence']);
    const back = await feedReader(url, {after: 'e1:0'});
    await eventually(() => back.of('presence')).toHaveLength(2);
  });

  test('said too often is told ten times a second, the last of it always', async () => {
    const clock = countedClock();
    const {url} = await aRelay({clock});
    const [ana, lee] = [await joined(url, 'j1', 'ana'), await joined(url, 'j2', 'lee')];
    for (let step = 1; step <= 40; step += 1) ana.send({type: 'presence', doing: 'running', step});
    ana.send({type: 'join', origin: 'j1', by: 'ana'});
    await eventually(() => ana.of('joined')).toHaveLength(2);
    clock.advance(99);
    await eventually(() => lee.of('presence').map(({step}) => step)).toEqual([1]);
    clock.advance(1);
    await eventually(() => lee.of('presence').map(({step}) => step)).toEqual([1, 40]);
    clock.advance(1_000);
    ana.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence').map(({doing}) => doing)).toEqual(['running', 'running', 'here']);
  });

  test('ends with its connection', async () => {
    const {url} = await aRelay();
    const [ana, lee] = [await joined(url, 'j1', 'ana'), await joined(url, 'j2', 'lee')];
    ana.send({type: 'presence', doing: 'reading', alert});
    await eventually(() => lee.of('presence')).toHaveLength(1);
    ana.socket.terminate();
    await eventually(() => lee.of('presence').at(-1)).toEqual({
      type: 'presence',
      origin: 'j1',
      by: 'ana',
      doing: 'gone',
    });
    const late = await joined(url, 'j3', 'mo');
    late.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence').at(-1)?.by).toBe('mo');
    expect(late.of('presence')).toEqual([]);
  });

  test('does not end when its cockpit came back before the old line was found dead', async () => {
    const {url} = await aRelay();
    const [old, lee] = [await joined(url, 'j1', 'ana'), await joined(url, 'j2', 'lee')];
    old.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence')).toHaveLength(1);
    const fresh = await joined(url, 'j1', 'ana');
    fresh.send({type: 'presence', doing: 'reading', alert});
    await eventually(() => lee.of('presence')).toHaveLength(2);
    old.socket.terminate();
    fresh.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence').map(({doing}) => doing)).toEqual(['here', 'reading', 'here']);
  });

  test('of an unlikely length is an error', async () => {
    const {url} = await aRelay();
    const [ana, lee] = [await joined(url, 'j1', 'ana'), await joined(url, 'j2', 'lee')];
    ana.send({type: 'presence', doing: 'running', runbook: 'x'.repeat(5_000)});
    await eventually(() => ana.of('error').map(({code}) => code)).toEqual(['too-long']);
    expect(lee.of('presence')).toEqual([]);
  });
});

/** A channel that two relays share. */
function channel(): Whispers {
  const listeners = new Set<(text: string) => void>();
  return {
    say(text) {
      for (const hear of listeners) hear(text);
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

describe('on two relays of one stream', () => {
  async function twoRelays(clock = countedClock()) {
    const whispers = channel();
    const ids = (name: string) => (prefix: string) => `${prefix}${name}`;
    const relays = await Promise.all(
      ['a', 'b'].map(name => aRelay({clock, ids: ids(name), backbone: {...fakeBackbone(), whispers}})),
    );
    return {clock, whispers, urls: relays.map(({url}) => url), relays};
  }

  test('what somebody does at one is told at the other, and its end', async () => {
    const {urls} = await twoRelays();
    const [ana, lee] = [await joined(urls[0] ?? '', 'j1', 'ana'), await joined(urls[1] ?? '', 'j2', 'lee')];
    ana.send({type: 'presence', doing: 'reading', alert});
    await eventually(() => lee.of('presence').map(({by, doing}) => [by, doing])).toEqual([['ana', 'reading']]);
    const late = await joined(urls[1] ?? '', 'j3', 'mo');
    await eventually(() => late.of('presence').map(({by}) => by)).toEqual(['ana']);
    ana.socket.terminate();
    await eventually(() => lee.of('presence').at(-1)?.doing).toBe('gone');
  });

  test('a cockpit that changes its relay is never gone', async () => {
    const {urls, clock} = await twoRelays();
    const [old, lee] = [await joined(urls[0] ?? '', 'j1', 'ana'), await joined(urls[1] ?? '', 'j2', 'lee')];
    old.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence')).toHaveLength(1);
    const fresh = await joined(urls[1] ?? '', 'j1', 'ana');
    fresh.send({type: 'presence', doing: 'reading', alert});
    await eventually(() => lee.of('presence')).toHaveLength(2);
    clock.advance(10_000);
    old.socket.terminate();
    fresh.send({type: 'presence', doing: 'here'});
    await eventually(() => lee.of('presence').map(({doing}) => doing)).toEqual(['here', 'reading', 'here']);
  });

  test('those of a relay that has not been heard for long are gone', async () => {
    const {urls, clock, whispers} = await twoRelays();
    const lee = await joined(urls[1] ?? '', 'j2', 'lee');
    const ana = {type: 'presence', origin: 'j1', by: 'ana', doing: 'here'};
    whispers.say(JSON.stringify({from: 'relay-dead', all: [ana]}));
    whispers.say('something else');
    await eventually(() => lee.of('presence')).toEqual([ana]);
    for (const beat of [1, 2, 3]) {
      clock.advance(10_000);
      await eventually(() => lee.of('head')).toHaveLength(beat);
    }
    await eventually(() => lee.of('presence').at(-1)?.doing).toBe('gone');
  });
});
