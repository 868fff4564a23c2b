import {createServer} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {describeReal} from '../../../support/real.js';
import {alert, fact, heardBy, nameOf, readAll, told, upTo} from '../support/entries.js';
import {caughtUp} from '../support/ground.js';
import {adminOf, redisFor, relayOn} from './support.js';

const META = 'watchkeeper:{wk}:meta';
const STREAM = 'watchkeeper:{wk}:stream';

describeReal('two relays on one Redis', ['redis-server'], () => {
  test('hear the same in the same order, and know each other’s repeats', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    const heard = [heardBy(one), heardBy(other)];
    await Promise.all(
      upTo(150).flatMap(number => [
        one.append([alert(`a${number}`), fact(number)]),
        other.append([alert(`a${number}`), alert(`b${number}`), fact(number)]),
        one.append([told(`t${number}`)]),
        other.append([told(`t${number}`)]),
      ]),
    );
    const {head} = one.position();
    await caughtUp(other, await caughtUpTo(one, head));
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]?.map(entry => entry?.seq)).toEqual(upTo(other.position().head));
    const names = heard[0]?.map(nameOf) ?? [];
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    for (const number of upTo(150)) expect(names).toContain(`a${number} firing`);
    expect(one.position()).toEqual(other.position());
    expect(await one.have('j-ana')).toBe(150);
  });

  test('that comes later finds what was told before, and what fires', async () => {
    const redis = await redisFor();
    const one = await relayOn(redis);
    await one.append([alert('a'), alert('b'), alert('a', 'resolved'), fact(1)]);
    const other = await relayOn(redis, {window: {count: 2, bytes: 1e9}});
    await caughtUp(one, 4);
    expect(other.position()).toEqual({...one.position(), oldest: 3});
    expect(await readAll(other)).toEqual((await readAll(one)).slice(2));
    expect(other.firing()).toEqual(one.firing());
    expect(other.firing().map(nameOf)).toEqual(['b firing']);
    expect(await other.append([alert('b'), fact(1)])).toEqual([undefined, undefined]);
  });

  test('tell each other what nobody keeps, also after Redis was away', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    const heard: string[] = [];
    other.whispers?.hear(text => heard.push(text));
    await expect
      .poll(() => {
        one.whispers?.say('here');
        return heard.length;
      })
      .toBeGreaterThan(0);
    await redis.restart();
    heard.length = 0;
    await expect
      .poll(
        () => {
          one.whispers?.say('here again');
          return heard.length;
        },
        {timeout: 15_000},
      )
      .toBeGreaterThan(0);
    expect(new Set(heard)).toEqual(new Set(['here again']));
    expect(one.position().head).toBe(0);
  });

  test('with different prefixes know nothing of each other', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis, {prefix: 'one:'}), await relayOn(redis, {prefix: 'other:'})];
    await one.append([alert('a')]);
    await other.append([alert('a'), alert('b')]);
    await caughtUp(one, 1);
    await caughtUp(other, 2);
    expect(one.position().epoch).not.toBe(other.position().epoch);
  });
});

describeReal('in Redis', ['redis-server'], () => {
  test('all keys have the prefix and one hash tag', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis, {prefix: 'team-a:'});
    await relay.append([alert('a'), fact(1), told('t')]);
    const keys = await (await adminOf(redis)).keys('*');
    expect(keys).toHaveLength(7);
    for (const key of keys) expect(key).toMatch(/^team-a:\{wk\}:/);
  });

  test('about so many entries are kept as asked for, and what is told lately is forgotten in time', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis, {keep: 100, remember: 60_000});
    for (const part of upTo(10)) {
      await relay.append(upTo(100).map(one => alert(`a${part}-${one}`)));
      // A relay that falls behind by more than is kept begins anew, which is another story.
      await caughtUp(relay, part * 100);
    }
    const admin = await adminOf(redis);
    const length = await admin.xLen(STREAM);
    expect(length).toBeGreaterThanOrEqual(100);
    expect(length).toBeLessThan(300);
    const [first = ''] = await admin.keys('*:told:*');
    expect(await admin.ttl(first)).toBeGreaterThan(50);
    await caughtUp(relay, 1000);
    expect(relay.position().oldest).toBe(1);
    const later = await relayOn(redis);
    expect(later.position()).toEqual({...relay.position(), oldest: 1000 - length + 1});
  });

  test('an entry that somebody damaged is shown as such and stops nothing', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    await relay.append([alert('a')]);
    const admin = await adminOf(redis);
    const epoch = relay.position().epoch;
    await admin.xAdd(STREAM, '2-0', {epoch, entry: '{"seq":2'});
    await admin.hSet(META, 'seq', 2);
    await relay.append([alert('b')]);
    await caughtUp(relay, 3);
    expect(await readAll(relay)).toMatchObject([{seq: 1}, {seq: 2, fact: {type: 'feed.unreadable'}}, {seq: 3}]);
  });

  test('a script that was flushed is sent again', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    await relay.append([alert('a')]);
    await (await adminOf(redis)).scriptFlush();
    expect(await relay.append([alert('b')])).toMatchObject([{seq: 2}]);
    expect(relay.health()).toEqual({writable: true});
  });
});

describeReal('a Redis that is not to be had', ['redis-server'], () => {
  test('at the start is a refusal within the time, without the password', async () => {
    const nobody = relayOn({url: 'redis://ana:s3cret@127.0.0.1:1'});
    await expect(nobody).rejects.toMatchObject({name: 'BackboneError', kind: 'unavailable'});
    await expect(nobody).rejects.toThrow('Redis at 127.0.0.1:1 does not do its work: connect ECONNREFUSED');
    await expect(relayOn({url: 'gopher://x'})).rejects.toMatchObject({kind: 'unavailable'});
    await expect(relayOn({url: ':s3cret'})).rejects.toThrow('an address that is none');
  });

  test('because it never answers is a refusal within the time', async () => {
    const mute = createServer(socket => void socket.on('error', () => undefined));
    onTestFinished(() => void mute.close());
    await new Promise<void>(resolve => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `redis://127.0.0.1:${port}`;
    await expect(relayOn({url}, {timeout: 200})).rejects.toThrow('no answer within 200 ms');
    const redis = await redisFor();
    redis.pause();
    await expect(relayOn(redis, {timeout: 200})).rejects.toThrow('no answer within 200 ms');
    redis.resume();
  });

  test('because of a wrong password says what Redis said', async () => {
    const redis = await redisFor('--requirepass', 'right');
    const wrong = redis.url.replace('//', '//:wrong@');
    await expect(relayOn({url: wrong})).rejects.toThrow('WRONGPASS');
    await expect(relayOn(redis)).rejects.toThrow('NOAUTH');
    const relay = await relayOn({url: redis.url.replace('//', '//:right@')});
    expect(await relay.append([alert('a')])).toMatchObject([{seq: 1}]);
  });
});

/** Where the relay stands once nothing more comes. */
async function caughtUpTo(relay: Awaited<ReturnType<typeof relayOn>>, from: number): Promise<number> {
  const [last] = await relay.append([alert('last')]);
  await caughtUp(relay, last?.seq ?? from);
  return relay.position().head;
}
