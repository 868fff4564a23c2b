import type {LeaseBook} from '../../lease/lease-book.js';
import {BackboneError} from '../backbone.js';
import type {Follower} from './follower.js';
import {troubleOf} from './keep-following.js';

/**
 * Who may act for which cockpit, agreed on in Redis: one key says that a cockpit was heard of, the other which relay acts.
 * Both end by themselves, by the clock of the server. Rejects while Redis cannot be reached: then nobody may begin.
 */
export function leasesOf(follower: Follower, relay: string): LeaseBook {
  const ask = async (script: string, of: string, length: number): Promise<boolean> => {
    const {link, settings} = follower;
    if (link === undefined) throw new BackboneError('unavailable', follower.trouble);
    const prefix = settings.keys.lease;
    const keys = [`${prefix}:heard:${of}`, `${prefix}:acts:${of}`];
    try {
      const asked = {keys, arguments: [relay, String(Math.ceil(length))]};
      return (await link.within(link.asking.eval(script, asked))) === 1;
    } catch (error) {
      throw new BackboneError('unavailable', troubleOf(follower, error), {cause: error});
    }
  };
  return {
    heard: (of, length) => ask(HEARD, of, length),
    claim: (of, length) => ask(CLAIM, of, length),
    keep: (of, length) => ask(CLAIM, of, length),
    release: async of => void (await ask(RELEASE, of, 1)),
  };
}

const HEARD = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local acts = redis.call('GET', KEYS[2])
if acts == false or acts == ARGV[1] then return 1 end
return 0`;

const CLAIM = `
local acts = redis.call('GET', KEYS[2])
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
if acts ~= false and acts ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1`;

const RELEASE = `
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
return 1`;
