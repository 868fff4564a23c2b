import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** How often a journal that cannot be written to is tried again, in ms. */
const EVERY = 2_000;

/** While nothing can be recorded, tries again until it can; then what was missed meanwhile is recorded from what is shown. */
export function createRecordingProbe(parts: {
  readonly store: StoreApi<WatchState>;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
  readonly recovered: () => void;
}): {look(): void; stop(): void} {
  let cancel: (() => void) | undefined;
  let stopped = false;

  const attempt = async () => {
    const {recording} = parts.store.getState();
    cancel = undefined;
    if (recording.ok || stopped) return;
    const outcome = await parts.ask({type: 'settle-recording', since: recording.since, reason: recording.message});
    if (outcome.ok) parts.recovered();
    else look();
  };
  const look = () => {
    const {recording} = parts.store.getState();
    const hopeless =
      !recording.ok && (recording.kind === 'newer' || recording.kind === 'read-only' || recording.kind === 'closed');
    if (recording.ok || hopeless || stopped || cancel !== undefined) return;
    cancel = parts.clock.after(EVERY, () => void attempt());
  };
  return {
    look,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
