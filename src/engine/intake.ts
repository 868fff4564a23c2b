import type {StoreApi} from 'zustand/vanilla';
import {type Alert, alertKey} from '../core/alert/alert.js';
import {silenceKey} from '../core/alert/silence.js';
import {observe} from '../core/live/observe.js';
import type {Gone, SourceHealth, SourceUpdate} from '../core/live/update.js';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import type {Outcome, Publication} from './engine.js';

/** Alerts that are compared with the facts in one step. */
const PART = 250;

interface Parts {
  readonly store: StoreApi<WatchState>;
  readonly publish: (publication: Publication) => void;
  readonly ask: (command: Command) => Promise<Outcome>;
  readonly clock: Clock;
}

export interface Intake {
  take(update: SourceUpdate): void;
  /** Compares all facts with all that is shown, after recording has worked again. */
  reconcileAll(): void;
}

/**
 * Where updates of the sources come in. They are shown at once, because an alert must be seen even while nothing can be
 * recorded, and then compared with the facts. The first whole answer of a source is compared in full: what the journal
 * last saw firing may have ended while nobody looked.
 */
export function createIntake(parts: Parts): Intake {
  const {store, publish, ask} = parts;
  const unproven = new Set(store.getState().live.sources.keys());

  const take = (update: SourceUpdate) => {
    const state = store.getState();
    const live = observe(state.live, update);
    store.setState({live, warming: state.warming && isWarming(live.sources.values())});
    publish({facts: [], update});
    const whole = unproven.has(update.source) && tellsAll(update.health);
    if (whole) unproven.delete(update.source);
    const compare: Command = whole
      ? {type: 'reconcile', source: update.source, silencesRead: update.silencesRead === true}
      : touchedBy(update);
    for (const command of [...inParts(update), compare]) void ask(command);
  };
  return {
    take,
    reconcileAll: () => {
      for (const health of store.getState().live.sources.values()) {
        if (tellsAll(health)) void ask({type: 'reconcile', source: health.source});
        else unproven.add(health.source);
      }
    },
  };
}

/**
 * A large update is compared part by part before it is compared as a whole: by then hardly anything is left to record,
 * and no single step holds up the screen. An alert that fires anew is ended in the part that shows it.
 */
function* inParts(update: SourceUpdate): Generator<Command> {
  const {changed = [], gone = []} = update.alerts ?? {};
  if (changed.length + gone.length <= PART) return;
  const part = (touched: readonly Alert[], ended: readonly Gone[]): Command => ({
    type: 'reconcile',
    source: update.source,
    touched: touched.map(alertKey),
    silences: [],
    gone: ended,
  });
  const rotated = new Map(gone.filter(one => one.reason === 'rotated').map(one => [one.fingerprint, one]));
  for (const alerts of parted(changed)) {
    yield part(
      alerts,
      alerts.flatMap(({fingerprint}) => rotated.get(fingerprint) ?? []),
    );
  }
  for (const ended of parted(gone.filter(one => !rotated.has(one.fingerprint)))) yield part([], ended);
}

function parted<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({length: Math.ceil(list.length / PART)}, (_, at) => list.slice(at * PART, (at + 1) * PART));
}

function touchedBy(update: SourceUpdate): Command {
  return {
    type: 'reconcile',
    source: update.source,
    touched: (update.alerts?.changed ?? []).map(alertKey),
    silences: (update.silences?.changed ?? []).map(silenceKey),
    gone: update.alerts?.gone ?? [],
    silencesRead: update.silencesRead === true,
  };
}

/** Whether an answer is the whole truth: every member answered, and none has just restarted. */
function tellsAll(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true && health.members.every(member => member.up);
}

function isWarming(sources: Iterable<SourceHealth>): boolean {
  for (const health of sources) if (health.state === 'connecting') return true;
  return false;
}
