import type {Clock, Ids} from '../../../core/ports.js';
import type {Firing} from '../firing.js';
import type {Listeners} from '../listeners.js';
import type {Bounds, Window} from '../window.js';
import type {Keys} from './keys.js';
import type {Link} from './link.js';

export interface Settings {
  readonly url: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keys;
  /** Ms that an answer of Redis may take. */
  readonly timeout: number;
  /** What is kept in memory. */
  readonly bounds: Bounds;
  /** About so many entries are kept in Redis. */
  readonly keep: number;
  /** So many firing alerts are known. */
  readonly mostFiring: number;
  /** Ms for which a key is remembered. */
  readonly remember: number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}

/** What this relay has heard of the stream, and by what. */
export interface Follower {
  readonly settings: Settings;
  readonly window: Window;
  readonly firing: Firing;
  readonly listeners: Listeners;
  readonly whispers: Set<(text: string) => void>;
  /** Told of what is worth a look and changes nothing. */
  readonly warn: (message: string) => void;
  /** Whether it was looked how Redis is set up. */
  isLookedAt: boolean;
  /** Empty before the stream was first seen. */
  epoch: string;
  /** Undefined while Redis is not reached. */
  link: Link | undefined;
  /** Since when Redis was reached without a break that counts, and had what it had, by the clock that never jumps. */
  steadySince: number;
  /** When the last link ended, by the same clock. */
  endedAt: number;
  /** Why it is not. */
  trouble: string;
  /** What the server's clock is ahead of our monotonic one, in ms. */
  ahead: number;
}
