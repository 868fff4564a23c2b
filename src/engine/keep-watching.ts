import type {StoreApi} from 'zustand/vanilla';
import type {Clock, SeenMark} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** How often the mark is set, ms: a crash is known to this. */
const EVERY = 30_000;
/** After so long without one, ms, this process did not run: the machine slept, or it was stopped. */
const ASLEEP = 90_000;

/**
 * Records that a cockpit watches from now on, and when it is left. In between a mark outside the journal says that it
 * still does, so that the next start knows of a crash, and this process of its own sleep.
 */
export function keepWatching(parts: {
  readonly store: StoreApi<WatchState>;
  readonly mark: SeenMark;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
}): {leave(): Promise<void>} {
  const {store, mark, clock, ask} = parts;
  const openedAt = clock.now();
  let seen: number | undefined;
  let isRecorded = false;
  let left = false;
  let cancel: () => void = () => undefined;

  const hasSlept = (since: number) => clock.now() - since > ASLEEP;
  const open = async (on: number, since: number | undefined) => {
    const outcome = await ask({type: 'open-watch', on, ...(since === undefined ? {} : {seen: since})});
    return outcome.ok;
  };
  const beat = async () => {
    const now = clock.now();
    // While nothing can be recorded, the mark stays where the last watch ended: it is what will be told of that.
    if (!isRecorded && store.getState().recording.ok) isRecorded = await open(openedAt, seen);
    else if (isRecorded && seen !== undefined && hasSlept(seen)) await open(now, seen);
    if (isRecorded) {
      seen = now;
      await mark.set(now);
    }
    next();
  };
  const next = () => {
    cancel();
    if (!left) cancel = clock.after(EVERY, () => void beat());
  };
  const begun = mark.last().then(last => {
    seen = last;
    return beat();
  });
  return {
    leave: async () => {
      left = true;
      cancel();
      await begun;
      if (!isRecorded) return;
      const on = seen !== undefined && hasSlept(seen) ? seen : clock.now();
      await ask({type: 'leave-watch', on});
      await mark.set(on);
    },
  };
}
