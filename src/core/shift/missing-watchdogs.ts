import {type Alert, type AlertKey, alertName, type Labels} from '../alert/alert.js';
import {isWatchdog} from '../alert/watchdog.js';
import {isHeir, type MissingWatchdog} from '../live/watchdog-sight.js';
import type {WatchState} from '../watch-state.js';

type Known = Pick<WatchState, 'live' | 'shift' | 'settings'>;

/**
 * Since when (Unix ms) a source's dead-man's switch is missing; undefined where it fires, or none is expected. What the
 * source shows decides, whether or not it can be recorded; before it has answered, what the log last knew.
 */
export function watchdogMissingSince(state: Known, source: string): number | undefined {
  const sight = state.live.watchdogs.get(source);
  const recorded = state.shift.watchdogMissing.get(source);
  if (sight === undefined) return recorded;
  if (sight.firing.size > 0 || !isExpected(state, source)) return undefined;
  return sight.seen ? sight.since : Math.min(sight.since, recorded ?? sight.since);
}

/** A Watchdog that is missing; of one among several of its source, its alert and its labels. */
export interface SilentWatchdog {
  readonly source: string;
  /** Unix ms. */
  readonly since: number;
  readonly alert?: AlertKey;
  readonly labels?: Labels;
}

/** The Watchdogs of watched sources that are missing, the longest first: all of a source as one. */
export function silentWatchdogs(state: Known): readonly SilentWatchdog[] {
  return [...state.live.sources.keys()]
    .flatMap((source): readonly SilentWatchdog[] => {
      const since = watchdogMissingSince(state, source);
      if (since !== undefined) return [{source, since}];
      return [...goneWatchdogs(state, source)].map(([alert, one]) => ({source, alert, ...one}));
    })
    .sort(byTime);
}

/**
 * Those of a source that went, one by one, while nobody has said that they went for good: by what it shows, and by what the
 * log knows of the time before this process looked.
 */
export function goneWatchdogs(state: Known, source: string): ReadonlyMap<AlertKey, MissingWatchdog> {
  const sight = state.live.watchdogs.get(source);
  const gone = new Map<AlertKey, MissingWatchdog>();
  for (const [key, {labels, since, ...one}] of state.shift.watchdogsGone) {
    if (one.source === source && !isBack(state, {key, source, labels, since})) gone.set(key, {labels, since});
  }
  for (const [key, one] of sight?.missing ?? []) if (!gone.has(key)) gone.set(key, one);
  for (const [key, {forgotten}] of state.shift.watchdogsGone) if (forgotten) gone.delete(key);
  return gone;
}

/** Whether one that was recorded as gone fires, or one of its name that is new since took its place. */
export function isBack(
  {live}: Known,
  {key, source, ...lost}: MissingWatchdog & {readonly key: AlertKey; readonly source: string},
): boolean {
  const firing = live.watchdogs.get(source)?.firing ?? new Set();
  return firing.has(key) || [...firing].flatMap(one => live.alerts.get(one) ?? []).some(isHeir(lost));
}

/**
 * Watchdogs that the log last saw firing and that its source shows no more: they went while nobody looked. Goes through all
 * that fired, so it is for a whole look at the source and not for each poll.
 */
export function wentUnseen(state: Known, source: string): ReadonlyMap<AlertKey, Labels> {
  const went = new Map<AlertKey, Labels>();
  const {live, shift, settings} = state;
  for (const [key, occurrence] of shift.firing) {
    if (occurrence.source !== source || live.alerts.has(key) || !isWatchdog(occurrence, settings.watchdogs)) continue;
    went.set(key, occurrence.labels);
  }
  const firing = [...(live.watchdogs.get(source)?.firing ?? [])];
  const isNew = (key: AlertKey) => !shift.firing.has(key);
  const heirs = new Set(firing.filter(isNew).map(key => nameOf(live.alerts.get(key))));
  for (const [key, labels] of went) if (heirs.has(alertName({labels, fingerprint: ''}))) went.delete(key);
  return went;
}

function nameOf(alert: Alert | undefined): string {
  return alert === undefined ? '' : alertName(alert);
}

/** A configured one is expected from the start; a recognised one, once it has been seen. */
export function isExpected({live, shift, settings}: Known, source: string): boolean {
  const isConfigured = settings.watchdogs[source] !== undefined;
  return isConfigured || shift.watchdogSeen.has(source) || live.watchdogs.get(source)?.seen === true;
}

function byTime(left: SilentWatchdog, right: SilentWatchdog): number {
  return left.since - right.since || (left.source < right.source ? -1 : 1);
}
