import type {FeedMessageOf} from '../feed/message.js';

/** Who acts for a cockpit that is not heard of, as the facts say. Times are Unix ms, durations ms. */
export interface Lease {
  readonly operator: string;
  /** How long it may be silent; absent where only its taking is known. */
  readonly length?: number;
  /** What of its work the relay can do, by name. */
  readonly covers: Covers;
  /** The journal of what acts for it now; absent while it acts for itself. */
  readonly holder?: string;
  readonly takenAt?: number;
  /** What it asked for up to this number is seen to by the holder. */
  readonly upTo: number;
  /** Number of the fact, in the last holder's journal, by which it was handed back. */
  readonly returned?: number;
  /** When somebody last acted for it, once that was over. */
  readonly acted?: {readonly from: number; readonly to: number};
  /** Whoever has acted for it so far. */
  readonly holders: readonly string[];
}

export interface Covers {
  readonly sources: readonly string[];
  readonly policies: readonly string[];
  readonly targets: readonly string[];
}

export const COVERS_NOTHING: Covers = {sources: [], policies: [], targets: []};

/** What a relay says it does for cockpits that it has not heard of for so long (ms). */
export interface LeaseTerms extends Covers {
  /** The journal of what acts there. */
  readonly relay: string;
  readonly length: number;
}

/** What a relay says to a cockpit that asks. */
export type LeaseAnswer = Omit<FeedMessageOf<'lease'>, 'type'>;

/** How this cockpit stands with the relay that would act for it. An observation: gone with the process. Times are Unix ms. */
export type OwnLease =
  /** No relay acts for it: it sends whatever comes. */
  | {readonly state: 'none'}
  /** It acts for itself; when the relay is not heard again, it stops sending before the relay begins. */
  | {readonly state: 'held'; readonly terms: LeaseTerms; readonly sendsUntil: number; readonly until: number}
  /** The relay acts for it, or may: what was asked for up to this number is the relay's. */
  | {
      readonly state: 'quiet';
      readonly terms: LeaseTerms;
      readonly since: number;
      readonly upTo: number;
      /** When a relay last said that one acts, as long as it is asked. */
      readonly actingAt?: number;
      /** Until then what it knows of its own acks may be old: the relay, if it acts, has gone on with them. */
      readonly waitsUntil?: number;
    };
