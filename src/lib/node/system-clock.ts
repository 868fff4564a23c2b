import {performance} from 'node:perf_hooks';

/** The clock of this machine; its timers never keep the process alive by themselves. */
export const systemClock = {
  now: (): number => Date.now(),
  monotonic: (): number => performance.now(),
  after: (ms: number, task: () => void): (() => void) => {
    // Longer waits would overflow Node's timers and fire at once.
    const timer = setTimeout(task, Math.min(Math.max(0, ms), 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
