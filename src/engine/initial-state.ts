import {nothingLive} from '../core/live/observe.js';
import type {SourceHealth} from '../core/live/update.js';
import type {Settings} from '../core/settings.js';
import type {Fact} from '../core/shift/fact.js';
import type {ShiftState} from '../core/shift/state.js';
import type {LiveState, WatchState} from '../core/watch-state.js';

/** How many of the newest facts the store holds for the log. */
export const LOG_LIMIT = 2000;

/** The store's content before any source has answered: what the journal last knew. */
export function initialState(start: {
  readonly settings: Settings;
  readonly shift: ShiftState;
  readonly log: readonly Fact[];
  readonly sources: readonly string[];
  readonly now: number;
  readonly role: WatchState['role'];
}): WatchState {
  return {
    settings: start.settings,
    live: waitingFor(start.sources, start.now),
    shift: start.shift,
    recording: {ok: true},
    log: start.log.slice(-LOG_LIMIT),
    lookups: new Map(),
    outputs: new Map(),
    warming: start.sources.length > 0,
    role: start.role,
  };
}

/** What is known of these sources before they have answered. `now` is Unix ms. */
export function waitingFor(sources: readonly string[], now: number): LiveState {
  const health = (source: string): SourceHealth => ({
    source,
    state: 'connecting',
    since: now,
    interval: 0,
    members: [],
  });
  return {...nothingLive, sources: new Map(sources.map(source => [source, health(source)]))};
}
