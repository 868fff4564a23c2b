import {fingerprintOf} from '../alert/alert.js';
import {tellsWhatIsMissing} from '../live/watchdog-sight.js';
import type {WatchState} from '../watch-state.js';
import type {NewFact} from './decision.js';
import {goneWatchdogs, isBack, isExpected, watchdogMissingSince, wentUnseen} from './missing-watchdogs.js';

export interface WatchdogLook {
  readonly source: string;
  /** Unix ms. */
  readonly now: number;
  /** All that the source shows is looked at, as at a start; else what went is told. */
  readonly whole: boolean;
}

/**
 * The dead-man's switches of a source: alerts that always fire, so that the absence of one says that alerts no longer
 * arrive. Records what is shown of them, from when it was first seen so.
 */
export function upkeepOfWatchdog(state: WatchState, look: WatchdogLook): NewFact[] {
  const {source} = look;
  const health = state.live.sources.get(source);
  const sight = state.live.watchdogs.get(source);
  if (health === undefined || sight === undefined || !tellsWhatIsMissing(health) || !isExpected(state, source))
    return [];
  return [...ofAll(state, {source, since: sight.since}), ...returned(state, look), ...went(state, look)];
}

function ofAll(state: WatchState, {source, since}: {readonly source: string; readonly since: number}): NewFact[] {
  const isRecorded = state.shift.watchdogMissing.has(source);
  const on = watchdogMissingSince(state, source);
  if (on === undefined) return isRecorded ? [{type: 'watchdog.returned', source, on: since}] : [];
  return isRecorded ? [] : [{type: 'watchdog.missing', source, on}];
}

function returned(state: WatchState, {source, now}: WatchdogLook): NewFact[] {
  return [...state.shift.watchdogsGone]
    .filter(([key, one]) => one.source === source && isBack(state, {...one, key}))
    .map(([, {fingerprint, labels}]) => ({type: 'watchdog.one-returned', source, fingerprint, labels, on: now}));
}

function went(state: WatchState, {source, now, whole}: WatchdogLook): NewFact[] {
  const gone = new Map(goneWatchdogs(state, source));
  const unseen = whole ? wentUnseen(state, source) : [];
  for (const [key, labels] of unseen) if (!gone.has(key)) gone.set(key, {labels, since: now});
  // The only one of a source is the source's.
  const isOneOfSeveral = gone.size > 1 || (state.live.watchdogs.get(source)?.firing.size ?? 0) > 0;
  return [...gone]
    .filter(([key]) => isOneOfSeveral && !state.shift.watchdogsGone.has(key))
    .map(([key, {labels, since: on}]) => {
      return {type: 'watchdog.one-missing', source, fingerprint: fingerprintOf(key), labels, on};
    });
}
