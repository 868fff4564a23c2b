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
  const firing = new Set(before?.firing);
  let missedOn: number | undefined;
  for (const gone of update.alerts?.gone ?? []) {
    if (gone.reason !== 'rotated' && firing.delete(alertKey({source: update.source, ...gone}))) missedOn = gone.on;
  }
  for (const alert of update.alerts?.changed ?? []) if (isWatchdog(alert, watchdogs)) firing.add(alertKey(alert));
  if (before !== undefined && firing.size > 0 === before.firing.size > 0) return sameSight(before, firing);
  if (firing.size === 0 && before === undefined && !tellsWhatIsMissing(update.health)) return undefined;
  return {firing, since: missedOn ?? update.at, seen: before?.seen === true || firing.size > 0};
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
