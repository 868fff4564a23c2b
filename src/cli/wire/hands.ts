import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {Command} from '../../core/shift/command.js';
import {heldFacts} from '../../core/shift/log-window.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Outcome, ReadonlyStore} from '../../engine/engine.js';
import {settler} from '../../engine/settle.js';
import type {Runs} from '../../engine/step-runner.js';
import {randomId} from '../../lib/node/random-ids.js';
import {pause} from '../../lib/pause.js';
import type {Hands, HandsNeed} from '../hands.js';
import {type KeptPlace, keepPlace} from './kept-place.js';

/** How long a command is asked again of one holder after another, in ms. */
const PATIENCE = 30_000;
/** How long sources may take to answer a holder that has only just begun, in ms. */
const FIRST_TRUTH = 15_000;

interface Parts {
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Runs statements; what has them stays for as long as its operator walks. */
  readonly runs?: Runs;
}

/** Takes the journal for the length of a command, or hands everything to the process that holds it. */
export async function openHands(config: Config, need: HandsNeed, {signal, ...parts}: Parts): Promise<Hands> {
  // A command does not stay long enough to follow a team; the next cockpit tells them what it did.
  const {feed: _, ...alone} = config;
  const walks = parts.runs !== undefined;
  // Whoever stays long is what everybody else sees the sources through.
  const live = need.need === 'live' || (walks && config.alertmanagers.length > 0);
  const place = await keepPlace({config: alone, ...parts, live, ...sending(need), brief: !walks});
  const {engine} = place;
  const settle = settler(engine.store, parts.clock);
  const ready = need.need === 'live' ? () => answered(engine.store, FIRST_TRUTH) : () => Promise.resolve();
  return {
    get role() {
      return place.role() === 'writer' ? ('writer' as const) : ('via-holder' as const);
    },
    state: () => engine.store.getState(),
    dispatch: command => {
      const ask = () => asked(command, {place, ready, config, clock: parts.clock});
      // What stops a walk also asks for the end of what runs in it, which must still be heard.
      return walks ? ask() : waiting(signal, PATIENCE + FIRST_TRUTH, ask);
    },
    settle: (facts, timeout) => waiting(signal, timeout, () => Promise.race([settle(facts, timeout), place.ended])),
    firstTruth: timeout => waiting(signal, timeout, () => answered(engine.store, timeout)),
    askAround: timeout =>
      waiting(signal, timeout, () => Promise.race([engine.askAround?.(), pause(parts.clock, timeout, signal)])),
    close: () => place.leave(),
  };
}

/** A command sends what it asks for itself. */
function sending({need, sends}: HandsNeed): {readonly sends?: 'new'} {
  return need === 'live' || sends === true ? {sends: 'new'} : {};
}

interface Asking {
  readonly place: KeptPlace;
  readonly ready: () => Promise<void>;
  readonly config: Config;
  readonly clock: Clock;
}

/**
 * Asks whoever writes. When they go in the middle, whoever writes next is asked, unless the log has it by then: it is
 * done once.
 */
async function asked(command: Command, {place, ready, config, clock}: Asking): Promise<Outcome> {
  const {engine} = place;
  const request = randomId('');
  const deadline = clock.monotonic() + PATIENCE;
  await place.present();
  for (;;) {
    const named = place.role() === 'attached' ? request : undefined;
    const outcome = await engine.dispatch(command, config.operator, named);
    if (outcome.ok || outcome.refusal.gone !== true || clock.monotonic() > deadline) {
      // Whoever answered may have gone since; what they recorded is in the state of whoever writes now.
      await place.present();
      return outcome;
    }
    await place.again();
    const done = heldFacts(engine.store.getState()).filter(fact => fact.request === request);
    if (done.length > 0) return {ok: true, facts: done};
    await ready();
  }
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
