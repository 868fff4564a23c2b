import {type AlertKey, alertKey} from '../alert/alert.js';
import {isWatchdog} from '../alert/watchdog.js';
import type {Settings} from '../settings.js';
import type {SourceHealth, SourceUpdate} from './update.js';

/** What a source shows of its dead-man's switch, by observation alone. */
export interface WatchdogSight {
  /** Keys of those that fire. */
  readonly firing: ReadonlySet<AlertKey>;
  /** Since when one fires, or none does: of one that went, the first poll that missed it. Unix ms. */
  readonly since: number;
  /** One has fired since this process looks. */
  readonly seen: boolean;
}

/**
 * What an update says of its source's dead-man's switch; undefined while nothing can be said of it. A source that is
 * down, or whose list may still be short after a restart, says nothing of what it does not show.
 */
export function watchdogSight(
  before: WatchdogSight | undefined,
  update: SourceUpdate,
  watchdogs: Settings['watchdogs'],
): WatchdogSight | undefined {
  const {firing, missedOn} = firingAfter(before, update, watchdogs);
  const fires = firing.size > 0;
  if (before === undefined) {
    return fires || tellsWhatIsMissing(update.health) ? {firing, since: update.at, seen: fires} : undefined;
  }
  if (fires === before.firing.size > 0) return sameSight(before, firing);
  return {firing, since: missedOn ?? update.at, seen: true};
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

/** The very same object while it says the same. */
function sameSight(before: WatchdogSight, firing: ReadonlySet<AlertKey>): WatchdogSight {
  const isSame = firing.size === before.firing.size && [...firing].every(key => before.firing.has(key));
  return isSame ? before : {...before, firing};
}

/** Whether what a source does not show can be taken for missing. */
export function tellsWhatIsMissing(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true;
}
