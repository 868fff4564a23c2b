import {isWatchdog} from '../alert/watchdog.js';
import type {SourceHealth} from '../live/update.js';
import type {WatchState} from '../watch-state.js';
import type {NewFact} from './decision.js';

/**
 * The dead-man's switch of a source: an alert that always fires, so that its absence says that alerts no longer arrive.
 * A configured one is expected from the start; a recognised one, once it has been seen.
 */
export function upkeepOfWatchdog(state: WatchState, source: string, now: number): NewFact[] {
  const health = state.live.sources.get(source);
  if (health === undefined || !canJudge(health)) return [];
  const configured = state.settings.watchdogs[source];
  if (configured === undefined && !state.shift.watchdogSeen.has(source)) return [];
  const missing = state.shift.watchdogMissing.get(source);
  const present = isPresent(state, source);
  if (present) return missing === undefined ? [] : [{type: 'watchdog.returned', source, on: now}];
  return missing === undefined ? [{type: 'watchdog.missing', source, on: now}] : [];
}

// A source that is down, or whose list may still be short after a restart, says nothing about the switch.
function canJudge(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true;
}

function isPresent(state: WatchState, source: string): boolean {
  for (const alert of state.live.alerts.values()) {
    if (alert.source === source && isWatchdog(alert, state.settings.watchdogs)) return true;
  }
  return false;
}
