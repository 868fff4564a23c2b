import {requestsOf, whyNot} from '../escalation/decide-deliveries.js';
import type {DeliveryDraft} from '../escalation/delivery.js';
import {reachOf} from '../escalation/reach.js';
import {sha256Hex} from '../escalation/sha256.js';
import type {Asking, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {FIELDS} from './drafts.js';
import type {Incident, IncidentRole} from './incident.js';
import {ROLE_NAMES} from './roles.js';
import {roomName, roomTarget, roomThread, topicOf} from './room.js';

/** What asks for the room of an incident that is being declared, where the configuration wants one for its severity. */
export function roomAtDeclaration(incident: RoomAbout, state: WatchState, asking: Asking): readonly NewFact[] {
  const target = roomTarget(state);
  if (
    state.settings.readOnly ||
    target === undefined ||
    !(state.settings.incidents.roomFor ?? []).includes(incident.severity)
  )
    return [];
  const draft = roomRequest(incident, target, {state, asking});
  return whyNot(draft, state) === undefined ? requestsOf([draft], state, asking) : [];
}

type RoomAbout = Pick<Incident, 'incident' | 'title' | 'severity' | 'status' | 'startedAt' | 'fields' | 'links'> & {
  readonly roles: readonly {readonly role: IncidentRole; readonly person: string}[];
  readonly alerts: readonly {readonly title: string}[];
};

/** What asks a target for the room of an incident, with its first post and who is to be in it. */
export function roomRequest(
  about: RoomAbout,
  target: string,
  {state, asking}: {readonly state: WatchState; readonly asking: Asking},
): DeliveryDraft {
  const {incident, severity, title, status, roles, links} = about;
  const commander = roles.find(({role}) => role === 'commander')?.person;
  const people = [...new Set(roles.map(({person}) => person))];
  return {
    target,
    verb: 'create',
    // The same for every time it is asked for: there is one channel.
    key: sha256Hex(['room', incident].join('\n')),
    thread: roomThread(incident),
    title: `room of ${incident}`,
    room: roomName(about, state.settings.incidents),
    topic: topicOf({incident, title, severity, status, ...(commander === undefined ? {} : {commander})}),
    incident,
    people: reachOf({people, to: [target]}, state, asking.at).targets.flatMap(one => one.people),
    message: {
      title: `${incident} ${severity} ${title}`,
      text: textOf(about),
      severity,
      status: 'info',
      source: 'watchkeeper',
      by: asking.by,
      at: asking.at,
      links: links.map(link => ({title: link.title, url: link.url})),
      fields: [
        {name: 'incident', value: incident},
        {name: 'severity', value: severity},
        {name: 'status', value: status},
      ],
    },
  };
}

/** Who does what, what is known, and what fires. */
function textOf({roles, fields, alerts}: RoomAbout): string {
  const known = Object.entries(FIELDS).flatMap(([name, word]) => {
    const value = fields[name];
    return value === undefined ? [] : [`${word}: ${value}`];
  });
  return [
    ...roles.map(({role, person}) => `${ROLE_NAMES[role]}: ${person}`),
    ...known,
    ...alerts.map(({title}) => `alert: ${title}`),
  ].join('\n');
}
