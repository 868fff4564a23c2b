import type {StoreApi} from 'zustand/vanilla';
import type {Clock} from '../core/ports.js';
import type {RecordedWatch} from '../core/replay/recorded-watch.js';
import {
  DEFAULT_REPLAY_SPEED,
  fasterThan,
  MOST_REPLAY_SPEED,
  type ReplayState,
  slowerThan,
} from '../core/replay/replay-state.js';
import {replayedLive, silencesPlaced} from '../core/replay/replayed-live.js';
import {isIncidentStart, isOfWeight} from '../core/replay/weight.js';
import type {Settings} from '../core/settings.js';
import {refuse} from '../core/shift/decision.js';
import type {Fact} from '../core/shift/fact.js';
import {fold, initialShift} from '../core/shift/fold.js';
import {type LogWindow, slidOn, windowOver} from '../core/shift/log-window.js';
import type {ShiftState} from '../core/shift/state.js';
import type {WatchState} from '../core/watch-state.js';
import type {Engine} from './engine.js';
import {initialState} from './initial-state.js';
import {watchStore} from './watch-store.js';

/** What can be stopped at on the way through a watch. */
export type ReplayMark = 'incident' | 'weight';

/** What somebody who looks at a replay can do with it. */
export interface ReplayControl {
  /** Holds it still, or lets it go on; from its end it begins anew. */
  pause(): void;
  faster(): void;
  slower(): void;
  /** Shows another moment (Unix ms), the nearest that the watch has. */
  goTo(moment: number): void;
  /** Goes to the next mark ahead, or the one before; false where there is none. */
  goToMark(kind: ReplayMark, toward: 'next' | 'previous'): boolean;
}

export interface Replay {
  /** Refuses whatever it is asked to do: no fact is written, and nothing outside is touched. */
  readonly engine: Engine;
  /** Its time is the replayed one; its timers are those of the world. */
  readonly clock: Clock;
  readonly control: ReplayControl;
}

export interface ReplayParts {
  readonly settings: Settings;
  /** The time of whoever looks. */
  readonly pace: Clock;
  readonly speed?: number;
  /** Where it begins; at the beginning of the watch unless it is told. */
  readonly at?: number;
}

/** A replay moves on this often, ms. */
const STEP_MS = 250;
/** What passed longer ago nobody saw: the process was suspended, or held up. */
const MOST_STEP_MS = 1_000;

/** Plays a recorded watch through the same fold that makes the state of a running one. */
export function createReplay(watch: RecordedWatch, parts: ReplayParts): Replay {
  const {pace} = parts;
  const film = filmOf(watch);
  const store = watchStore(firstState(film, parts));
  const now = () => stateOf(store).at;
  const show = (change: Partial<ReplayState>) => store.setState(before => film.at(before, change));
  const marks = {incident: marksIn(watch, isIncidentStart), weight: marksIn(watch, isOfWeight)};
  let last = pace.monotonic();
  let cancel = pace.after(STEP_MS, step);

  function step(): void {
    cancel = pace.after(STEP_MS, step);
    const {at, speed, paused} = stateOf(store);
    const passed = Math.min(MOST_STEP_MS, pace.monotonic() - last);
    last = pace.monotonic();
    if (paused) return;
    const next = Math.min(watch.until, Math.floor(at + passed * speed));
    show({at: next, ...(next === watch.until ? {paused: true} : {})});
  }

  const goTo = (moment: number) => show({at: Math.min(watch.until, Math.max(watch.from, moment))});
  return {
    engine: silentEngine(store, async () => cancel()),
    clock: {now, monotonic: pace.monotonic, after: pace.after},
    control: {
      pause() {
        const {at, paused} = stateOf(store);
        show({paused: !paused, ...(paused && at >= watch.until ? {at: watch.from} : {})});
      },
      faster: () => show({speed: fasterThan(stateOf(store).speed)}),
      slower: () => show({speed: slowerThan(stateOf(store).speed)}),
      goTo,
      goToMark(kind, toward) {
        const times = marks[kind];
        const at = now();
        const mark = toward === 'next' ? times.find(time => time > at) : times.findLast(time => time < at);
        if (mark !== undefined) goTo(mark);
        return mark !== undefined;
      },
    },
  };
}

function stateOf(store: StoreApi<WatchState>): ReplayState {
  const {replay} = store.getState();
  if (replay === undefined) throw new Error('A replay lost its own state.');
  return replay;
}

function marksIn({during, times}: RecordedWatch, is: (fact: Fact) => boolean): readonly number[] {
  return during.flatMap((fact, index) => (is(fact) ? (times[index] ?? []) : []));
}

function firstState(film: Film, {settings, speed = DEFAULT_REPLAY_SPEED, at}: ReplayParts): WatchState {
  const {operator, from, until} = film.watch;
  const still: ReplayState = {
    operator,
    from,
    until,
    at: from,
    speed: Math.min(MOST_REPLAY_SPEED, Math.max(1, speed)),
    paused: false,
  };
  const empty = initialState({
    settings: replaySettings(settings, operator),
    shift: film.start,
    log: [],
    sources: [],
    now: from,
    role: 'writer',
  });
  return film.at({...empty, replay: still}, {at: Math.min(until, Math.max(from, at ?? from))});
}

/** It was their watch; nobody is to be called, told or waked by it again. */
function replaySettings(settings: Settings, operator: string): Settings {
  const {posts: _told, ...rest} = settings;
  return {...rest, operator, readOnly: true, targets: [], policies: [], ui: {...settings.ui, bell: false}};
}

interface Film {
  readonly watch: RecordedWatch;
  readonly start: ShiftState;
  /** The state after a change of what is shown: facts ahead are folded in, and for a moment before, all of them anew. */
  at(before: WatchState, change: Partial<ReplayState>): WatchState;
}

function filmOf(watch: RecordedWatch): Film {
  const {before, during, times, origin} = watch;
  const start = fold(initialShift(origin), before);
  const begun = windowOver(before, start);
  const placed = silencesPlaced([...before, ...during]);
  let folded = {count: 0, shift: start};
  const foldTo = (at: number): ShiftState => {
    const count = countUntil(times, at);
    const from = count < folded.count ? {count: 0, shift: start} : folded;
    if (count !== from.count) folded = {count, shift: fold(from.shift, during.slice(from.count, count))};
    else folded = from;
    return folded.shift;
  };
  return {
    watch,
    start,
    at(state, change) {
      const {replay} = state;
      if (replay === undefined) return state;
      const next = {...replay, ...change};
      const shift = foldTo(next.at);
      const {log, earlier}: LogWindow =
        shift === state.shift ? state : slidOn(begun, during.slice(0, folded.count), shift);
      return {...state, replay: next, shift, log, earlier, live: replayedLive(shift, next.at, placed)};
    },
  };
}

/** How many of these times, which never go back, are at or before a moment. */
function countUntil(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const nothingHere = refuse(
  'refused',
  'This is a replay: nothing can be done in it.',
  'What happened then is shown, and nothing is recorded or sent.',
);

function silentEngine(store: StoreApi<WatchState>, stop: () => Promise<void>): Engine {
  return {
    store,
    dispatch: async () => ({ok: false, ...nothingHere}),
    settle: async facts => ({settled: true, facts}),
    look: () => undefined,
    wake: () => undefined,
    subscribe: () => () => undefined,
    stop,
  };
}
