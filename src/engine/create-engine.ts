import {createStore} from 'zustand/vanilla';
import type {AlertSource, Clock, Ids, Journal, Lookups, Replay} from '../core/ports.js';
import type {Settings} from '../core/settings.js';
import {nextDeadline} from '../core/shift/deadlines.js';
import {fold, initialShift} from '../core/shift/fold.js';
import {fromSnapshot, toSnapshot} from '../core/shift/snapshot.js';
import type {ShiftState} from '../core/shift/state.js';
import type {WatchState} from '../core/watch-state.js';
import {createDeadlineTimer} from './deadline-timer.js';
import type {Engine, Publication} from './engine.js';
import {initialState} from './initial-state.js';
import {createIntake} from './intake.js';
import {createLooker} from './looker.js';
import {createQueue} from './queue.js';
import {createRecordingProbe} from './recording-probe.js';
import {settler} from './settle.js';
import {createWorker} from './worker.js';

/** A tail longer than this many facts is turned into a snapshot when the journal is opened. */
const TAIL_LIMIT = 20_000;

export interface EngineParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sources: readonly AlertSource[];
  readonly settings: Settings;
  readonly lookups?: Lookups;
  /** Told of what must not be lost but has no place on the screen. */
  readonly warn?: (message: string) => void;
}

/**
 * The one writer: replays the journal, watches the sources, takes one command at a time, and sees to what is
 * outstanding. Rejects with `JournalError` when the journal cannot be opened.
 */
export async function createEngine(parts: EngineParts): Promise<Engine> {
  const {clock, journal, sources} = parts;
  const replay = await journal.replay();
  const shift = replayed(replay);
  if (replay.facts.length > TAIL_LIMIT) await shorten(parts, shift);

  const store = createStore<WatchState>(() =>
    initialState({
      settings: parts.settings,
      shift,
      log: replay.facts,
      sources: sources.map(source => source.name),
      now: clock.now(),
      role: 'writer',
    }),
  );
  const abort = new AbortController();
  const listeners = new Set<(publication: Publication) => void>();
  const publish = (publication: Publication) => {
    for (const listener of listeners) listener(publication);
  };

  const queue = createQueue({...parts, store, publish});
  const dispatch: Engine['dispatch'] = (command, by = store.getState().settings.operator) => queue.ask(command, by);
  const ask = (command: Parameters<Engine['dispatch']>[0]) => dispatch(command, 'wk');
  const intake = createIntake({store, publish, ask, clock});
  const worker = createWorker({store, sources, clock, ask, seqAtStart: shift.seq, signal: abort.signal});
  const timer = createDeadlineTimer({
    clock,
    due: () => nextDeadline(store.getState()),
    run: () => ask({type: 'tick'}).then(() => worker.look()),
  });
  const probe = createRecordingProbe({store, clock, ask, catchUp: intake.reconcileAll});
  const looker = createLooker({store, lookups: parts.lookups ?? {}, clock, signal: abort.signal});

  const unsubscribe = store.subscribe(() => {
    worker.look();
    timer.set();
    probe.look();
  });
  worker.look();
  const watching = sources.map(source => source.watch(intake.take, abort.signal));

  return {
    store,
    dispatch,
    settle: settler(store, clock),
    look: looker.look,
    wake: name => {
      for (const source of sources) if (name === undefined || source.name === name) source.wake();
    },
    subscribe: listener => subscribeTo(listeners, listener),
    stop: async () => {
      abort.abort();
      unsubscribe();
      timer.stop();
      probe.stop();
      await Promise.allSettled(watching);
      await queue.drained();
      await journal.close();
    },
  };
}

/** A journal that cannot start a new segment (read-only, full) still opens; what is wrong with it shows at the next fact. */
async function shorten({journal, clock, warn}: EngineParts, shift: ShiftState): Promise<void> {
  try {
    await journal.rotate(toSnapshot(shift, clock.now()), shift.seq);
  } catch (error) {
    warn?.(`the journal could not start a new segment: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The state that a journal's snapshot and tail add up to. */
export function replayed(replay: Replay): ShiftState {
  const start = replay.snapshot === undefined ? undefined : fromSnapshot(replay.snapshot);
  return fold(start ?? initialShift(replay.origin), replay.facts);
}

function subscribeTo(
  listeners: Set<(publication: Publication) => void>,
  listener: (publication: Publication) => void,
): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
