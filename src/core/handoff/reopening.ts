/** An incident that was called resolved and was taken up again. Times are Unix ms. */
export interface Reopening {
  readonly resolvedAt?: number;
  /** What was said to have mended it. */
  readonly fix?: string;
  readonly at: number;
  /** What it was taken up again for, in words. */
  readonly why: string;
}
