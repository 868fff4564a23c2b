import type {OwnLease} from '../lease/lease.js';
import type {FeedMessageOf, FeedSource} from './message.js';

/** Whether the feed can be counted on now. Times are Unix ms. */
export interface FeedHealth {
  /** `relay` host and port. */
  readonly name: string;
  readonly state: 'connecting' | 'up' | 'down';
  /** Since when `state` holds. */
  readonly since: number;
  /** How long the newest message was on its way, ms; absent before the first. */
  readonly lag?: number;
  readonly trouble?: {readonly message: string; readonly hint: string};
  readonly retryAt?: number;
  /** What the relay says of itself when it does not do all of its work. */
  readonly degraded?: string;
  /** What hooks tell does not come through now: so many entries of it wait at the relay. */
  readonly waits?: number;
}

/** What somebody else does now. Gone with their cockpit. */
export type Presence = Omit<FeedMessageOf<'presence'>, 'type'>;

/** What the operator here does now, for the others. */
export type OwnPresence = Omit<FeedMessageOf<'presence'>, 'type' | 'origin' | 'by'>;

/** What the feed brings beside alerts and facts. Observations: gone with the process. */
export interface TeamState {
  readonly feed: FeedHealth;
  /** Facts of this journal up to this number have come back from the relay: they have their place in the team's order. */
  readonly echoed: number;
  /** By the journal of the cockpit. */
  readonly present: ReadonlyMap<string, Presence>;
  /** What the relay says of its sources, by name. */
  readonly sources: ReadonlyMap<string, FeedSource>;
  /** Who acts for this cockpit when it is gone; absent until that was heard. */
  readonly lease?: OwnLease;
}
