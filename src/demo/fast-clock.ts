import type {Clock} from '../core/ports.js';

/** The longest span a timer of Node takes, ms. */
const MAX_DELAY = 2_147_483_647;

/** A clock that runs `speed` times as fast as the world, from `startAt` (Unix ms; now by default). */
export function fastClock(speed: number, startAt = Date.now()): Clock {
  const began = performance.now();
  const monotonic = () => (performance.now() - began) * speed;
  return {
    now: () => Math.floor(startAt + monotonic()),
    monotonic,
    after(ms, task) {
      const due = monotonic() + ms;
      let timer: NodeJS.Timeout;
      // A timer may fire a little early, and a very long one goes in several steps.
      const arm = () => {
        const rest = (due - monotonic()) / speed;
        if (rest <= 0) task();
        else wait(rest);
      };
      const wait = (real: number) => {
        timer = setTimeout(arm, Math.min(Math.ceil(real), MAX_DELAY)).unref();
      };
      wait(Math.max(0, ms / speed));
      return () => clearTimeout(timer);
    },
  };
}
