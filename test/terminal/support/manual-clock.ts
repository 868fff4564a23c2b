import type {Clock} from '../../../src/core/ports.js';

/** A clock that stands still until it is told to go on. */
export function manualClock(): Clock & {advance(ms: number): void} {
  let now = 0;
  const timers = new Set<{readonly at: number; readonly task: () => void}>();
  const due = (limit: number) => [...timers].filter(({at}) => at <= limit).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    monotonic: () => now,
    after(ms, task) {
      const timer = {at: now + ms, task};
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (let next = due(end); next !== undefined; next = due(end)) {
        timers.delete(next);
        now = next.at;
        next.task();
      }
      now = end;
    },
  };
}
