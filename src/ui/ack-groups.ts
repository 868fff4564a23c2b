import {type Alert, type AlertKey, alertName} from '../core/alert/alert.js';
import {dispositionOf} from '../core/alert/disposition.js';
import {routeGroups} from '../core/alert/route-group.js';
import type {Scene} from './scene.js';

/** Alerts that an ack would take, as it would take them together: by route group, else by source and name. */
export function ackGroups(
  {watch, now}: Pick<Scene, 'watch' | 'now'>,
  keys: readonly AlertKey[],
): readonly (readonly Alert[])[] {
  const routes = routeGroups(watch.live.groups);
  const buckets = new Map<string, Alert[]>();
  for (const key of keys) {
    const alert = watch.live.alerts.get(key);
    if (alert === undefined || dispositionOf(alert, watch, now).kind.startsWith('ack')) continue;
    const name = routes.get(key)?.key ?? `${alert.source}/${alertName(alert)}`;
    const bucket = buckets.get(name);
    if (bucket === undefined) buckets.set(name, [alert]);
    else bucket.push(alert);
  }
  return [...buckets.values()];
}
