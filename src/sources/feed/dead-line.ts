import type {Clock} from '../../core/ports.js';

export interface DeadLine {
  /** The other side lives. */
  readonly sign: () => void;
  /** From now on a sign of life is expected this often, ms. */
  readonly every: (ms: number) => void;
  readonly stop: () => void;
}

const SHORTEST = 1_000;

/** Tells when two signs of life are missing: a half-open connection looks well for hours. */
export function deadLine(clock: Clock, first: number, onDead: (silentFor: number) => void): DeadLine {
  let heartbeat = first;
  let cancel = (): void => undefined;
  const sign = () => {
    cancel();
    cancel = clock.after(2 * heartbeat, () => onDead(2 * heartbeat));
  };
  sign();
  return {
    sign,
    every(ms) {
      heartbeat = Math.max(SHORTEST, ms);
      sign();
    },
    stop: () => cancel(),
  };
}
