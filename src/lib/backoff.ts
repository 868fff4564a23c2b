/**
 * How long to wait before try number `attempt` + 1, in ms: full jitter below a doubling bound, so that clients that
 * failed together do not come back together. `random` gives numbers from 0 up to 1.
 */
export function backoff(
  attempt: number,
  bounds: {readonly first: number; readonly most: number},
  random: () => number = Math.random,
): number {
  const bound = Math.min(bounds.most, bounds.first * 2 ** Math.min(attempt - 1, 30));
  return Math.max(bounds.first / 4, random() * bound);
}
