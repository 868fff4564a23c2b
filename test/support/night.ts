import type {Alert, Labels} from '../../src/core/alert/alert.js';
import type {Silence} from '../../src/core/alert/silence.js';
import type {SourceHealth} from '../../src/core/live/update.js';
import type {Clock, Feed, Lookups, Messages, SeenMark} from '../../src/core/ports.js';
import type {RunbookDesk} from '../../src/core/runbook/desk.js';
import type {Capabilities} from '../../src/core/screen.js';
import type {Settings} from '../../src/core/settings.js';
import type {Fact} from '../../src/core/shift/fact.js';
import type {WatchState} from '../../src/core/watch-state.js';
import {createEngine} from '../../src/engine/create-engine.js';
import type {Engine} from '../../src/engine/engine.js';
import type {Runs} from '../../src/engine/step-runner.js';
import {defined} from '../../src/lib/defined.js';
import {type VirtualClock, virtualClock} from '../../src/lib/virtual-clock.js';
import '../../src/ui/mount.js';
import type {Target} from '../../src/core/escalation/target.js';
import {type CockpitParts, runCockpit} from '../../src/ui/run.js';
import {type FakeScreen, fakeScreen} from './fake-screen.js';
import type {FakeSource} from './fake-source.js';
import {NIGHT, someSettings, upHealth} from './given.js';
import {type MemoryJournal, memoryJournal} from './memory-journal.js';
import {nightSource} from './night-source.js';

export interface Night {
  readonly screen: FakeScreen;
  readonly source: FakeSource;
  readonly journal: MemoryJournal;
  readonly engine: Engine;
  /** Adds an alert to what the source shows. */
  alert(
    name: string,
    over?: {readonly labels?: Labels; readonly annotations?: Labels; readonly age?: number},
  ): Promise<Alert>;
  resolve(name: string): Promise<void>;
  /** Somebody puts a silence over what it matches, by name unless told otherwise. */
  silenced(name: string, over?: Partial<Silence>): Promise<void>;
  health(over: Partial<SourceHealth>): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  /** Keys that arrive in one chunk: none of them has been seen by the operator when the next comes. */
  pressTogether(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  wait(ms: number): Promise<void>;
  /** Lets time pass while the source goes on answering. */
  passes(ms: number): Promise<void>;
  /** Waits for a text to be on the screen; fails with the frame. */
  sees(text: string): Promise<void>;
  seesNot(text: string): void;
  /** Facts in the journal, by type. */
  recorded(): readonly string[];
  /** Whether the operator has left. */
  left(): boolean;
  end(): Promise<void>;
}

export interface NightOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly settings?: Partial<Settings>;
  readonly capabilities?: Capabilities;
  /** Instead of one of that size and those capabilities. */
  readonly screen?: FakeScreen;
  readonly lookups?: Lookups;
  readonly desk?: RunbookDesk;
  readonly runs?: Runs;
  readonly messages?: () => Promise<Messages>;
  readonly targets?: readonly Target[];
  readonly feed?: Feed;
  /** One that can be set while the watch goes on; else one that is never set. */
  readonly clock?: Clock & Pick<VirtualClock, 'advance'>;
  /** Where it is noted that somebody watches. */
  readonly seen?: SeenMark;
  /** What the journal already holds. */
  readonly facts?: readonly Fact[];
  /** Another cockpit keeps the log. */
  readonly attached?: boolean;
  /** What the operator saw and pressed before, and what is kept for the next time. */
  readonly start?: Pick<CockpitParts, 'early' | 'keep' | 'watchDesk'>;
}

/** Seldom enough for long nights, often enough that nothing counts as blind. */
const POLL = 50_000;

/** A watch on the real engine with the outside faked: what the source shows, what is typed, what is seen. */
export async function aNight(options: NightOptions = {}): Promise<Night> {
  const clock = options.clock ?? virtualClock(NIGHT);
  const screen = options.screen ?? fakeScreen(options.columns ?? 80, options.rows ?? 24, options.capabilities);
  const shown = nightSource(clock.now);
  const {source} = shown;
  const journal = memoryJournal(options.facts === undefined ? {} : {facts: options.facts});
  let count = 0;
  const ids = (prefix: string) => {
    count += 1;
    return `${prefix}${String(count).padStart(6, '0')}`;
  };
  const settings = someSettings(options.settings);
  const {lookups, desk, runs, messages, targets, feed, seen} = options;
  const engine = await createEngine({
    journal,
    clock,
    ids,
    sources: [source],
    settings,
    ...defined({lookups, runs, targets, feed, seen}),
  });
  let hasLeft = false;
  const watched = options.attached === true ? attached(engine) : engine;
  const over = runCockpit({
    engine: watched,
    screen,
    clock,
    ...(desk === undefined ? {} : {desk}),
    ...(messages === undefined ? {} : {messages}),
    ...options.start,
  }).then(() => {
    hasLeft = true;
  });
  const rest = async () => {
    for (let turn = 0; turn < 12; turn += 1) await new Promise<void>(resolve => setImmediate(resolve));
    clock.advance(1);
  };
  const settle = async () => {
    await rest();
    clock.advance(120);
    await rest();
  };
  const polled = async () => {
    shown.poll();
    await settle();
  };
  await settle();
  return {
    screen,
    source,
    journal,
    engine,
    async alert(name, more) {
      const made = shown.fires(name, more);
      await polled();
      return made;
    },
    async resolve(name) {
      shown.resolves(name);
      await polled();
    },
    async silenced(name, more) {
      shown.silences(name, more);
      await polled();
    },
    async health(more) {
      source.sends({health: upHealth({lastGood: clock.now(), ...more})});
      await settle();
    },
    async press(...keys) {
      for (const key of keys) {
        screen.press(key);
        await settle();
        // The hand reads what came of it.
        await settle();
        await settle();
      }
    },
    async pressTogether(...keys) {
      for (const key of keys) screen.press(key);
      await settle();
    },
    async type(text) {
      for (const key of text) screen.press(key === ' ' ? 'space' : key);
      await settle();
    },
    async wait(ms) {
      clock.advance(ms);
      await settle();
    },
    async passes(ms) {
      for (let left = ms; left > 0; left -= POLL) {
        clock.advance(Math.min(left, POLL));
        await rest();
        await polled();
      }
    },
    async sees(text) {
      for (let turn = 0; turn < 20 && !screen.frame().includes(text); turn += 1) await settle();
      if (!screen.frame().includes(text)) throw new Error(`"${text}" is not on the screen:\n${screen.frame()}`);
    },
    seesNot(text) {
      if (screen.frame().includes(text)) throw new Error(`"${text}" is on the screen:\n${screen.frame()}`);
    },
    recorded: () => journal.facts.map(fact => fact.type),
    left: () => hasLeft,
    async end() {
      screen.press('esc');
      screen.press('ctrl-c');
      await settle();
      screen.press('y');
      await settle();
      await engine.stop();
      await over;
    },
  };
}

/** The same engine as a cockpit sees it that another one keeps the log for. */
function attached(engine: Engine): Engine {
  const seen = new WeakMap<WatchState, WatchState>();
  const getState = () => {
    const state = engine.store.getState();
    const made = seen.get(state) ?? {...state, role: 'attached' as const};
    seen.set(state, made);
    return made;
  };
  return {...engine, store: {...engine.store, getState}};
}
