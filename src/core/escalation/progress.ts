import {alertKey, type Labels} from '../alert/alert.js';
import {wasAskedByHand} from '../shift/who.js';
import type {WatchState} from '../watch-state.js';
import type {Standing} from './alert-groups.js';
import {keysOf} from './delivery.js';

/**
 * When something was last done about these alerts, Unix ms: a note on them, a step of their runbook, a change to their
 * service, a call for help, or word sent about them. What the program sends by itself is none of it. 0 where nothing was.
 */
export function lastProgress({alerts}: Standing, group: string, {shift}: WatchState): number {
  const keys = new Set(alerts.map(alertKey));
  const about = (one: {readonly source: string; readonly fingerprint: string} | undefined) =>
    one !== undefined && keys.has(alertKey(one));
  return Math.max(
    0,
    ...shift.notes.filter(({alert}) => about(alert)).map(({at}) => at),
    ...[...shift.walks.values()]
      .filter(({alert}) => about(alert))
      .flatMap(walk => [walk.openedAt, ...[...walk.steps.values()].map(({on}) => on)]),
    ...shift.changes
      .filter(({planned}) => planned !== true)
      .filter(change => alerts.some(({labels}) => concerns(change, labels)))
      .map(({on}) => on),
    shift.ladders.get(group)?.askedAt ?? 0,
    ...[...shift.deliveries.values()]
      .filter(
        one =>
          (one.verb === 'update' || one.verb === 'note') &&
          wasAskedByHand(one) &&
          keysOf(one.alerts).some(key => keys.has(key)),
      )
      .map(({requestedAt}) => requestedAt),
  );
}

/** Labels that say which service an alert is of. */
const SERVICE = ['service', 'app', 'application', 'job'];

function concerns({service, labels}: {readonly service?: string; readonly labels?: Labels}, alert: Labels): boolean {
  if (service !== undefined) return SERVICE.some(name => alert[name] === service);
  const given = Object.entries(labels ?? {});
  return given.length > 0 && given.every(([name, value]) => alert[name] === value);
}
