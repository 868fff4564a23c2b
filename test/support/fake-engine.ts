import {createStore, type StoreApi} from 'zustand/vanilla';
import type {Command} from '../../src/core/shift/command.js';
import type {WatchState} from '../../src/core/watch-state.js';
import type {Engine, Outcome} from '../../src/engine/engine.js';

export interface FakeEngine extends Engine {
  readonly store: StoreApi<WatchState>;
  /** What was asked of it, in order. */
  readonly asked: Command[];
  readonly looked: string[];
  /** What the next questions are answered with; done without facts when empty. */
  readonly answers: Outcome[];
}

/** An engine that shows the state it is given and remembers what it was asked. */
export function fakeEngine(state: WatchState): FakeEngine {
  const asked: Command[] = [];
  const looked: string[] = [];
  const answers: Outcome[] = [];
  return {
    store: createStore<WatchState>(() => state),
    asked,
    looked,
    answers,
    dispatch: async command => {
      asked.push(command);
      return answers.shift() ?? {ok: true, facts: []};
    },
    settle: async facts => ({settled: true, facts}),
    look: key => {
      looked.push(key);
    },
    wake: () => undefined,
    subscribe: () => () => undefined,
    stop: async () => undefined,
  };
}
