import type {Claim, LeaseBook} from '../../lease/lease-book.js';
import {BackboneError} from '../backbone.js';
import type {Follower} from './follower.js';
import {troubleOf} from './keep-following.js';

/**
 * The book in Redis: one key says that a cockpit was heard of, the other which relay acts. Both end by themselves, by the
 * clock of the server. Rejects while Redis cannot be reached: then nobody may begin, nor for one length afterwards.
 */
export function leasesOf(follower: Follower, relay: string): LeaseBook {
  const ask = async (script: string, of: string, length: number): Promise<unknown> => {
    const {link, settings} = follower;
    if (link === undefined) throw new BackboneError('unavailable', follower.trouble);
    const prefix = settings.keys.lease;
    const keys = [`${prefix}:heard:${of}`, `${prefix}:acts:${of}`, settings.keys.meta];
    try {
      const asked = {keys, arguments: [relay, String(Math.ceil(length)), follower.epoch]};
      return await link.within(link.asking.eval(script, asked));
    } catch (error) {
      throw new BackboneError('unavailable', troubleOf(follower, error), {cause: error});
    }
  };
  const isSure = (length: number) => follower.settings.clock.monotonic() - follower.steadySince >= length;
  return {
    heard: async (of, length) => (await ask(HEARD, of, length)) === 1,
    async claim(of, length) {
      if (follower.link !== undefined && !isSure(length)) return 'unsure';
      return CLAIMS[String(await ask(CLAIM, of, length))] ?? 'unsure';
    },
    keep: async (of, length) => (await ask(KEEP, of, length)) === 1,
    release: async of => void (await ask(RELEASE, of, 1)),
  };
}

const HEARD = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local acts = redis.call('GET', KEYS[2])
if acts == false or acts == ARGV[1] then return 1 end
return 0`;

const CLAIMS: Readonly<Record<string, Claim>> = {1: 'ours', 2: 'heard', 3: 'taken'};

/** Only in the epoch that this relay knows: in another one, the words of before may be gone. */
const CLAIM = `
if redis.call('HGET', KEYS[3], 'epoch') ~= ARGV[3] then return 4 end
if redis.call('EXISTS', KEYS[1]) == 1 then return 2 end
local acts = redis.call('GET', KEYS[2])
if acts ~= false and acts ~= ARGV[1] then return 3 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1`;

/** Only while its word stands: one that ran out may have been another's since. */
const KEEP = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[2], ARGV[2])`;

const RELEASE = `
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
return 1`;
