import type {FeedLeaseTerms} from '../../core/feed/message.js';
import type {Clock} from '../../core/ports.js';
import type {Deputy, KnownLease} from './deputy.js';
import type {LeaseBook} from './lease-book.js';

export interface LeaseDeskParts {
  readonly deputy: Deputy;
  readonly book: LeaseBook;
  readonly terms: FeedLeaseTerms;
  readonly clock: Clock;
  log(line: string): void;
  warn(line: string): void;
}

export interface Watched {
  operator: string;
  /** When it was last heard of, by the clock that never jumps. */
  readonly heardAt: number;
  /** The stream has known its lease. */
  isKnown: boolean;
  readonly cancel: () => void;
}

/** What is known at a relay of the cockpits that it would go on for. */
export interface Desk extends LeaseDeskParts {
  readonly watched: Map<string, Watched>;
  /** By cockpit, how far the talk with it has come. */
  readonly talks: Map<string, Talk>;
  /** Steps that are under way, by cockpit: one at a time each. */
  readonly busy: Set<string>;
  /** By cockpit, what keeps the book from letting others act. */
  readonly keeping: Map<string, () => void>;
  readonly returned: Map<string, {readonly relay: string; readonly number: number}>;
  isStopped: boolean;
}

export interface Talk {
  readonly number: number;
  /** The newest answer that it says has come. */
  readonly heard: number;
  /** Of the ask that its silence counts from. */
  readonly from: number;
  /** The first answer by which it was told that a relay acts, and when. */
  readonly acting?: number;
  readonly actingAt?: number;
}

export interface Cockpit {
  readonly of: string;
  readonly operator: string;
}

/** What this relay acts for now. */
export function actedFor({deputy}: Desk): readonly KnownLease[] {
  return deputy.leases().filter(({holder}) => holder === deputy.origin);
}

export function forget(of: string, desk: Desk): void {
  desk.watched.get(of)?.cancel();
  desk.watched.delete(of);
  desk.talks.delete(of);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
