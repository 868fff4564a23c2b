import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome} from './engine.js';

/** How often a journal that cannot be written to is tried again, in ms. */
const EVERY = 2_000;
/** So long, in ms, recording must have worked before it counts as mended: at the edge of a full disk it comes and goes. */
const STEADY = 60_000;
/** What no second try mends. */
const HOPELESS: ReadonlySet<string> = new Set(['newer', 'read-only', 'closed', 'corrupt']);

/**
 * While not everything can be recorded, tries again until it can. What was missed meanwhile is made anew from what is
 * shown (`catchUp` asks for that) and recorded together with the fact that closes the gap, or not at all. Once it has
 * worked for a while, the trouble is over.
 */
export function createRecordingProbe(parts: {
  readonly store: StoreApi<WatchState>;
  readonly clock: Clock;
  readonly ask: (command: Command) => Promise<Outcome>;
  readonly catchUp: () => void;
}): {look(): void; stop(): void} {
  let cancel: (() => void) | undefined;
  let calming: (() => void) | undefined;
  let stopped = false;

  const attempt = async () => {
    const {recording} = parts.store.getState();
    cancel = undefined;
    if (recording.ok || stopped) return;
    const closed = parts.ask({type: 'settle-recording', since: recording.since, reason: recording.message});
    parts.catchUp();
    if (!(await closed).ok) look();
  };
  const calm = () => {
    const {recording} = parts.store.getState();
    calming = undefined;
    if (!recording.ok || recording.after === undefined || stopped) return;
    const left = recording.after.again + STEADY - parts.clock.now();
    if (left > 0) calming = parts.clock.after(left, calm);
    else parts.store.setState({recording: {ok: true}});
  };
  const look = () => {
    const {recording} = parts.store.getState();
    if (calming === undefined && recording.ok && recording.after !== undefined) calm();
    const hopeless = !recording.ok && HOPELESS.has(recording.kind);
    if (recording.ok || hopeless || stopped || cancel !== undefined) return;
    cancel = parts.clock.after(EVERY, () => void attempt());
  };
  return {
    look,
    stop: () => {
      stopped = true;
      cancel?.();
      calming?.();
    },
  };
}
