import {tellsWhatIsMissing} from '../live/watchdog-sight.js';
import type {WatchState} from '../watch-state.js';
import type {NewFact} from './decision.js';
import {isExpected, watchdogMissingSince} from './missing-watchdogs.js';

/**
 * The dead-man's switch of a source: an alert that always fires, so that its absence says that alerts no longer arrive.
 * Records what is shown of it, from when it was first seen so.
 */
export function upkeepOfWatchdog(state: WatchState, source: string): NewFact[] {
  const health = state.live.sources.get(source);
  const sight = state.live.watchdogs.get(source);
  if (health === undefined || sight === undefined || !tellsWhatIsMissing(health) || !isExpected(state, source))
    return [];
  const isRecorded = state.shift.watchdogMissing.has(source);
  const on = watchdogMissingSince(state, source);
  if (on === undefined) return isRecorded ? [{type: 'watchdog.returned', source, on: sight.since}] : [];
  return isRecorded ? [] : [{type: 'watchdog.missing', source, on}];
}
