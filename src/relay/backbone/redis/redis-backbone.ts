import type {Clock, Ids} from '../../../core/ports.js';
import {type Backbone, BackboneError, type BackboneHealth} from '../backbone.js';
import {openBatches} from '../batches.js';
import {MOST_FIRING, openFiring} from '../firing.js';
import {openListeners} from '../listeners.js';
import {REMEMBER} from '../repeats.js';
import {type Bounds, openWindow, WINDOW} from '../window.js';
import {appendPrepared} from './append.js';
import type {Follower} from './follower.js';
import {begin, keepFollowing, troubleOf} from './keep-following.js';
import {keysOf} from './keys.js';
import {leasesOf} from './leases.js';
import {whispersOf} from './whispers.js';

export interface RedisBackboneOptions {
  /** `redis://`, `rediss://` or `unix://`, with user, password and database where needed. */
  readonly url: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** What the names of all keys begin with. */
  readonly prefix?: string;
  /** What is kept in memory, and can be read. */
  readonly window?: Bounds;
  /** About so many entries are kept in Redis. */
  readonly keep?: number;
  /** Of so many alerts it is known that they fire. */
  readonly firing?: number;
  /** Ms for which a key is remembered. */
  readonly remember?: number;
  /** Ms that an answer of Redis may take. */
  readonly timeout?: number;
  readonly warn?: (message: string) => void;
  /** Numbers from 0 up to 1, so that relays do not come back all at once. */
  readonly random?: () => number;
  /** Begins also while Redis cannot be reached: without an epoch, until it is. */
  readonly patient?: boolean;
}

const KEEP = 100_000;
const TIMEOUT = 2000;

/**
 * The backbone of several relays on one Redis. Reads are answered from memory, also while Redis is gone; appends are
 * refused then, and never done later. Rejects when Redis cannot be reached now, unless it may be patient.
 */
export async function openRedisBackbone(options: RedisBackboneOptions): Promise<Backbone> {
  const follower = followerOf(options);
  const {window, firing, listeners} = follower;
  const ending = new AbortController();
  const first = await begin(follower).catch(error => {
    follower.trouble = troubleOf(follower, error);
    if (options.patient === true) return undefined;
    throw new BackboneError('unavailable', follower.trouble, {cause: error});
  });
  const following = keepFollowing(follower, first, ending.signal);
  const batches = openBatches({write: batch => appendPrepared(follower, batch)});
  return {
    append: batches.append,
    late: batches.late,
    read: async (after, most) => window.read(after, most),
    position: () => ({epoch: follower.epoch, head: window.head, oldest: window.oldest}),
    firing: firing.entries,
    have: origin => have(follower, origin),
    health: () => healthOf(follower),
    subscribe: listeners.add,
    whispers: whispersOf(follower),
    leases: relay => leasesOf(follower, relay),
    async close() {
      await batches.close();
      ending.abort();
      follower.link?.end(new BackboneError('closed', 'the stream is closed'));
      await following;
    },
  };
}

async function have(follower: Follower, origin: string): Promise<number> {
  const {link, settings} = follower;
  if (link === undefined) throw new BackboneError('unavailable', follower.trouble);
  try {
    return Number((await link.within(link.asking.hGet(settings.keys.have, origin))) ?? 0);
  } catch (error) {
    throw new BackboneError('unavailable', troubleOf(follower, error), {cause: error});
  }
}

function followerOf(options: RedisBackboneOptions): Follower {
  const {url, clock, ids, prefix = 'watchkeeper:', window = WINDOW, keep = KEEP, warn = () => undefined} = options;
  const {firing = MOST_FIRING, remember = REMEMBER, timeout = TIMEOUT, random = Math.random} = options;
  return {
    settings: {
      url,
      clock,
      ids,
      keys: keysOf(prefix),
      bounds: window,
      keep,
      mostFiring: firing,
      remember,
      timeout,
      random,
    },
    window: openWindow(window),
    firing: openFiring(firing),
    listeners: openListeners(warn),
    whispers: new Set(),
    warn,
    isLookedAt: false,
    epoch: '',
    link: undefined,
    steadySince: clock.monotonic(),
    endedAt: Number.NEGATIVE_INFINITY,
    trouble: 'Redis was not reached yet',
    ahead: 0,
  };
}

function healthOf({link, trouble}: Follower): BackboneHealth {
  return link === undefined ? {writable: false, trouble} : {writable: true};
}
