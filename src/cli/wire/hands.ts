import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {WatchState} from '../../core/watch-state.js';
import type {ReadonlyStore} from '../../engine/engine.js';
import type {Runs} from '../../engine/step-runner.js';
import type {Hands, HandsNeed} from '../hands.js';
import {joinWatch} from './join-watch.js';

/** Takes the journal for the length of a command, or hands everything to the process that holds it. */
export async function openHands(
  config: Config,
  need: HandsNeed,
  {signal, ...parts}: {readonly env: Env; readonly clock: Clock; readonly signal: AbortSignal; readonly runs?: Runs},
): Promise<Hands> {
  // A command does not stay long enough to follow a team; the next cockpit tells them what it did.
  const {feed: _, ...alone} = config;
  const watch = await joinWatch({
    config: alone,
    ...parts,
    live: need.need === 'live',
    ...sending(need),
    gone: () => undefined,
  });
  const {engine} = watch;
  return {
    role: watch.role === 'writer' ? 'writer' : 'via-holder',
    state: () => engine.store.getState(),
    dispatch: command => engine.dispatch(command, config.operator),
    settle: (facts, timeout) => waiting(signal, timeout, () => engine.settle(facts, timeout)),
    firstTruth: timeout => waiting(signal, timeout, () => answered(engine.store, timeout)),
    close: () => watch.leave(),
  };
}

/** A command sends what it asks for itself. */
function sending({need, sends}: HandsNeed): {readonly sends?: 'new'} {
  return need === 'live' || sends === true ? {sends: 'new'} : {};
}

/** Resolves when no source is still being waited for, or after `timeout` ms. */
function answered(store: ReadonlyStore<WatchState>, timeout: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, timeout).unref();
    const unsubscribe = store.subscribe(check);
    check();
    function check() {
      if (!store.getState().warming) done();
    }
    function done() {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    }
  });
}

/**
 * Waits, but rejects as soon as the command is to stop. The engine's clock never keeps a process alive; a command that
 * waits has to.
 */
function waiting<T>(signal: AbortSignal, ms: number, wait: () => Promise<T>): Promise<T> {
  const alive = setTimeout(() => undefined, ms + 1000);
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Error('stopped'));
    signal.addEventListener('abort', stop, {once: true});
    if (signal.aborted) stop();
  });
  return Promise.race([wait(), stopped]).finally(() => {
    clearTimeout(alive);
    signal.removeEventListener('abort', stop);
  });
}
