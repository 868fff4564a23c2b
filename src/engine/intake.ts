import type {StoreApi} from 'zustand/vanilla';
import {alertKey} from '../core/alert/alert.js';
import {silenceKey} from '../core/alert/silence.js';
import {observe} from '../core/live/observe.js';
import {tellsAll} from '../core/live/tells-all.js';
import type {Passed, SourceHealth, SourceUpdate} from '../core/live/update.js';
import type {Clock} from '../core/ports.js';
import type {Command, Reconcile} from '../core/shift/command.js';
import type {WatchState} from '../core/watch-state.js';
import {createDoubts} from './doubts.js';
import type {Outcome, Publication} from './engine.js';

/** Alerts that are compared with the facts in one step. */
const PART = 250;

type Alerts = NonNullable<SourceUpdate['alerts']>;

const NO_ALERTS: Alerts = {changed: [], gone: []};

interface Parts {
  readonly store: StoreApi<WatchState>;
  /** Those whose first whole answer is compared in full; what comes by the feed says itself when it is whole. */
  readonly polled: readonly string[];
  readonly publish: (publication: Publication) => void;
  readonly ask: (command: Command) => Promise<Outcome>;
  readonly clock: Clock;
  /** It is gone before a missing alert could be told from one that ended. */
  readonly isBrief: boolean;
}

export interface Intake {
  take(update: SourceUpdate): void;
  /** Compares all facts with all that is shown, after recording has worked again. */
  reconcileAll(): void;
  /** Compares in full with the next whole answer of each source: the facts tell now of what was never seen here. */
  proveAnew(): void;
}

/**
 * Where updates of the sources come in. They are shown at once, because an alert must be seen even while nothing can be
 * recorded, and then compared with the facts. The first whole answer of a source is compared in full: what the journal
 * last saw firing may have ended while nobody looked, which a missing alert tells only after the grace of its source.
 */
export function createIntake(parts: Parts): Intake {
  const {store, publish, ask} = parts;
  const unproven = new Set(parts.polled);
  const unmet = new Set(unproven);
  /** Before anything of it is recorded: it may be known by another name. */
  const meet = ({source, state}: SourceHealth) => {
    if (state !== 'up' || !unmet.has(source)) return;
    unmet.delete(source);
    void ask({type: 'meet-source', source});
  };

  const prove = (source: string) => {
    if (unproven.delete(source)) unmet.add(source);
  };

  const doubts = createDoubts(parts);
  const take = (told: SourceUpdate) => {
    const state = store.getState();
    const whole = isWhole(told, unproven);
    const update = parts.isBrief ? told : doubts.judge(told, isFirst(told, unproven));
    const live = observe(state.live, update, state.settings);
    store.setState({live});
    publish({facts: [], update});
    // Whoever follows along is not told that all have answered before what they have answered.
    endWarming(store);
    const {source} = update;
    if (whole) prove(source);
    meet(update.health);
    for (const command of partsOf(update)) void ask(command);
    // One that looks once cannot tell what is missing for a moment from what has ended.
    void ask(comparison(update, whole && !(parts.isBrief && update.health.grace !== undefined)));
  };
  return {
    take,
    proveAnew: () => {
      for (const source of parts.polled) unproven.add(source);
    },
    reconcileAll: () => {
      for (const health of store.getState().live.sources.values()) {
        if (parts.polled.includes(health.source)) unmet.add(health.source);
        meet(health);
        if (tellsAll(health)) void ask({type: 'reconcile', source: health.source});
        else unproven.add(health.source);
      }
    },
  };
}

/**
 * The alerts of a large update are compared part by part, in order, so that no single step holds up the screen. One that
 * fires anew is ended in the part that shows it; those that are gone come after, and last what nobody has seen.
 */
function* partsOf(update: SourceUpdate): Generator<Reconcile> {
  if (!isLarge(update)) return;
  const {changed, gone, passed = []} = update.alerts ?? NO_ALERTS;
  const rotated = new Map(gone.filter(one => one.reason === 'rotated').map(one => [one.fingerprint, one]));
  const earlier = byFingerprint(passed);
  const part = (alerts: Alerts) => ({...touchedBy(update, alerts), silences: []});
  for (const some of parted(changed)) {
    const names = some.map(({fingerprint}) => fingerprint);
    yield part({
      changed: some,
      gone: names.flatMap(name => rotated.get(name) ?? []),
      passed: names.flatMap(name => earlier.get(name) ?? []),
    });
    for (const name of names) earlier.delete(name);
  }
  for (const some of parted(gone.filter(one => !rotated.has(one.fingerprint)))) yield part({changed: [], gone: some});
  for (const some of parted([...earlier.values()].flat())) yield part({changed: [], gone: [], passed: some});
}

function byFingerprint(passed: readonly Passed[]): Map<string, Passed[]> {
  const found = new Map<string, Passed[]>();
  for (const one of passed) {
    const {fingerprint} = one.alert;
    const list = found.get(fingerprint);
    if (list === undefined) found.set(fingerprint, [one]);
    else list.push(one);
  }
  return found;
}

function comparison(update: SourceUpdate, inFull: boolean): Reconcile {
  const silencesRead = update.silencesRead === true;
  if (inFull) return {type: 'reconcile', source: update.source, silencesRead};
  return {...touchedBy(update, isLarge(update) ? NO_ALERTS : update.alerts), silencesRead};
}

function isLarge({alerts = NO_ALERTS}: SourceUpdate): boolean {
  return alerts.changed.length + alerts.gone.length + (alerts.passed?.length ?? 0) > PART;
}

function parted<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({length: Math.ceil(list.length / PART)}, (_, at) => list.slice(at * PART, (at + 1) * PART));
}

function touchedBy({source, silences}: SourceUpdate, alerts: Alerts = NO_ALERTS): Reconcile {
  return {
    type: 'reconcile',
    source,
    touched: alerts.changed.map(alertKey),
    silences: (silences?.changed ?? []).map(silenceKey),
    gone: alerts.gone,
    ...(alerts.passed === undefined || alerts.passed.length === 0 ? {} : {passed: alerts.passed}),
  };
}

/** Whether the facts are to be compared with all that the source shows. */
function isWhole({source, health, whole}: SourceUpdate, unproven: ReadonlySet<string>): boolean {
  return whole === true || (unproven.has(source) && tellsAll(health));
}

/** Whether what it lacks may only be missing; also of one that says itself that its list may still be short. */
function isFirst({source, health, whole}: SourceUpdate, unproven: ReadonlySet<string>): boolean {
  return whole !== true && unproven.has(source) && health.state === 'up';
}

function endWarming(store: Parts['store']): void {
  const {warming, live} = store.getState();
  if (warming && !isWarming(live.sources.values())) store.setState({warming: false});
}

function isWarming(sources: Iterable<SourceHealth>): boolean {
  for (const health of sources) if (health.state === 'connecting') return true;
  return false;
}
