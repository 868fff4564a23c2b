import type {Delivery} from '../escalation/delivery.js';
import {rfc3339} from '../time/clock-text.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentSettings} from './due.js';
import type {Incident} from './incident.js';

/** The name of a room by its pattern, as chat programs take it: lower case, no spaces, at most 80 characters. */
export function roomName(
  incident: Pick<Incident, 'incident' | 'title' | 'startedAt'>,
  {room}: Pick<IncidentSettings, 'room'>,
): string {
  const title = slug(incident.title);
  const name = slug(
    room
      .replace('{date}', rfc3339(incident.startedAt).slice(0, 10))
      .replace('{id}', incident.incident)
      .replace('{title}', title),
  );
  return name.slice(0, 80).replace(/-+$/, '') || slug(incident.incident);
}

/** Names what is posted in the room of an incident at its target. */
export function roomThread(incident: string): string {
  return `watchkeeper-room-${incident}`;
}

/** What the topic of a room says. */
export interface TopicParts extends Pick<Incident, 'incident' | 'title' | 'severity' | 'status'> {
  readonly commander?: string;
}

/** The line on top of a room. What may be cut off at its end comes last. */
export function topicOf({incident, title, severity, status, commander}: TopicParts): string {
  return `${incident} ${severity} ${status}, commander ${commander ?? 'nobody yet'}: ${title}`;
}

/** Where rooms are made: as configured, else at the first target that can. */
export function roomTarget({settings}: Pick<WatchState, 'settings'>): string | undefined {
  return settings.incidents.roomAt ?? settings.targets.find(({rooms}) => rooms === true)?.name;
}

/** What became of asking for the room of an incident, the last time; undefined where nobody has. */
export function roomAsked(incident: string, {shift}: Pick<WatchState, 'shift'>): Delivery | undefined {
  return [...shift.deliveries.values()].findLast(one => one.room !== undefined && one.incident === incident);
}

/** Why the topic of a room is an old one, or the room is still there although it was to be put away. */
export function roomTrouble(incident: string, {shift}: Pick<WatchState, 'shift'>): string | undefined {
  const last = [...shift.deliveries.values()].findLast(
    one =>
      one.incident === incident && one.room === undefined && (one.topic !== undefined || one.archive !== undefined),
  );
  if (last === undefined || last.state === 'sent' || last.stopped === true || last.trouble === undefined)
    return undefined;
  return `${last.archive === true ? 'not archived' : 'its topic is old'}: ${last.trouble.reason}`;
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
