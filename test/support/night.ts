import type {Alert, Labels} from '../../src/core/alert/alert.js';
import type {Silence} from '../../src/core/alert/silence.js';
import type {SourceHealth} from '../../src/core/live/update.js';
import type {Settings} from '../../src/core/settings.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {runCockpit} from '../../src/ui/run.js';
import {type FakeScreen, fakeScreen} from './fake-screen.js';
import {type FakeSource, fakeSource} from './fake-source.js';
import {anAlert, aSilence, NIGHT, someSettings, upHealth} from './given.js';
import {type MemoryJournal, memoryJournal} from './memory-journal.js';

export interface Night {
  readonly screen: FakeScreen;
  readonly source: FakeSource;
  readonly journal: MemoryJournal;
  /** Adds an alert to what the source shows. */
  alert(
    name: string,
    over?: {readonly labels?: Labels; readonly annotations?: Labels; readonly age?: number},
  ): Promise<Alert>;
  resolve(name: string): Promise<void>;
  /** Alertmanager puts a silence over what it matches by name. */
  silenced(name: string, over?: Partial<Silence>): Promise<void>;
  health(over: Partial<SourceHealth>): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  /** Keys that arrive in one chunk: none of them has been seen by the operator when the next comes. */
  pressTogether(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  wait(ms: number): Promise<void>;
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
}

/** A watch on the real engine with the outside faked: what the source shows, what is typed, what is seen. */
export async function aNight({columns = 80, rows = 24, settings}: NightOptions = {}): Promise<Night> {
  const clock = virtualClock(NIGHT);
  const screen = fakeScreen(columns, rows);
  const source = fakeSource('eu', clock.now);
  const journal = memoryJournal();
  let count = 0;
  const ids = (prefix: string) => {
    count += 1;
    return `${prefix}${String(count).padStart(6, '0')}`;
  };
  const engine = await createEngine({journal, clock, ids, sources: [source], settings: someSettings(settings)});
  let hasLeft = false;
  const over = runCockpit({engine, screen, clock}).then(() => {
    hasLeft = true;
  });
  const alerts = new Map<string, Alert>();
  const silences: Silence[] = [];
  const rest = async () => {
    for (let turn = 0; turn < 12; turn += 1) await new Promise<void>(resolve => setImmediate(resolve));
    clock.advance(1);
  };
  const shows = async () => {
    const list = [...alerts.values()];
    source.shows(list, {silences, health: upHealth({lastGood: clock.now()})});
    source.sends({groups: {changed: groupsOf(list), gone: []}, health: upHealth({lastGood: clock.now()})});
    await settle();
  };
  const settle = async () => {
    await rest();
    clock.advance(120);
    await rest();
  };
  await settle();
  return {
    screen,
    source,
    journal,
    async alert(name, more = {}) {
      const made = anAlert({
        labels: {alertname: name, severity: 'critical', service: 'payments', instance: 'db-1:9100', ...more.labels},
        annotations: {summary: `${name} happened`, ...more.annotations},
        startsAt: clock.now() - (more.age ?? 60_000),
      });
      alerts.set(`${name} ${JSON.stringify(more.labels ?? {})}`, made);
      await shows();
      return made;
    },
    async resolve(name) {
      for (const key of [...alerts.keys()]) if (key.startsWith(`${name} `)) alerts.delete(key);
      await shows();
    },
    async silenced(name, more = {}) {
      const silence = aSilence({matchers: [{name: 'alertname', value: name, isRegex: false, isEqual: true}], ...more});
      silences.push(silence);
      for (const [key, alert] of alerts) {
        if (alert.labels.alertname === name) alerts.set(key, {...alert, state: 'suppressed', silencedBy: [silence.id]});
      }
      await shows();
    },
    async health(more) {
      source.sends({health: upHealth({lastGood: clock.now(), ...more})});
      await settle();
    },
    async press(...keys) {
      for (const key of keys) {
        screen.press(key);
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

function groupsOf(alerts: readonly Alert[]) {
  const names = new Set(alerts.map(alert => alert.labels.alertname ?? ''));
  return [...names].map(name => ({
    key: `eu/team/{alertname="${name}"}`,
    source: 'eu',
    receiver: 'team',
    labels: {alertname: name},
    fingerprints: alerts.filter(alert => alert.labels.alertname === name).map(alert => alert.fingerprint),
  }));
}
