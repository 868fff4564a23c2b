import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {describeReal} from '../../../support/real.js';
import {alert, fact, heardBy, insist, nameOf, readAll, told, upTo} from '../support/entries.js';
import {caughtUp} from '../support/ground.js';
import {adminOf, redisFor, relayOn} from './support.js';

const PATIENT = {timeout: 10_000};
/** Else what it has acknowledged may wait in it for a disk that is busy. */
const DURABLE = ['--appendfsync', 'always'];
const SHORT = {timeout: 1000};
const RECOVERED = {timeout: 15_000};

describeReal('Redis killed', ['redis-server'], () => {
  test('and started again under load loses nothing that was acknowledged, and doubles nothing', {
    timeout: 60_000,
  }, async () => {
    const redis = await redisFor(...DURABLE);
    const relays = [await relayOn(redis), await relayOn(redis)];
    const heard = relays.map(heardBy);
    const {epoch} = relays[0]?.position() ?? {};
    let isOver = false;
    const sent: string[] = [];
    const lanes = relays.flatMap((relay, index) =>
      upTo(4).map(async lane => {
        for (let count = 1; !isOver; count++) {
          const key = `${index}-${lane}-${count}`;
          await insist(relay, [alert(key), told(key), fact(count, `j-${index}-${lane}`, `note ${key}`)]);
          sent.push(`${key} firing`, key, `note ${key}`);
        }
      }),
    );
    for (const round of upTo(5)) {
      await expect.poll(() => sent.length, RECOVERED).toBeGreaterThan(round * 30);
      await sleep(Math.random() * 100);
      await redis.kill9();
      await redis.restart();
    }
    isOver = true;
    await Promise.all(lanes);
    const later = await relayOn(redis);
    const {head} = later.position();
    for (const relay of relays) await caughtUp(relay, head);
    const names = (await readAll(later)).map(nameOf);
    expect(names.toSorted()).toEqual(sent.toSorted());
    for (const one of heard) expect(one.map(nameOf)).toEqual(names);
    expect(later.position()).toEqual({epoch, head, oldest: 1});
    for (const relay of relays) expect(relay.health()).toEqual({writable: true});
  });

  test('refuses appends at once, answers reads from memory, says so, and recovers by itself', async () => {
    const redis = await redisFor(...DURABLE);
    const relay = await relayOn(redis);
    const appended = await relay.append([alert('a'), fact(1)]);
    await caughtUp(relay, 2);
    await redis.kill9();
    await expect.poll(() => relay.health().writable, PATIENT).toBe(false);
    await expect(relay.append([alert('b')])).rejects.toMatchObject({
      name: 'BackboneError',
      kind: 'unavailable',
      message: expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ does not do its work: /),
    });
    await expect(relay.have('j-ana')).rejects.toMatchObject({kind: 'unavailable'});
    expect(await relay.read(0, 10)).toEqual(appended);
    expect(relay.firing().map(nameOf)).toEqual(['a firing']);
    expect(relay.health().trouble).toMatch(/^Redis at/);
    const heard = heardBy(relay);
    await redis.restart();
    await expect.poll(() => relay.health(), RECOVERED).toEqual({writable: true});
    expect(await relay.append([alert('b'), alert('a'), fact(1)])).toMatchObject([{seq: 3}, undefined, undefined]);
    await expect.poll(() => heard.map(nameOf), PATIENT).toEqual(['b firing']);
  });

  test('with the connections only, both begin anew and nothing is missed', async () => {
    const redis = await redisFor(...DURABLE);
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    const heard = heardBy(one);
    const admin = await adminOf(redis);
    for (let round = 1; round <= 5; round++) {
      await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      await insist(other, [alert(`a${round}`)]);
    }
    await expect.poll(() => heard.map(nameOf), RECOVERED).toEqual(upTo(5).map(round => `a${round} firing`));
  });
});

describeReal('Redis stopped', ['redis-server'], () => {
  test('never hangs an append, and does none of them later than it was waited for', async () => {
    const redis = await redisFor();
    const [relay, other] = [await relayOn(redis, SHORT), await relayOn(redis, SHORT)];
    await relay.append([alert('a')]);
    await caughtUp(other, 1);
    redis.pause();
    const refused = await Promise.allSettled([
      relay.append([alert('late'), told('late')]),
      relay.append([fact(1)]),
      other.append([alert('late 2')]),
    ]);
    expect(refused).toMatchObject(Array(3).fill({reason: {kind: 'unavailable'}}));
    await expect(relay.append([alert('b')])).rejects.toThrow('no answer within');
    await expect(relay.have('j-ana')).rejects.toMatchObject({kind: 'unavailable'});
    expect((await relay.read(0, 10)).map(nameOf)).toEqual(['a firing']);
    redis.resume();
    for (const one of [relay, other]) await expect.poll(() => one.health(), RECOVERED).toEqual({writable: true});
    expect((await relay.append([alert('b')])).map(entry => entry?.seq)).toEqual([2]);
    await caughtUp(other, 2);
    expect((await readAll(other)).map(nameOf)).toEqual(['a firing', 'b firing']);
    expect(await relay.append([alert('late'), told('late'), fact(1)])).toMatchObject([{seq: 3}, {seq: 4}, {seq: 5}]);
  });

  test('for a moment under load doubles nothing', {timeout: 30_000}, async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis, SHORT);
    let isOver = false;
    const sent: string[] = [];
    const lanes = upTo(4).map(async lane => {
      for (let count = 1; !isOver; count++) {
        await insist(relay, [alert(`${lane}-${count}`), fact(count, `j-${lane}`, `note ${lane}-${count}`)]);
        sent.push(`${lane}-${count} firing`, `note ${lane}-${count}`);
      }
    });
    for (const ms of [50, 700, 950, 1050, 1500]) {
      await sleep(100);
      redis.pause();
      await sleep(ms);
      redis.resume();
    }
    isOver = true;
    await Promise.all(lanes);
    const names = (await readAll(await relayOn(redis))).map(nameOf);
    expect(names.toSorted()).toEqual(sent.toSorted());
  });

  test('does not keep the backbone from closing', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis, SHORT);
    redis.pause();
    const append = relay.append([alert('a')]);
    append.catch(() => undefined);
    await relay.close();
    await expect(append).rejects.toMatchObject({kind: 'unavailable'});
    redis.resume();
  });
});

describeReal('Redis that refuses', ['redis-server'], () => {
  test('because it is full says so in its words, and recovers when it is not', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    await relay.append([alert('a')]);
    const admin = await adminOf(redis);
    await admin.configSet('maxmemory', '1');
    await expect(relay.append([alert('b')])).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('OOM command not allowed'),
    });
    await expect.poll(() => relay.health().trouble, PATIENT).toContain('OOM command not allowed');
    await sleep(300);
    expect(relay.health().writable).toBe(false);
    await admin.configSet('maxmemory', '0');
    await expect.poll(() => relay.health(), RECOVERED).toEqual({writable: true});
    expect(await relay.append([alert('b')])).toMatchObject([{seq: 2}]);
  });

  test('because it became a replica says so, and recovers when it is none', async () => {
    const redis = await redisFor();
    const relay = await relayOn(redis);
    await relay.append([alert('a')]);
    const admin = await adminOf(redis);
    await admin.replicaOf('127.0.0.1', 1);
    await expect(relay.append([alert('b')])).rejects.toThrow(/READONLY|UNBLOCKED/);
    await admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await expect.poll(() => relay.health(), RECOVERED).toEqual({writable: true});
    expect(await relay.append([alert('b')])).toMatchObject([{seq: 2}]);
  });
});
