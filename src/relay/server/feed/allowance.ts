import type {Clock} from '../../../core/ports.js';

/** So many a second in the long run; what was not used is kept for `seconds`. True as long as there is one left. */
export function allowance(
  clock: Clock,
  {perSecond, seconds}: {readonly perSecond: number; readonly seconds: number},
): () => boolean {
  const most = perSecond * seconds;
  let left = most;
  let lookedAt = clock.monotonic();
  return () => {
    const now = clock.monotonic();
    left = Math.min(most, left + ((now - lookedAt) / 1_000) * perSecond);
    lookedAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
