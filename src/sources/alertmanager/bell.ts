import type {Clock} from '../../core/ports.js';

/** Wakes one sleeper; a ring while nobody sleeps is kept for the next. */
export interface Bell {
  ring(): void;
  /** Resolves at a ring, or after `ms`. */
  wait(ms: number): Promise<void>;
}

export function bell(clock: Pick<Clock, 'after'>): Bell {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wakeUp?.();
    },
    async wait(ms) {
      if (!rung && ms > 0) {
        await new Promise<void>(resolve => {
          wakeUp = resolve;
          const cancel = clock.after(ms, resolve);
          wakeUp = () => {
            cancel();
            resolve();
          };
        });
        wakeUp = undefined;
      }
      rung = false;
    },
  };
}
