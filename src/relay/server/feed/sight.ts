import type {Clock} from '../../../core/ports.js';
import type {RelayLimits} from '../options.js';

/** What a client says it has taken in: that bytes left here does not prove that they arrived. */
export interface Sight {
  saw(seq: number): void;
  forget(): void;
  /** Entries up to `head` that it has not seen; none for a client that never says. */
  lag(head: number): number;
  /** It used to say, and has seen nothing new for too long although something was sent. Asked every second or so. */
  isLost(sent: number): boolean;
}

export function sight({clock, limits}: {readonly clock: Clock; readonly limits: RelayLimits}): Sight {
  let seen: number | undefined;
  let behindSince: number | undefined;
  return {
    saw(seq) {
      if (seen === undefined || seq > seen) behindSince = undefined;
      seen = Math.max(seq, seen ?? 0);
    },
    forget() {
      seen = undefined;
      behindSince = undefined;
    },
    lag: head => (seen === undefined ? 0 : Math.max(0, head - seen)),
    isLost(sent) {
      const now = clock.monotonic();
      if (seen === undefined || seen >= sent) behindSince = undefined;
      else behindSince ??= now;
      return behindSince !== undefined && now - behindSince >= limits.unseenTime;
    },
  };
}
