import type {StoreApi} from 'zustand/vanilla';
import {nextLadderDeadline} from '../core/escalation/upkeep-ladders.js';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** However much happens, the ladders are looked at this often at most, ms. */
const SHORTEST = 1_000;

/** Looks at the ladders when something may have moved them, and when time alone does. */
export function createLadderClock(parts: {
  readonly store: StoreApi<WatchState>;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
}): {look(): void; stop(): void} {
  const {store, clock, ask} = parts;
  let stopped = false;
  let lastLook = Number.NEGATIVE_INFINITY;
  let set: {readonly at: number; readonly cancel: () => void} | undefined;

  const wakeAt = (at: number) => {
    const next = Math.max(at, lastLook + SHORTEST);
    if (stopped || (set !== undefined && set.at <= next)) return;
    set?.cancel();
    set = {at: next, cancel: clock.after(Math.max(0, next - clock.now()), wake)};
  };
  const wake = () => {
    set = undefined;
    lastLook = clock.now();
    void ask({type: 'tick-ladders'}).then(() => {
      const next = nextLadderDeadline(store.getState(), clock.now());
      if (next !== undefined && Number.isFinite(next)) wakeAt(next);
    });
  };
  return {
    look: () => {
      const {settings, shift} = store.getState();
      if (settings.policies.length > 0 || shift.ladders.size > 0) wakeAt(clock.now());
    },
    stop: () => {
      stopped = true;
      set?.cancel();
    },
  };
}
