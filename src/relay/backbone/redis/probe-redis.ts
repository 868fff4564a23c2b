import type {Clock} from '../../../core/ports.js';
import {type Durability, durabilityOf} from './durability.js';
import {connect} from './link.js';
import {asError, reasonOf} from './reason.js';

/** How a Redis is, for whoever looks whether a relay can use it. Never rejects. */
export type RedisLook = {readonly failure: string} | Durability;

const TIMEOUT = 2_000;

export async function probeRedis(url: string, clock: Clock): Promise<RedisLook> {
  try {
    const link = await connect({url, clock, timeout: TIMEOUT});
    try {
      return await link.within(durabilityOf(link.asking));
    } finally {
      link.end(asError('done'));
    }
  } catch (error) {
    return {failure: reasonOf(error)};
  }
}
