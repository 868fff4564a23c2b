import type {FeedAlert, FeedFact} from '../../core/feed/message.js';
import type {LeaseBook} from '../lease/lease-book.js';

/** What is asked to be taken into the stream. */
export type NewEntry =
  /**
   * `key` names the alert's occurrence at its sender, `value` says what it is like now: told again within an hour with
   * the same value, it is a repeat.
   */
  | {readonly kind: 'alert'; readonly key: string; readonly value: string; readonly alert: FeedAlert}
  /** A fact of a cockpit. A repeat when the stream has this number of its journal, or a higher one. */
  | {readonly kind: 'fact'; readonly fact: FeedFact}
  /**
   * A fact that a hook told, which stands in no journal: the stream names it by its own epoch and number. A repeat when
   * the same key was told within an hour.
   */
  | {readonly kind: 'told'; readonly key: string; readonly fact: Omit<FeedFact, 'origin' | 'seq'>};

/** Where an entry stood that could not be taken into the stream when it came. */
export interface Waited {
  /** The relay's own journal, and its number there. */
  readonly journal: string;
  readonly number: number;
  /** When it came, Unix ms. */
  readonly came: number;
}

export interface WaitedEntry {
  readonly entry: NewEntry;
  readonly waited: Waited;
}

/** What stands in the stream. `at` is Unix ms. */
export type Entry = AlertEntry | FactEntry;

export interface AlertEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: 'alert';
  readonly alert: FeedAlert;
}

export interface FactEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: 'fact';
  readonly fact: FeedFact;
}

/** Undefined for a repeat. */
export type Appended = Entry | undefined;

/** Where the stream stands; `oldest` is the first number that can still be read, `head` the last; 0 and 0 when empty. */
export interface Position {
  /** Random, made with the stream: numbers of another epoch mean nothing in this one. Empty before it was first reached. */
  readonly epoch: string;
  readonly head: number;
  readonly oldest: number;
}

export interface BackboneHealth {
  /** False when an append would be refused. */
  readonly writable: boolean;
  /** Why an append would be, or what it does not do although it takes everything in; in words for the operator. */
  readonly trouble?: string;
}

/** What the relay has accepted, in one order for everybody: dense numbers from 1. */
export interface Backbone {
  /**
   * Takes entries in, in order; resolves when they would survive a crash, with what became of each. Rejects with
   * {@link BackboneError} when that is not certain: then the sender must be told to send again. With an epoch, they are
   * taken in that one alone: a sender who leaves out what this stream is known to have must not do so in another one.
   */
  append(entries: readonly NewEntry[], epoch?: string): Promise<readonly Appended[]>;
  /**
   * The same for what waited in a journal, in the order of its numbers: however often one is handed in, it is taken in
   * once. Absent where nothing waits, since the stream is the relay's own.
   */
  late?(entries: readonly WaitedEntry[]): Promise<readonly Appended[]>;
  /** Entries after this number, oldest first, at most so many. Rejects when the number is older than what is kept. */
  read(after: number, most: number): Promise<readonly Entry[]>;
  position(): Position;
  /**
   * The last entry of each alert that fires by what the stream was told, oldest first, also of those told before
   * `oldest`: with the entries after them, what a newcomer has to know. Bounded: the ones told longest ago go first.
   */
  firing(): readonly AlertEntry[];
  /** The highest number of that journal in the stream; 0 when there is none. */
  have(origin: string): Promise<number>;
  health(): BackboneHealth;
  /**
   * Hears every entry once, in order, also those that another relay appended. `undefined` says that what was heard so
   * far does not lead on to what comes: another epoch, or a gap. Then position, firing alerts and entries are to be read
   * anew.
   */
  subscribe(listener: (entries: readonly Entry[] | undefined) => void): () => void;
  /** What relays on the same stream tell each other beside it; absent where there is only one. */
  readonly whispers?: Whispers;
  /** Who acts for which cockpit, agreed on with the others under that name; absent where there is only one relay. */
  leases?(relay: string): LeaseBook;
  close(): Promise<void>;
}

/** Words that nobody keeps: whoever is not there does not hear them. A relay hears its own, too. */
export interface Whispers {
  say(text: string): void;
  hear(listener: (text: string) => void): () => void;
}

/** Why something could not be taken in or read. */
export class BackboneError extends Error {
  override name = 'BackboneError' as const;
  readonly kind: 'unavailable' | 'too-old' | 'closed';

  constructor(kind: BackboneError['kind'], message: string, options: {readonly cause?: unknown} = {}) {
    super(message, {cause: options.cause});
    this.kind = kind;
  }
}
