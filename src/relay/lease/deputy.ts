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
  /** Ends that. Resolves when nothing is under way any more, with the number of its last fact; undefined when it could not. */
  giveBack(of: string): Promise<number | undefined>;
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
