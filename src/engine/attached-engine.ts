import type {StoreApi} from 'zustand/vanilla';
import type {WritePage} from '../core/escalation/write-page.js';
import {observe} from '../core/live/observe.js';
import type {Clock} from '../core/ports.js';
import type {Settings} from '../core/settings.js';
import type {Command} from '../core/shift/command.js';
import {changesOutside, readOnlyRefusal} from '../core/shift/decide.js';
import type {Fact} from '../core/shift/fact.js';
import {fold} from '../core/shift/fold.js';
import {slidOn} from '../core/shift/log-window.js';
import type {WatchState} from '../core/watch-state.js';
import type {Engine, Outcome, Publication} from './engine.js';
import {goOnFrom} from './go-on-from.js';
import {settler} from './settle.js';
import {watchStore} from './watch-store.js';
import {stateOf, teamOf, type WatchMessage} from './wire-format.js';

/** How long the stream may lag behind an answer, in ms, before the answer is told without it. */
const STREAM_LAG = 5_000;

/** The way to the process that holds the journal. */
export interface HolderLink {
  /** Hands a command over and resolves with its outcome, when its facts are durable. */
  ask(command: Command, options: {readonly by: string; readonly request?: string}): Promise<Outcome>;
  /** Streams messages until the holder goes; resolves when the first has been heard. */
  watch(onMessage: (message: WatchMessage) => void, onClose: (reason: string) => void): Promise<{close(): void}>;
  look(alert: string): void;
  wake(source?: string): void;
}

/** A cockpit on a watch that another process writes. `gone` is called once when that process goes. */
export async function attachEngine(parts: {
  readonly link: HolderLink;
  readonly clock: Clock;
  readonly operator: string;
  /** What this cockpit was told otherwise than the holder: how it looks, and that it only looks. */
  readonly own?: Partial<Settings>;
  /** Writes pages by the operator's template, where there is one. */
  readonly writePage?: WritePage | undefined;
  readonly gone: (reason: string) => void;
}): Promise<Engine> {
  const {link, operator} = parts;
  const listeners = new Set<(publication: Publication) => void>();
  let store: StoreApi<WatchState> | undefined;
  const hear = (message: WatchMessage) => {
    if (message.kind === 'state')
      store = storeOf(message, store, {own: {...parts.own, operator}, writePage: parts.writePage});
    else if (store !== undefined) store.setState(after(store.getState(), message));
    if (store !== undefined) keepUp(store.getState(), parts.clock);
    if (message.kind === 'publication') for (const listener of listeners) listener(message);
  };
  const {ended, end} = streamEnd();
  const watching = await link.watch(hear, reason => {
    end();
    parts.gone(reason);
  });
  if (store === undefined) throw new Error('the holder of the journal sent no state');
  const held = store;
  const subscribe: Engine['subscribe'] = listener => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    store: held,
    dispatch: async (command, by = operator, request = undefined) => {
      if (parts.own?.readOnly === true && changesOutside(command)) return {ok: false, ...readOnlyRefusal};
      const outcome = await link.ask(command, {by, ...(request === undefined ? {} : {request})});
      if (outcome.ok) await Promise.race([untilKnown(held, outcome.facts, parts.clock), ended]);
      return outcome;
    },
    settle: settler(held, parts.clock),
    look: alert => link.look(alert),
    wake: source => link.wake(source),
    subscribe,
    stop: async () => {
      end();
      watching.close();
    },
  };
}

function keepUp({log, shift}: WatchState, clock: Clock): void {
  goOnFrom({facts: log, origin: shift.origin}, clock);
}

/** What a stream has not brought when it ends it never will. */
function streamEnd(): {readonly ended: Promise<void>; readonly end: () => void} {
  let end = (): void => undefined;
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  return {ended, end};
}

/** The answer to a command and the stream of facts come by different ways: whoever asked finds its facts in the state. */
function untilKnown(store: StoreApi<WatchState>, facts: readonly Fact[], clock: Clock): Promise<void> {
  const last = facts.at(-1)?.seq ?? 0;
  const isKnown = () => store.getState().shift.seq >= last;
  if (isKnown()) return Promise.resolve();
  return new Promise(resolve => {
    const done = () => {
      unsubscribe();
      cancel();
      resolve();
    };
    const unsubscribe = store.subscribe(() => isKnown() && done());
    const cancel = clock.after(STREAM_LAG, done);
  });
}

function storeOf(
  message: Extract<WatchMessage, {kind: 'state'}>,
  before: StoreApi<WatchState> | undefined,
  {own, writePage}: {readonly own: Partial<Settings>; readonly writePage: WritePage | undefined},
) {
  const sent = stateOf(message);
  if (sent === undefined)
    throw new Error('the holder of the journal runs another version: close it, or use the same version');
  const state = {...sent, settings: {...sent.settings, ...own}, ...(writePage === undefined ? {} : {writePage})};
  if (before === undefined) return watchStore(state);
  before.setState(state, true);
  return before;
}

function after(state: WatchState, message: Exclude<WatchMessage, {kind: 'state'}>): Partial<WatchState> {
  switch (message.kind) {
    case 'publication':
      return {
        ...(message.update === undefined ? {} : {live: observe(state.live, message.update, state.settings)}),
        ...(message.facts.length === 0
          ? {}
          : {shift: fold(state.shift, message.facts), ...slidOn(state, message.facts, state.shift)}),
      };
    case 'recording':
      return {recording: message.recording, warming: message.warming};
    case 'schedules':
      return {settings: {...state.settings, schedules: message.schedules}};
    case 'team':
      return {team: teamOf(message.team)};
    case 'lookup':
      return {lookups: new Map(state.lookups).set(message.alert, message.lookup)};
    case 'output':
      return {outputs: new Map(state.outputs).set(message.run, message.output)};
  }
}
