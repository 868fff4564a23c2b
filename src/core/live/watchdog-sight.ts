import {type Alert, type AlertKey, alertKey, alertName, type Labels} from '../alert/alert.js';
import {isWatchdog} from '../alert/watchdog.js';
import type {Settings} from '../settings.js';
import type {SourceHealth, SourceUpdate} from './update.js';

/** What a source shows of its dead-man's switches, by observation alone. */
export interface WatchdogSight {
  /** Keys of those that fire. */
  readonly firing: ReadonlySet<AlertKey>;
  /** Since when one fires, or none does: of one that went, the first poll that missed it. Unix ms. */
  readonly since: number;
  /** One has fired since this process looks. */
  readonly seen: boolean;
  /** Those that went: each Prometheus has its own, and that of another says nothing of it. */
  readonly missing?: ReadonlyMap<AlertKey, MissingWatchdog>;
}

export interface MissingWatchdog {
  readonly labels: Labels;
  /** The first poll that missed it, Unix ms. */
  readonly since: number;
}

type Known = ReadonlyMap<AlertKey, Alert>;

/**
 * What an update says of its source's dead-man's switches; undefined while nothing can be said of them. A source that is
 * down, or whose list may still be short after a restart, says nothing of what it does not show. `known` are the alerts
 * before the update.
 */
export function watchdogSight(
  before: WatchdogSight | undefined,
  update: SourceUpdate,
  {watchdogs, known}: {readonly watchdogs: Settings['watchdogs']; readonly known: Known},
): WatchdogSight | undefined {
  const {firing, missedOn} = firingAfter(before, update, watchdogs);
  const missing = missingAfter(before, {update, firing, known});
  const fires = firing.size > 0;
  const lack = missing.size === 0 ? {} : {missing};
  if (before === undefined) {
    return fires || tellsWhatIsMissing(update.health) ? {firing, since: update.at, seen: fires, ...lack} : undefined;
  }
  if (fires === before.firing.size > 0) return sameSight(before, firing, missing);
  return {firing, since: missedOn ?? update.at, seen: true, ...lack};
}

/** Those that fire after an update, and the first poll that missed one that does not. */
function firingAfter(
  before: WatchdogSight | undefined,
  {source, alerts}: SourceUpdate,
  watchdogs: Settings['watchdogs'],
): {readonly firing: ReadonlySet<AlertKey>; readonly missedOn?: number} {
  const firing = new Set(before?.firing);
  const gone = (alerts?.gone ?? []).filter(
    one => one.reason !== 'rotated' && firing.delete(alertKey({source, ...one})),
  );
  for (const alert of alerts?.changed ?? []) if (isWatchdog(alert, watchdogs)) firing.add(alertKey(alert));
  const missedOn = gone.at(-1)?.on;
  return missedOn === undefined ? {firing} : {firing, missedOn};
}

const NONE: ReadonlyMap<AlertKey, MissingWatchdog> = new Map();

interface Seen {
  readonly update: SourceUpdate;
  readonly firing: ReadonlySet<AlertKey>;
  readonly known: Known;
}

function missingAfter(
  before: WatchdogSight | undefined,
  {update, firing, known}: Seen,
): ReadonlyMap<AlertKey, MissingWatchdog> {
  const {source, alerts} = update;
  const earlier = before?.missing ?? NONE;
  const went = (alerts?.gone ?? []).flatMap(({fingerprint, on}) => {
    const key = alertKey({source, fingerprint});
    const labels = known.get(key)?.labels;
    return before?.firing.has(key) === true && labels !== undefined ? [[key, {labels, since: on}] as const] : [];
  });
  if (went.length === 0 && earlier.size === 0) return NONE;
  const shown = [...firing].flatMap(
    key => alerts?.changed.find(alert => alertKey(alert) === key) ?? known.get(key) ?? [],
  );
  const still = [...earlier, ...went].filter(([key, lost]) => !firing.has(key) && !shown.some(isHeir(lost)));
  return still.length === earlier.size && went.length === 0 ? earlier : new Map(still);
}

/** One of the same name that began after the other had gone took its place: its Prometheus goes by another name now. */
export function isHeir({labels, since}: MissingWatchdog): (alert: Alert) => boolean {
  return alert => alert.startsAt >= since && alertName(alert) === alertName({labels, fingerprint: ''});
}

/** The very same object while it says the same. */
function sameSight(
  before: WatchdogSight,
  firing: ReadonlySet<AlertKey>,
  missing: ReadonlyMap<AlertKey, MissingWatchdog>,
): WatchdogSight {
  const isSame = firing.size === before.firing.size && [...firing].every(key => before.firing.has(key));
  if (isSame && missing === (before.missing ?? NONE)) return before;
  const {missing: _, ...rest} = before;
  return {...rest, firing, ...(missing.size === 0 ? {} : {missing})};
}

/** Whether what a source does not show can be taken for missing. */
export function tellsWhatIsMissing(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true;
}
