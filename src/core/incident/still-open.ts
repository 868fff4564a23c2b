import {type AlertKey, alertKey} from '../alert/alert.js';
import {counted} from '../counted.js';
import {brief} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import {updatesDue, watchedUntil} from './due.js';
import type {Incident} from './incident.js';
import {AUDIENCE_NAMES} from './sentences.js';

/** All that speaks against closing an incident at a time (Unix ms): what goes on, is in place, to do or untold. */
export function stillOpen(incident: Incident, {shift, settings}: WatchState, now: number): readonly string[] {
  const until = watchedUntil(incident, settings.incidents);
  const firing = stillFiring(incident, {shift}).length;
  // Who never heard of it does not wait for its end.
  const untold = updatesDue(incident, settings.incidents)
    .filter(({audience}) => incident.updates.some(update => update.audience === audience))
    .map(({audience}) => AUDIENCE_NAMES[audience]);
  return [
    ...(firing === 0 ? [] : [stillFire(firing)]),
    ...(until === undefined || until <= now ? [] : [`it is watched for coming back for ${brief(until - now)} more`]),
    ...incident.measures
      .filter(({removedAt}) => removedAt === undefined)
      .map(({text}) => `“${text}” is still in place`),
    ...incident.tasks
      .filter(({doneAt, kind}) => doneAt === undefined && kind === 'task')
      .map(({text}) => `“${text}” is not done`),
    ...(untold.length === 0 ? [] : [`nobody told ${untold.join(', ')} how it ended`]),
  ];
}

/** So many alerts of an incident fire, in words. */
export function stillFire(count: number): string {
  return counted(count, 'alert of it still fires', 'alerts of it still fire');
}

/** Alerts of an incident that fire by the journal. */
export function stillFiring({alerts}: Incident, {shift}: Pick<WatchState, 'shift'>): readonly AlertKey[] {
  return alerts.map(alertKey).filter(key => {
    const occurrence = shift.firing.get(key);
    return occurrence !== undefined && occurrence.resolvedOn === undefined;
  });
}
