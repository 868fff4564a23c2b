import type {WritePage} from '../core/escalation/write-page.js';
import {nothingLive} from '../core/live/observe.js';
import type {SourceHealth, SourcePowers} from '../core/live/update.js';
import type {Settings} from '../core/settings.js';
import type {Fact} from '../core/shift/fact.js';
import {windowOver} from '../core/shift/log-window.js';
import type {ShiftState} from '../core/shift/state.js';
import type {LiveState, WatchState} from '../core/watch-state.js';

/** The store's content before any source has answered: what the journal last knew. */
export function initialState(start: {
  readonly settings: Settings;
  readonly shift: ShiftState;
  readonly log: readonly Fact[];
  readonly sources: readonly string[];
  /** Sources that only a feed tells of, as far as the journal knows them. */
  readonly fed?: readonly string[];
  readonly now: number;
  readonly role: WatchState['role'];
  readonly writePage?: WritePage | undefined;
}): WatchState {
  return {
    settings: start.settings,
    live: waitingFor(start.sources, start.now, start.fed),
    shift: start.shift,
    recording: {ok: true},
    ...windowOver(start.log, start.shift),
    lookups: new Map(),
    outputs: new Map(),
    warming: start.sources.length + (start.fed?.length ?? 0) > 0,
    ...(start.writePage === undefined ? {} : {writePage: start.writePage}),
    role: start.role,
  };
}

/** Until the relay says more: nobody here can silence what only comes by the feed. */
const UNKNOWN_POWERS: SourcePowers = {silence: false, resolve: true, history: false};

/** What is known of these sources before they have answered. `now` is Unix ms. */
export function waitingFor(sources: readonly string[], now: number, fed: readonly string[] = []): LiveState {
  const health = (source: string): SourceHealth => ({
    source,
    state: 'connecting',
    since: now,
    interval: 0,
    members: [],
  });
  const waiting = [...sources.map(health), ...fed.map(source => ({...health(source), powers: UNKNOWN_POWERS}))];
  return {...nothingLive, sources: new Map(waiting.map(one => [one.source, one]))};
}
