import {performance} from 'node:perf_hooks';
import {steadyTime} from '../steady-time.js';

const time = steadyTime({now: () => Date.now(), monotonic: () => performance.now()});

/** The clock of this machine, which goes on where that is set back; its timers never keep the process alive by themselves. */
export const systemClock = {
  now: time.now,
  ahead: time.ahead,
  notBefore: time.notBefore,
  monotonic: (): number => performance.now(),
  after: (ms: number, task: () => void): (() => void) => {
    // Longer waits would overflow Node's timers and fire at once.
    const timer = setTimeout(task, Math.min(Math.max(0, ms), 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
