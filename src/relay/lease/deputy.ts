/** What acts at this relay for cockpits that are not heard of. */
export interface Deputy {
  /** The journal it records in. */
  readonly origin: string;
  /** Every lease that the stream knows of. */
  leases(): readonly KnownLease[];
  /** Hears when those have changed. */
  subscribe(listener: () => void): () => void;
  /** From now on it acts for that cockpit; false when that could not be recorded. */
  take(lease: {readonly of: string; readonly operator: string; readonly silent: number}): Promise<boolean>;
  /** What it has recorded for others to know that is not in the stream yet. */
  unheard(): Unheard;
  /**
   * What it does by itself for others ends with its word in the book, also where this process was stopped for a while
   * and has heard nothing of the time. Undefined when it acts for nobody.
   */
  limit(word: Word | undefined): void;
  /** Ends that. Resolves when nothing is under way any more, with the number of its last fact; undefined when it could not. */
  giveBack(of: string): Promise<number | undefined>;
}

/** How long a word in the book stands, and what was asked for under it, by the clock that never jumps, ms. */
export interface Word {
  readonly askedAt: number;
  readonly length: number;
}

export interface Unheard {
  readonly facts: number;
  /** Since when the first of them waits, or since when the stream is not heard, Unix ms; absent where all is well. */
  readonly since?: number;
  /** Why, where that is known. */
  readonly reason?: string;
}

export interface KnownLease {
  /** The journal of the cockpit. */
  readonly of: string;
  readonly operator: string;
  /** The journal of who acts for it; absent while it acts for itself. */
  readonly holder?: string;
  /** It may be silent for so long, ms; absent where that is not known. */
  readonly length?: number;
  /** The last fact about a handing back, where there was one. */
  readonly returned?: {readonly relay: string; readonly number: number};
}
