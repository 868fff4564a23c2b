/** Learns how far a server's clock is ahead of ours, in ms. */
export interface Skew {
  /** `date` is what the server said (whole seconds), between `sentAt` and `receivedAt` on our clock. */
  observe(answer: {readonly date: number; readonly sentAt: number; readonly receivedAt: number}): void;
  /** Best estimate, undefined before the first answer. */
  value(): number | undefined;
  /** When the last answer came, on our clock. */
  observedAt(): number | undefined;
}

/**
 * One `Date` header leaves a second of doubt. Each answer bounds the true difference from below and above, and the
 * bounds of several answers together narrow it; when they contradict each other, a clock was set and we start anew.
 */
export function skew(): Skew {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let last: number | undefined;
  return {
    observe({date, sentAt, receivedAt}) {
      const from = date - receivedAt;
      const to = date + 999 - sentAt;
      low = Math.max(low, from);
      high = Math.min(high, to);
      if (low > high) [low, high] = [from, to];
      last = receivedAt;
    },
    value: () => (last === undefined ? undefined : Math.round((low + high) / 2)),
    observedAt: () => last,
  };
}
