import type {Clock} from '../../../core/ports.js';

/** Passes on at most one in each `pause` ms: the first at once, of those that come too soon only the last. */
export function latestOf<T>(
  pass: (value: T) => void,
  {clock, pause}: {readonly clock: Clock; readonly pause: number},
): {say(value: T): void; stop(): void} {
  let next: {readonly value: T} | undefined;
  let stopWaiting: (() => void) | undefined;
  const wait = () => {
    stopWaiting = clock.after(pause, () => {
      stopWaiting = undefined;
      if (next === undefined) return;
      const {value} = next;
      next = undefined;
      wait();
      pass(value);
    });
  };
  return {
    say(value) {
      if (stopWaiting === undefined) {
        wait();
        pass(value);
      } else next = {value};
    },
    stop() {
      stopWaiting?.();
      next = undefined;
    },
  };
}
