import {createStore, type StoreApi} from 'zustand/vanilla';
import {nothingLive} from '../core/live/observe.js';
import {initialShift} from '../core/shift/fold.js';
import type {WatchState} from '../core/watch-state.js';

/**
 * A store that begins with this state. A store keeps its very first state for as long as it lives, so that one is empty:
 * what fired at the start of a watch must not stay in memory until its end.
 */
export function watchStore(state: WatchState): StoreApi<WatchState> {
  const store = createStore<WatchState>(() => ({
    ...state,
    live: nothingLive,
    shift: initialShift(state.shift.origin),
    log: [],
    lookups: new Map(),
  }));
  store.setState(state, true);
  return store;
}
