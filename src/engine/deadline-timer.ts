import type {Clock} from '../core/ports.js';

/** A deadline that stays in the past, because the other side does not answer, is looked at this often, in ms. */
const SHORTEST = 1_000;

/** Keeps one timer on the next deadline; `set` looks at it again after every change of the state. */
export function createDeadlineTimer(parts: {
  readonly clock: Clock;
  readonly due: () => number | undefined;
  readonly run: () => Promise<void>;
}): {set(): void; stop(): void} {
  let at: number | undefined;
  let lastRun = Number.NEGATIVE_INFINITY;
  let cancel: () => void = () => undefined;
  let stopped = false;

  const fire = () => {
    at = undefined;
    lastRun = parts.clock.now();
    void parts.run().finally(set);
  };
  const set = () => {
    const due = stopped ? undefined : parts.due();
    const next = due === undefined ? undefined : Math.max(due, lastRun + SHORTEST);
    // One that has passed while the machine slept is not waited for as long as it was to be.
    if (next === at && (next === undefined || next > parts.clock.now())) return;
    cancel();
    at = next;
    if (next !== undefined) cancel = parts.clock.after(Math.max(0, next - parts.clock.now()), fire);
  };
  return {
    set,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
