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
  /** By cockpit that is acted for, when it was asked for what the book has of that. */
  readonly words: Map<string, number>;
  /** By cockpit, the trouble that was told last: each is tried again and again, and told once. */
  readonly told: Map<string, string>;
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

/** The book has this relay's word for that cockpit, asked for then; without a time, no more. */
export function giveWord(of: string, askedAt: number | undefined, {words, deputy, terms}: Desk): void {
  if (askedAt === undefined) words.delete(of);
  else words.set(of, askedAt);
  deputy.limit(words.size === 0 ? undefined : {askedAt: Math.min(...words.values()), length: terms.length});
}

/** Tells of trouble once, until it is another one or over. */
export function tellOnce(of: string, trouble: string | undefined, {told, warn}: Desk): void {
  if (trouble === undefined) told.delete(of);
  else if (told.get(of) !== trouble) {
    told.set(of, trouble);
    warn(trouble);
  }
}

export function forget(of: string, desk: Desk): void {
  desk.watched.get(of)?.cancel();
  desk.watched.delete(of);
  desk.talks.delete(of);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
