import {cpSync, rmSync} from 'node:fs';
import {expect, test, vi} from 'vitest';
import {systemClock} from '../../../../src/lib/node/system-clock.js';
import {describeReal, startRedis} from '../../../support/real.js';
import {alert, fact, heardBy, insist, nameOf, readAll, told, upTo} from '../support/entries.js';
import {caughtUp} from '../support/ground.js';
import {adminOf, redisFor, relayOn} from './support.js';

const PATIENT = {timeout: 10_000};
const META = 'watchkeeper:{wk}:meta';
const STREAM = 'watchkeeper:{wk}:stream';
const RECOVERED = {timeout: 15_000};

describeReal('a stream that is not what it was', ['redis-server'], () => {
  test('because Redis was flushed begins anew in another epoch, for all relays', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    await one.append([alert('a'), fact(5), told('t')]);
    await caughtUp(other, 3);
    const {epoch} = one.position();
    const heard = [heardBy(one), heardBy(other)];
    await (await adminOf(redis)).flushAll();
    expect(await one.append([alert('a'), fact(5), told('t'), alert('b')])).toMatchObject(upTo(4).map(seq => ({seq})));
    for (const [index, relay] of [one, other].entries()) {
      await expect.poll(() => relay.position(), RECOVERED).toMatchObject({head: 4, oldest: 1});
      expect(relay.position().epoch).not.toBe(epoch);
      expect(heard[index]?.[0]).toBeUndefined();
      expect(heard[index]?.length).toBeGreaterThan(0);
    }
    expect(one.position()).toEqual(other.position());
    expect((await readAll(one)).map(nameOf)).toEqual(['a firing', 'note 5', 't', 'b firing']);
    expect(await readAll(other)).toEqual(await readAll(one));
  });

  test('because Redis was flushed takes no fact of a cockpit that does not know it yet', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    const {epoch} = relay.position();
    await relay.append([fact(4)], epoch);
    await (await adminOf(redis)).flushAll();
    await expect(relay.append([fact(5)], epoch)).rejects.toMatchObject({kind: 'unavailable'});
    expect(await relay.have('j-ana')).toBe(0);
    expect(await relay.append([told('t')])).toMatchObject([{seq: 1}]);
    await expect.poll(() => relay.position().epoch, RECOVERED).not.toBe(epoch);
    expect(await relay.append([fact(4), fact(5)], relay.position().epoch)).toMatchObject([{seq: 2}, {seq: 3}]);
  });

  test('because Redis was flushed while nobody appended is noticed too', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    await relay.append([fact(1)]);
    await caughtUp(relay, 1);
    const {epoch} = relay.position();
    const heard = heardBy(relay);
    await (await adminOf(redis)).flushAll();
    await expect.poll(() => relay.position(), RECOVERED).toMatchObject({head: 0, oldest: 0});
    expect(relay.position().epoch).not.toBe(epoch);
    expect(heard).toEqual([undefined]);
    expect(relay.firing()).toEqual([]);
  });

  test('because Redis was flushed still knows what fires and when that was told, from relays that heard it', async () => {
    const redis = await redisFor();
    const said: string[] = [];
    const relays = [await relayOn(redis, {warn: line => said.push(line)}), await relayOn(redis)];
    await relays[0]?.append([alert('a'), alert('b'), alert('over'), alert('over', 'resolved')]);
    for (const relay of relays) await caughtUp(relay, 4);
    const before = relays[0]?.firing().map(({at, alert: one}) => ({at, alert: one}));
    const heard = relays.map(heardBy);
    await (await adminOf(redis)).flushAll();
    for (const list of heard) await expect.poll(() => list[0] === undefined && list.length, RECOVERED).toBeTruthy();
    for (const relay of [...relays, await relayOn(redis)]) {
      await expect.poll(() => relay.position().head, RECOVERED).toBe(2);
      expect(relay.firing().map(({at, alert: one}) => ({at, alert: one}))).toEqual(before);
    }
    await relays[1]?.append([alert('a', 'resolved')]);
    await expect.poll(() => relays[0]?.firing().map(nameOf), PATIENT).toEqual(['b firing']);
    expect(said.filter(line => line.includes('made anew'))).toHaveLength(1);
  });

  test('because Redis was flushed does not revive what the new one knows to have ended', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    await relay.append([alert('a'), alert('b')]);
    await caughtUp(relay, 2);
    await (await adminOf(redis)).flushAll();
    await insist(relay, [alert('a', 'resolved')]);
    await expect.poll(() => relay.firing().map(nameOf), RECOVERED).toEqual(['b firing']);
    expect((await readAll(relay)).map(nameOf)).toEqual(['a resolved', 'b firing']);
  });

  test('because Redis was flushed under load leaves all relays with the same', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    const heard = [one, other].map(heardBy);
    const admin = await adminOf(redis);
    for (const round of upTo(3)) {
      const appends = upTo(200).flatMap(count => [
        one.append([alert(`a${round}-${count}`)]),
        other.append([alert(`b${round}-${count}`)]),
      ]);
      await admin.flushAll();
      await Promise.all(appends);
    }
    await insist(one, [alert('last')]);
    const late = await relayOn(redis);
    // What fired before the last flush may still be on its way back.
    await vi.waitFor(async () => {
      const entries = await readAll(late);
      for (const relay of [one, other]) expect(await readAll(relay)).toEqual(entries);
    }, RECOVERED);
    expect(one.position()).toEqual(other.position());
    const entries = await readAll(late);
    for (const all of heard) {
      const last = all.slice(all.lastIndexOf(undefined) + 1);
      expect(last).toEqual(entries.slice(entries.length - last.length));
    }
  });

  for (const [what, key] of [
    ['stream', STREAM],
    ['epoch', META],
  ] as const) {
    test(`because its ${what} was evicted begins anew as a whole`, async () => {
      const redis = await redisFor();
      const relay = await relayOn(redis);
      await relay.append([alert('a'), fact(3)]);
      const {epoch} = relay.position();
      await (await adminOf(redis)).del(key);
      expect(await relay.append([alert('a'), fact(3)])).toMatchObject([{seq: 1}, {seq: 2}]);
      await expect.poll(() => relay.position().epoch, RECOVERED).not.toBe(epoch);
      await caughtUp(relay, 2);
      expect((await readAll(await relayOn(redis))).map(nameOf)).toEqual(['a firing', 'note 3']);
    });
  }

  test('because a replica without its end took over keeps what is left, under another epoch', async () => {
    const {redis, relay, epoch} = await withLostTail(async () => undefined);
    expect(relay.position()).toMatchObject({head: 4, oldest: 1});
    expect(relay.position().epoch).not.toBe(epoch);
    expect((await readAll(relay)).map(nameOf)).toEqual(['a firing', 'note 1', 't', 'lost firing']);
    // What was named by the old epoch keeps its name, or it would be told twice.
    expect(await relay.read(2, 1)).toMatchObject([{fact: {origin: epoch, seq: 3}}]);
    expect(await relay.append([alert('a'), fact(1), told('t')])).toEqual([undefined, undefined, undefined]);
    expect(await relay.append([alert('lost'), fact(2)])).toMatchObject([{seq: 5}, {seq: 6}]);
    expect((await relayOn(redis)).position()).toMatchObject({epoch: relay.position().epoch, head: 6});
  });

  test('because its end was replaced by another one is noticed, although the numbers go on', async () => {
    const {relay, epoch} = await withLostTail(async redis => {
      const other = await relayOn(redis);
      await other.append(upTo(9).map(one => alert(`other ${one}`)));
      await other.close();
    });
    expect(relay.position()).toMatchObject({head: 13, oldest: 1});
    expect(relay.position().epoch).not.toBe(epoch);
    expect((await readAll(relay)).map(nameOf).slice(2, 5)).toEqual(['t', 'other 1 firing', 'other 2 firing']);
    expect(relay.firing().map(nameOf).at(-1)).toBe('lost firing');
  });

  test('because the relay was away for too long is heard anew in the same epoch', async () => {
    const redis = await redisFor();
    const {relay, cut, comeBack} = await truant(redis);
    const other = await relayOn(redis, {keep: 100});
    await other.append([alert('a')]);
    await caughtUp(relay, 1);
    const {epoch} = relay.position();
    const heard = heardBy(relay);
    await cut();
    for (let part = 0; part < 10; part++)
      await insist(
        other,
        upTo(100).map(one => alert(`b${part}-${one}`)),
      );
    comeBack();
    await expect.poll(() => relay.position().head, RECOVERED).toBe(1001);
    expect(heard).toEqual([undefined]);
    expect(relay.position().epoch).toBe(epoch);
    expect(relay.position().oldest).toBeGreaterThan(700);
    expect(relay.firing()).toHaveLength(1001);
  });

  test('because somebody took an entry out goes on behind it', async () => {
    const redis = await redisFor();
    const {relay, cut, comeBack} = await truant(redis);
    await relay.append([alert('a')]);
    await caughtUp(relay, 1);
    await cut();
    const other = await relayOn(redis);
    await other.append([alert('b'), alert('c'), alert('d')]);
    await (await adminOf(redis)).xDel(STREAM, '2-0');
    comeBack();
    await expect.poll(() => relay.position(), RECOVERED).toMatchObject({head: 4, oldest: 3});
    expect((await readAll(relay)).map(nameOf)).toEqual(['c firing', 'd firing']);
    expect(relay.firing().map(nameOf)).toEqual(['a firing', 'b firing', 'c firing', 'd firing']);
    expect(await relay.append([alert('e')])).toMatchObject([{seq: 5}]);
  });
});

/** A relay that stays away after a cut until it is told to come back. */
async function truant(redis: {readonly url: string}) {
  const pauses: (() => void)[] = [];
  const after = (ms: number, task: () => void) => {
    if (ms < 60_000) return systemClock.after(ms, task);
    pauses.push(task);
    return () => undefined;
  };
  const relay = await relayOn(redis, {clock: {...systemClock, after}, random: () => 1000});
  return {
    relay,
    async cut() {
      await (await adminOf(redis)).sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      await expect.poll(() => pauses.length, PATIENT).toBe(1);
    },
    comeBack: () => pauses.splice(0).forEach(task => void task()),
  };
}

/** A relay has seen five entries; Redis comes back with three of them, and perhaps with what `meanwhile` did. */
async function withLostTail(meanwhile: (redis: {readonly url: string}) => Promise<void>) {
  const redis = await redisFor('--appendfsync', 'always');
  const relay = await relayOn(redis);
  await relay.append([alert('a'), fact(1), told('t')]);
  const {epoch} = relay.position();
  const admin = await adminOf(redis);
  const {dir = ''} = await admin.configGet('dir');
  const copy = `${dir}-copy`;
  cpSync(dir, copy, {recursive: true});
  await relay.append([alert('lost'), fact(2)]);
  await caughtUp(relay, 5);
  await redis.kill9();
  rmSync(dir, {recursive: true});
  const replica = await startRedis({args: ['--dir', copy, '--appendfsync', 'always']});
  await meanwhile(replica);
  await replica.stop();
  cpSync(copy, dir, {recursive: true});
  rmSync(copy, {recursive: true});
  const heard = heardBy(relay);
  await redis.restart();
  await expect.poll(() => heard, RECOVERED).toEqual([undefined]);
  return {redis, relay, epoch};
}
