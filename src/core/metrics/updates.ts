import type {IncidentSettings} from '../incident/due.js';
import type {Audience, Incident} from '../incident/incident.js';

/** One update that was due to an audience, and whether it came by then. */
export interface UpdateTime {
  readonly audience: Audience;
  readonly due: number;
  readonly posted: boolean;
}

export function isPosted({posted}: UpdateTime): boolean {
  return posted;
}

/** Every time at which an audience was to hear of an incident until it was resolved, or until `to`, Unix ms. */
export function updateTimes(incident: Incident, {updates}: IncidentSettings, to: number): readonly UpdateTime[] {
  const end = Math.min(incident.reached.resolved ?? to, to);
  return (Object.keys(updates) as Audience[]).flatMap(audience => {
    const every = updates[audience][incident.severity];
    return every === undefined ? [] : timesOf(incident, {audience, every, end});
  });
}

/** Each update sets the time of the next one; one that never comes is missed once for each time it was due. */
function timesOf(
  {updates, declaredAt}: Incident,
  {audience, every, end}: {readonly audience: Audience; readonly every: number; readonly end: number},
): readonly UpdateTime[] {
  const told = updates.filter(update => update.audience === audience).map(({at}) => at);
  const found: UpdateTime[] = [];
  let due = declaredAt + every;
  for (const at of [...told, Number.POSITIVE_INFINITY]) {
    for (; due < at && due <= end; due += every) found.push({audience, due, posted: false});
    if (at > end) break;
    found.push({audience, due: Math.max(due, at), posted: true});
    due = at + every;
  }
  return found;
}
