import type {Config} from '../../../config/config.js';
import type {Env} from '../../../config/places.js';
import type {Clock} from '../../../core/ports.js';
import {probeRedis} from '../../../relay/backbone/redis/probe-redis.js';
import type {RedisReport} from '../../context.js';
import {redisUrl} from './open-backbone.js';

/** How the Redis of the relay's configuration is. Rejects only for what the operator can correct. */
export async function askRedis(
  config: Config,
  {env, clock}: {readonly env: Env; readonly clock: Clock},
): Promise<RedisReport> {
  const url = config.relay?.redis?.url;
  if (url === undefined) throw new TypeError('no Redis is configured');
  const look = await probeRedis(await redisUrl(url, config, env), clock);
  return 'failure' in look ? {failure: look.failure, warnings: [], isHidden: false} : look;
}
