/** By this share a clock that is ahead of the machine's goes slower, until the machine's has caught up. */
const SLOWER = 1 / 20;

export interface SteadyTime {
  /** Unix ms; never less than it has said before. */
  now(): number;
  /** How far it is ahead of the clock of the machine, ms: that one was set back. */
  ahead(): number;
  /** Goes on from `at`, Unix ms, where the machine's clock is behind that: so late it was already by what is known. */
  notBefore(at: number): void;
}

/**
 * The time of the machine as long as that goes on; it follows at once where that is set forward. Where it is set back,
 * this one goes on from where it was, by the clock that never jumps: what is due in five minutes is due in five minutes.
 */
export function steadyTime(machine: {now(): number; monotonic(): number}): SteadyTime {
  let last = {at: Number.NEGATIVE_INFINITY, monotonic: 0};
  const look = () => {
    const wall = machine.now();
    const monotonic = machine.monotonic();
    const isBehind = wall < last.at;
    const at = isBehind ? Math.max(wall, last.at + Math.max(0, monotonic - last.monotonic) * (1 - SLOWER)) : wall;
    last = {at, monotonic};
    return {at: Math.floor(at), wall};
  };
  return {
    now: () => look().at,
    ahead: () => {
      const {at, wall} = look();
      return Math.max(0, at - wall);
    },
    notBefore: at => {
      if (at > look().at) last = {...last, at};
    },
  };
}
