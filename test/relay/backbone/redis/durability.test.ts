import {expect, test} from 'vitest';
import {systemClock} from '../../../../src/lib/node/system-clock.js';
import {probeRedis} from '../../../../src/relay/backbone/redis/probe-redis.js';
import {describeReal, freePort} from '../../../support/real.js';
import {adminOf, redisFor, relayOn} from './support.js';

async function warningsOf(url: string): Promise<readonly string[]> {
  const look = await probeRedis(url, systemClock);
  if ('failure' in look) throw new Error(look.failure);
  return look.warnings.map(({next}) => next);
}

describeReal('how Redis is set up', ['redis-server'], () => {
  test('is well where nothing that was accepted can be lost', async () => {
    const {url} = await redisFor('--appendfsync', 'always', '--maxmemory', '50mb', '--maxmemory-policy', 'noeviction');
    expect(await probeRedis(url, systemClock)).toEqual({warnings: [], isHidden: false});
  });

  test('is warned of where it writes too late, and where it throws keys away', async () => {
    const redis = await redisFor('--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru');
    const warnings = await warningsOf(redis.url);
    expect(warnings).toEqual([expect.stringContaining('appendfsync always'), expect.stringContaining('noeviction')]);
    const said: string[] = [];
    await relayOn(redis, {warn: line => said.push(line)});
    await expect.poll(() => said.length).toBe(2);
    const admin = await adminOf(redis);
    await admin.configSet('maxmemory', '0');
    await admin.configSet('appendonly', 'no');
    expect(await warningsOf(redis.url)).toEqual([expect.stringContaining('appendonly yes')]);
  });

  test('is told from what may be seen where the settings are hidden', async () => {
    const redis = await redisFor('--rename-command', 'CONFIG', '');
    const look = await probeRedis(redis.url, systemClock);
    expect(look).toEqual({warnings: [], isHidden: true});
  });

  test('is a sentence where Redis is not there', async () => {
    const look = await probeRedis(`redis://127.0.0.1:${await freePort()}`, systemClock);
    expect(look).toEqual({failure: expect.stringContaining('ECONNREFUSED')});
  });
});
