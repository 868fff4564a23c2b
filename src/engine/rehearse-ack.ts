import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';

/** So long after the first alerts, ms, the start is over and nobody waits for anything. */
const AFTER_START = 1_500;

/**
 * Decides an ack once for nothing while the board is idle: what the first one of a process needs (zones of the calendar,
 * code that has not run yet) takes longer than all the rest of it, and others wait for that ack. The answer calls it off.
 */
export function rehearseAck(parts: {
  readonly store: StoreApi<WatchState>;
  readonly clock: Clock;
  readonly rehearse: (command: Command, by: string) => unknown;
}): () => void {
  const {store, clock, rehearse} = parts;
  let cancel = (): void => undefined;
  const look = () => {
    if (store.getState().live.alerts.size === 0) return;
    unsubscribe();
    cancel = clock.after(AFTER_START, () => {
      const {live, settings} = store.getState();
      const [first] = live.alerts.keys();
      if (first !== undefined) rehearse({type: 'ack', alerts: [first]}, settings.operator);
    });
  };
  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    unsubscribe();
    cancel();
  };
}
