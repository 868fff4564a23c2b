import {type Draft, writableMap} from '../shift/draft.js';
import type {Incident, PostedUpdate} from './incident.js';
import {updateKey} from './update-deliveries.js';

/** Notes whether an update of an incident got to its target, where that is what a delivery was for. */
export function hearOfUpdate(draft: Draft, {delivery: id}: {readonly delivery: string}, arrived: boolean): void {
  const delivery = draft.state.deliveries.get(id);
  const incident = draft.state.incidents.get(delivery?.incident ?? '');
  if (delivery === undefined || incident === undefined) return;
  const {key, target} = delivery;
  const update = incident.updates.findLast(one => one.to.includes(target) && updateKey(one.update, target) === key);
  if (update === undefined || (update.missed ?? []).includes(target) !== arrived) return;
  writableMap(draft, 'incidents').set(incident.incident, withUpdate(incident, moved(update, target, arrived)));
}

function withUpdate(incident: Incident, update: PostedUpdate): Incident {
  return {...incident, updates: incident.updates.map(one => (one.update === update.update ? update : one))};
}

function moved({missed = [], ...update}: PostedUpdate, target: string, arrived: boolean): PostedUpdate {
  const left = arrived ? missed.filter(one => one !== target) : [...missed, target];
  return left.length === 0 ? update : {...update, missed: left};
}
