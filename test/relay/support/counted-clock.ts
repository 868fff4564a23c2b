import {type VirtualClock, virtualClock} from '../../../src/lib/virtual-clock.js';

/** A virtual clock that says how many timers wait. */
export interface CountedClock extends VirtualClock {
  readonly timers: number;
}

export function countedClock(start = Date.parse('2026-11-20T03:00:00.000Z')): CountedClock {
  const clock = virtualClock(start);
  const waiting = new Set<object>();
  return {
    ...clock,
    get timers() {
      return waiting.size;
    },
    after(ms, task) {
      const timer = {};
      waiting.add(timer);
      const cancel = clock.after(ms, () => {
        waiting.delete(timer);
        task();
      });
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
  };
}
