import type {StoreApi} from 'zustand/vanilla';
import {alertKey} from '../core/alert/alert.js';
import {isWatchdog} from '../core/alert/watchdog.js';
import {alertOfOccurrence} from '../core/board/remembered.js';
import {tellsAll} from '../core/live/tells-all.js';
import type {Gone, SourceUpdate} from '../core/live/update.js';
import type {Clock} from '../core/ports.js';
import type {WatchState} from '../core/watch-state.js';

export interface Doubts {
  /**
   * Adds what fires by the journal and a first whole answer lacks, as missing, and ends it once it was missing for the
   * grace of its source: one short answer is no end of anything.
   */
  judge(update: SourceUpdate, isFirst: boolean): SourceUpdate;
}

interface Doubt {
  readonly startsAt: number;
  /** Unix ms. */
  readonly on: number;
  readonly since: number;
}

type Alerts = NonNullable<SourceUpdate['alerts']>;

const NONE: Alerts = {changed: [], gone: []};

export function createDoubts({store, clock}: {readonly store: StoreApi<WatchState>; readonly clock: Clock}): Doubts {
  const doubted = new Map<string, Map<string, Doubt>>();

  function doubt(update: SourceUpdate): SourceUpdate {
    const {live, shift, settings} = store.getState();
    const {alerts = NONE, source} = update;
    const shown = new Set(alerts.changed.map(alertKey));
    const missing = [...shift.firing].flatMap(([key, occurrence]) => {
      const isElsewhere = occurrence.source !== source || occurrence.resolvedOn !== undefined;
      if (isElsewhere || shown.has(key) || live.alerts.has(key)) return [];
      const alert = alertOfOccurrence(occurrence);
      // That one is missing is told at once: it is what says that nothing else may be told.
      return isWatchdog(alert, settings.watchdogs) ? [] : [{...alert, absentSince: update.at}];
    });
    if (missing.length === 0) return update;
    const since = clock.monotonic();
    const own = doubted.get(source) ?? new Map<string, Doubt>();
    for (const {fingerprint, startsAt} of missing) own.set(fingerprint, {startsAt, on: update.at, since});
    doubted.set(source, own);
    return {...update, alerts: {...alerts, changed: [...alerts.changed, ...missing]}};
  }

  function settle(update: SourceUpdate, grace: number): SourceUpdate {
    const own = doubted.get(update.source);
    if (own === undefined) return update;
    const {alerts = NONE} = update;
    for (const {fingerprint} of [...alerts.changed, ...alerts.gone]) own.delete(fingerprint);
    const now = clock.monotonic();
    const over = tellsAll(update.health) ? [...own].filter(([, {since}]) => now - since >= grace) : [];
    for (const [fingerprint] of over) own.delete(fingerprint);
    if (own.size === 0) doubted.delete(update.source);
    if (over.length === 0) return update;
    const gone = over.map(([fingerprint, {startsAt, on}]): Gone => ({fingerprint, startsAt, on, reason: 'absent'}));
    return {...update, alerts: {...alerts, gone: [...alerts.gone, ...gone]}};
  }

  return {
    judge(update, isFirst) {
      const {grace} = update.health;
      if (grace === undefined) return update;
      const settled = settle(update, grace);
      return isFirst ? doubt(settled) : settled;
    },
  };
}
