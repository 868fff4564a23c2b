import {rmSync} from 'node:fs';
import {expect, onTestFinished, test} from 'vitest';
import {adminOf} from '../relay/backbone/redis/support.js';
import {metric} from '../relay/support/metric.js';
import {FAIR, type FaultProxy, faultProxy, type Weather} from '../support/fault-proxy.js';
import {describeReal, freePort, startRedis} from '../support/real.js';
import {seeded, soaking} from '../support/soak.js';
import {notesBy, type ScreenlessCockpit, screenlessCockpit, toldBy} from './support/chaos/cockpit.js';
import {hookLoad, isAlert, type Load} from './support/chaos/load.js';
import {gapsIn} from './support/journal.js';
import {type RealRelay, startRelay} from './support/relay.js';

const ROUNDS = soaking(4);
const PATIENT = {timeout: 60_000, interval: 50};
const LONG = 120_000 + ROUNDS * 20_000;

const WAITING = 'watchkeeper_relay_waiting_entries';

const NO_LOAD: Load = {accepted: 0, lanes: [], failures: 0, stop: async () => undefined};

const BAD: readonly Weather[] = [
  FAIR,
  {kind: 'delay', ms: 40},
  {kind: 'slow', rate: 20_000},
  {kind: 'half-open'},
  {kind: 'corrupt', oneIn: 5},
  {kind: 'refuse'},
];

async function proxied(port: number, random: () => number): Promise<FaultProxy> {
  const proxy = await faultProxy(port, random);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Another weather for each line; what a half-open line has swallowed is found out by a cut. */
function changeWeather(proxies: readonly FaultProxy[], random: () => number): void {
  for (const proxy of proxies) {
    if (proxy.weather.kind === 'half-open') proxy.cut();
    proxy.weather = BAD[Math.floor(random() * BAD.length)] ?? FAIR;
  }
}

function calm(proxies: readonly FaultProxy[]): void {
  for (const proxy of proxies) {
    proxy.weather = FAIR;
    proxy.cut();
  }
}

async function goesOn(load: Load, by: number): Promise<void> {
  const before = load.accepted;
  await expect.poll(() => load.accepted, PATIENT).toBeGreaterThan(before + by);
}

/** Each log holds what was accepted once and in the order of its sender, each note of the others, and nothing else. */
async function expectWholeLogs(cockpits: readonly ScreenlessCockpit[], load: Load): Promise<void> {
  const sent = load.lanes.flat();
  for (const cockpit of cockpits) {
    await expect.poll(() => toldBy(cockpit.log()).length, PATIENT).toBeGreaterThanOrEqual(sent.length);
    for (const {operator, wrote} of cockpits) {
      await expect.poll(() => notesBy(cockpit.log(), operator).length, PATIENT).toBeGreaterThanOrEqual(wrote.length);
    }
  }
  for (const cockpit of cockpits) {
    const log = cockpit.log();
    const told = toldBy(log);
    expect(told.toSorted()).toEqual(sent.toSorted());
    for (const [lane, names] of load.lanes.entries()) {
      const changes = told.filter(name => name.startsWith(`${lane}-`) && !isAlert(name));
      expect(changes).toEqual(names.filter(name => !isAlert(name)));
    }
    for (const {operator, wrote} of cockpits) expect(notesBy(log, operator)).toEqual(wrote);
    const own = log.find(fact => fact.by === cockpit.operator)?.origin;
    expect(gapsIn(log.filter(({origin}) => origin === own))).toEqual([]);
  }
}

describeReal('a relay killed again and again, over lines that are slow, cut, half-open and corrupt', [], () => {
  test('tells every cockpit all that it has accepted, once and in order', {timeout: LONG}, async () => {
    const random = seeded();
    const relay = await startRelay(await freePort());
    const [hooks, toAna, toLee] = [
      await proxied(relay.port, random),
      await proxied(relay.port, random),
      await proxied(relay.port, random),
    ];
    const proxies = [hooks, toAna, toLee];
    const [ana, lee] = [await screenlessCockpit('ana', toAna.port), await screenlessCockpit('lee', toLee.port)];
    const load = hookLoad([hooks.port, relay.port]);
    for (let round = 0; round < ROUNDS; round += 1) {
      changeWeather(proxies, random);
      await goesOn(load, 20);
      await Promise.all([ana.note(), lee.note()]);
      await relay.kill9();
      if (round % 4 === 1) await ana.reopen();
      await lee.note();
      await relay.restart();
    }
    await load.stop();
    calm(proxies);
    await expectWholeLogs([ana, lee], load);
  });
});

describeReal('a relay that has lost everything', ['redis-server'], () => {
  test('because Redis was flushed is told again what cockpits did, and they tell nothing twice', {
    timeout: LONG,
  }, async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const relay = await startRelay(await freePort(), ['--redis', redis.url]);
    const admin = await adminOf(redis);
    const [ana, lee] = [await screenlessCockpit('ana', relay.port), await screenlessCockpit('lee', relay.port)];
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all([ana.note(), lee.note()]);
      await admin.flushAll();
      await Promise.all([ana.note(), lee.note()]);
    }
    // The last time, those who have something to tell again have nothing new to say.
    await admin.flushAll();
    const late = await screenlessCockpit('mo', relay.port);
    await late.note();
    await expectWholeLogs([ana, lee, late], NO_LOAD);
  });

  test('because its folder was wiped is told again what cockpits did, and they tell nothing twice', {
    timeout: LONG,
  }, async () => {
    const relay = await startRelay(await freePort());
    const [ana, lee] = [await screenlessCockpit('ana', relay.port), await screenlessCockpit('lee', relay.port)];
    for (let round = 0; round < 2; round += 1) {
      await Promise.all([ana.note(), lee.note()]);
      await relay.kill9();
      await ana.note();
      rmSync(relay.state, {recursive: true, force: true});
      await relay.restart();
    }
    const late = await screenlessCockpit('mo', relay.port);
    await late.note();
    await expectWholeLogs([ana, lee, late], NO_LOAD);
  });
});

describeReal('two relays on one Redis', ['redis-server'], () => {
  test('tell cockpits that move between them all that either has accepted, whoever is killed', {
    timeout: LONG,
  }, async () => {
    const random = seeded();
    const redis = await startRedis({args: ['--appendfsync', 'always']});
    onTestFinished(() => redis.stop());
    const start = async () => startRelay(await freePort(), ['--redis', redis.url]);
    const [one, two] = [await start(), await start()];
    const [toAna, toLee] = [await proxied(one.port, random), await proxied(two.port, random)];
    const proxies = [toAna, toLee];
    const [ana, lee] = [await screenlessCockpit('ana', toAna.port), await screenlessCockpit('lee', toLee.port)];
    const load = hookLoad([one.port, two.port]);
    const relays = [one, two] as const;
    for (let round = 0; round < ROUNDS; round += 1) {
      changeWeather(proxies, random);
      await wander(proxies, relays, load);
      await Promise.all([ana.note(), lee.note()]);
      const killed = [redis, ...relays][round % 3] ?? redis;
      await killed.kill9();
      await ana.note();
      if (killed === redis) await goesOnUnrefused(load, relays);
      await killed.restart();
      for (const relay of relays) await untilWhole(relay);
      if (round % 4 === 1) await lee.reopen();
    }
    await load.stop();
    calm(proxies);
    await expectWholeLogs([ana, lee], load);
  });

  test('that were both told the same while it was away tell it once, in the order of the senders', {
    timeout: LONG,
  }, async () => {
    const redis = await startRedis({args: ['--appendfsync', 'always']});
    onTestFinished(() => redis.stop());
    const start = async () => startRelay(await freePort(), ['--redis', redis.url]);
    const relays = [await start(), await start()] as const;
    const [ana, lee] = [await screenlessCockpit('ana', relays[0].port), await screenlessCockpit('lee', relays[1].port)];
    const loads = relays.map(({port}) => hookLoad([port]));
    const goOn = (by: number) => Promise.all(loads.map(load => goesOn(load, by)));
    await goOn(20);
    await redis.kill9();
    await goOn(40);
    await redis.restart();
    await goOn(20);
    await Promise.all(loads.map(load => load.stop()));
    await expectWholeLogs([ana, lee], longest(loads));
  });
});

describeReal('a relay killed while its Redis is away', ['redis-server'], () => {
  test('begins again without it, and tells every cockpit all that it has accepted, once and in order', {
    timeout: LONG,
  }, async () => {
    const redis = await startRedis({args: ['--appendfsync', 'always']});
    onTestFinished(() => redis.stop());
    const relay = await startRelay(await freePort(), ['--redis', redis.url]);
    const [ana, lee] = [await screenlessCockpit('ana', relay.port), await screenlessCockpit('lee', relay.port)];
    const load = hookLoad([relay.port]);
    for (let round = 0; round < Math.max(1, ROUNDS / 4); round += 1) {
      await goesOn(load, 20);
      await redis.kill9();
      await goesOn(load, 40);
      await relay.kill9();
      await relay.restart();
      await Promise.all([ana.note(), lee.note()]);
      await goesOn(load, 20);
      await redis.restart();
      // Once while it hands in what waits, too.
      await relay.kill9();
      await relay.restart();
    }
    await goesOn(load, 20);
    await load.stop();
    await expectWholeLogs([ana, lee], load);
  });
});

/** Senders are answered with 2xx all the time. */
async function goesOnUnrefused(load: Load, relays: readonly RealRelay[]): Promise<void> {
  const {failures} = load;
  await goesOn(load, 40);
  expect(load.failures).toBe(failures);
  const waiting = await Promise.all(relays.map(({port}) => metric(`http://127.0.0.1:${port}`, WAITING)));
  expect(waiting.reduce((sum: number, count) => sum + (count ?? 0), 0)).toBeGreaterThanOrEqual(40);
}

/** Until nothing waits at this relay: before that, a sender that turns to the other one would overtake itself. */
async function untilWhole({port}: RealRelay): Promise<void> {
  await expect.poll(() => metric(`http://127.0.0.1:${port}`, WAITING), PATIENT).toBe(0);
  await expect.poll(() => metric(`http://127.0.0.1:${port}`, 'watchkeeper_relay_degraded'), PATIENT).toBe(0);
}

/** Of senders that say the same at two relays, what either was told. */
function longest(loads: readonly Load[]): Load {
  const lanes = (loads[0]?.lanes ?? []).map((lane, index) => {
    const other = loads[1]?.lanes[index] ?? [];
    return other.length > lane.length ? other : lane;
  });
  return {...NO_LOAD, lanes};
}

/** Each cockpit's line is cut and leads to the other relay, a few times. */
async function wander(
  proxies: readonly FaultProxy[],
  [one, two]: readonly [RealRelay, RealRelay],
  load: Load,
): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    for (const proxy of proxies) {
      proxy.target = proxy.target === one.port ? two.port : one.port;
      proxy.cut();
    }
    await goesOn(load, 10);
  }
}
