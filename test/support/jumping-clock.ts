import {steadyTime} from '../../src/lib/steady-time.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';

/** The clock of a process whose machine's clock is set while it runs. */
export interface JumpingClock {
  now(): number;
  ahead(): number;
  monotonic(): number;
  after(ms: number, task: () => void): () => void;
  advance(ms: number): void;
  /** Sets the clock of the machine. */
  jump(ms: number): void;
  /** What the clock of the machine says. */
  machine(): number;
}

export function jumpingClock(start: number): JumpingClock {
  const {now, monotonic, after, advance} = virtualClock(start);
  let set = 0;
  const machine = () => now() + set;
  return {
    ...steadyTime({now: machine, monotonic}),
    monotonic,
    after,
    advance,
    machine,
    jump: ms => {
      set += ms;
    },
  };
}
