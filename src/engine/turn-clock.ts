import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import {nextTurnLook, turnDue} from '../core/shift/turns.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** So long, ms, is waited after a begin or an end that could not be recorded. */
const AGAIN = 15_000;
/** So long, ms, the first look at the sources may take: whoever is told of the watch is told of what fires. */
const FIRST_LOOK = 10_000;

/**
 * Begins and ends the watch by the schedules: looks when something may have moved it, and when time alone does. Nothing
 * before the sources were looked at once, or had their time for that.
 */
export function createTurnClock(parts: {
  readonly store: StoreApi<WatchState>;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
}): {look(): void; stop(): void} {
  const {store, clock, ask} = parts;
  let [stopped, asking] = [false, false];
  let cancel: () => void = () => undefined;
  let seen: readonly unknown[] = [];
  let waited = false;
  const late = clock.after(FIRST_LOOK, () => {
    waited = true;
    wake();
  });

  const wakeIn = (ms: number) => {
    cancel();
    if (!stopped && Number.isFinite(ms)) cancel = clock.after(ms, wake);
  };
  const wake = () => {
    if (stopped || asking || (store.getState().warming && !waited)) return;
    const now = clock.now();
    if (turnDue(store.getState(), now) === undefined) {
      wakeIn(nextTurnLook(store.getState(), now) - now);
      return;
    }
    asking = true;
    void ask({type: 'tick-turns'}).then(outcome => {
      asking = false;
      // One that ended may make room for the next.
      if (outcome.ok) wake();
      else wakeIn(AGAIN);
    });
  };
  return {
    look: () => {
      const {shift, settings, team, warming} = store.getState();
      const now = [shift.shift, shift.ended, settings, team?.present, team?.feed.state, warming];
      if (asking || now.every((one, index) => one === seen[index])) return;
      seen = now;
      wake();
    },
    stop: () => {
      stopped = true;
      cancel();
      late();
    },
  };
}
