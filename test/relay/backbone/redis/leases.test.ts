import {expect, onTestFinished, test} from 'vitest';
import type {Clock} from '../../../../src/core/ports.js';
import {systemClock} from '../../../../src/lib/node/system-clock.js';
import type {Backbone} from '../../../../src/relay/backbone/backbone.js';
import type {Deputy, KnownLease} from '../../../../src/relay/lease/deputy.js';
import type {LeaseBook} from '../../../../src/relay/lease/lease-book.js';
import {openLeaseDesk} from '../../../../src/relay/lease/lease-desk.js';
import {describeReal} from '../../../support/real.js';
import {adminOf, redisFor, relayOn} from './support.js';

const LENGTH = 1_000;
const TERMS = {relay: '', length: LENGTH, sources: [], policies: [], targets: []};

/** What two relays on one stream know of leases, as the facts in it would tell both of them. */
function told(): Map<string, KnownLease> {
  return new Map([['j-ana', {of: 'j-ana', operator: 'ana', length: LENGTH}]]);
}

function deputyIn(stream: Map<string, KnownLease>, origin: string): Deputy {
  return {
    origin,
    leases: () => [...stream.values()],
    subscribe: () => () => undefined,
    limit: () => undefined,
    unheard: () => ({facts: 0}),
    take: async ({of, operator}) => {
      stream.set(of, {of, operator, length: LENGTH, holder: origin});
      return true;
    },
    giveBack: async of => {
      const {holder: _over, ...lease} = stream.get(of) ?? {of, operator: 'ana', length: LENGTH};
      stream.set(of, lease);
      return 7;
    },
  };
}

function bookOf(relay: Backbone, name: string): LeaseBook {
  const book = relay.leases?.(name);
  if (book === undefined) throw new Error('Redis has a book');
  return book;
}

/** A clock that can be put forward, for what is to have been so for long. */
function jumping(): {readonly clock: Clock; pass(ms: number): void} {
  let ahead = 0;
  return {
    clock: {...systemClock, monotonic: () => systemClock.monotonic() + ahead},
    pass: ms => {
      ahead += ms;
    },
  };
}

describeReal('leases of several relays on one Redis', ['redis-server'], () => {
  test('are held by one relay at a time, and by none while the cockpit is heard of at any', async () => {
    const redis = await redisFor();
    const time = jumping();
    const [one, two] = await Promise.all(
      ['one', 'two'].map(async name => bookOf(await relayOn(redis, {clock: time.clock}), name)),
    );
    time.pass(60_000);
    if (one === undefined || two === undefined) throw new Error('two books');
    expect(await one.heard('j', 60_000)).toBe(true);
    expect(await two.claim('j', 60_000)).toBe('heard');
    expect(await one.heard('j', 1)).toBe(true);
    await expect.poll(() => two.claim('j', 60_000)).toBe('ours');
    expect(await one.claim('j', 60_000)).toBe('taken');
    expect(await two.keep('j', 60_000)).toBe(true);
    // It is back at the other relay: the one that acts hears of it when it asks next.
    expect(await one.heard('j', 60_000)).toBe(false);
    expect(await two.keep('j', 60_000)).toBe(false);
    await one.release('j');
    expect(await one.heard('j', 60_000)).toBe(false);
    await two.release('j');
    expect(await one.heard('j', 60_000)).toBe(true);
  });

  test('are not kept by a relay whose word has run out', async () => {
    const redis = await redisFor();
    const time = jumping();
    const book = bookOf(await relayOn(redis, {clock: time.clock}), 'one');
    time.pass(60_000);
    expect(await book.claim('j', 1)).toBe('ours');
    await expect.poll(() => book.keep('j', 1)).toBe(false);
    expect(await book.claim('j', 60_000)).toBe('ours');
  });

  test('are taken by nobody right after an outage, so that cockpits that live say so first', {
    timeout: 20_000,
  }, async () => {
    const redis = await redisFor('--appendonly', 'no');
    const time = jumping();
    const relay = await relayOn(redis, {clock: time.clock});
    const book = bookOf(relay, 'one');
    expect(await book.claim('j', 60_000)).toBe('unsure');
    time.pass(60_000);
    expect(await book.claim('other', 60_000)).toBe('ours');
    await redis.kill9();
    await expect.poll(() => relay.health().writable).toBe(false);
    await expect(book.claim('j', 60_000)).rejects.toMatchObject({kind: 'unavailable'});
    await redis.restart();
    await expect.poll(() => relay.health().writable, {timeout: 15_000}).toBe(true);
    expect(await book.claim('j', 60_000)).toBe('unsure');
    time.pass(60_000);
    expect(await book.claim('j', 60_000)).toBe('ours');
  });

  test('are taken by nobody right after Redis was flushed, nor before that is noticed', async () => {
    const redis = await redisFor();
    const time = jumping();
    const relay = await relayOn(redis, {clock: time.clock});
    const book = bookOf(relay, 'one');
    time.pass(60_000);
    const {epoch} = relay.position();
    await (await adminOf(redis)).flushAll();
    expect(await book.claim('j', 60_000)).toBe('unsure');
    await expect.poll(() => relay.position().epoch, {timeout: 15_000}).not.toBe(epoch);
    expect(await book.claim('j', 60_000)).toBe('unsure');
    time.pass(60_000);
    expect(await book.claim('j', 60_000)).toBe('ours');
  });

  test('are taken by one of them, and handed back to a cockpit that comes back at the other', async () => {
    const redis = await redisFor();
    const stream = told();
    const log: string[] = [];
    const desks = await Promise.all(
      ['one', 'two'].map(async name => {
        const book = bookOf(await relayOn(redis), name);
        const say = (line: string) => void log.push(line);
        const deputy = deputyIn(stream, name);
        const desk = openLeaseDesk({deputy, book, terms: TERMS, clock: systemClock, log: say, warn: say});
        onTestFinished(() => desk.stop());
        return desk;
      }),
    );
    await expect.poll(() => stream.get('j-ana')?.holder, {timeout: 10_000}).toBeDefined();
    const away = desks[stream.get('j-ana')?.holder === 'one' ? 1 : 0];
    let number = 0;
    let heard = 0;
    const ask = async () => {
      number += 1;
      const reply = await away?.ask({origin: 'j-ana', by: 'ana'}, {number, heard, ask: 'hold'});
      heard = number;
      return reply?.state;
    };
    expect(await ask()).toBe('acting');
    await expect.poll(ask, {timeout: 10_000, interval: 100}).toBe('held');
    expect(stream.get('j-ana')?.holder).toBeUndefined();
    expect(log.filter(line => line.includes('was not heard of'))).toHaveLength(1);
  });
});
