import {createClient} from 'redis';
import {onTestFinished} from 'vitest';
import {randomId} from '../../../../src/lib/node/random-ids.js';
import {systemClock} from '../../../../src/lib/node/system-clock.js';
import type {Backbone} from '../../../../src/relay/backbone/backbone.js';
import {openRedisBackbone, type RedisBackboneOptions} from '../../../../src/relay/backbone/redis/redis-backbone.js';
import {startRedis} from '../../../support/real.js';
import type {RealServer} from '../../../support/real-server.js';

/** A Redis for one test. */
export async function redisFor(...args: readonly string[]): Promise<RealServer> {
  const redis = await startRedis({args});
  onTestFinished(() => redis.stop());
  return redis;
}

export async function relayOn(
  {url}: {readonly url: string},
  options: Partial<RedisBackboneOptions> = {},
): Promise<Backbone> {
  const backbone = await openRedisBackbone({url, clock: systemClock, ids: randomId, ...options});
  onTestFinished(() => backbone.close());
  return backbone;
}

/** A client that works as an administrator would. */
export async function adminOf({url}: {readonly url: string}) {
  const admin = createClient({url});
  admin.on('error', () => undefined);
  await admin.connect();
  onTestFinished(() => admin.destroy());
  return admin;
}
