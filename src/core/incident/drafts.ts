import {dayHhmm, hhmm, rfc3339} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import type {IncidentSettings} from './due.js';
import {INCIDENT_STATUSES} from './facts.js';
import {type Audience, type DraftKind, holderOf, type Incident, isHeard, isOpen} from './incident.js';
import {DETECTED} from './sentences.js';
import type {TimelineEntry} from './timeline.js';

/** What is printed for a field that nobody has filled. */
export const UNKNOWN = 'unknown';

/** The fields of an incident that people fill, with the word that stands before each. */
export const FIELDS = {
  impact: 'impact',
  users: 'users affected',
  share: 'share of users',
  segment: 'which users',
  services: 'services',
  revenue: 'revenue impact',
  data: 'data at risk',
  requests: 'failed requests',
  budget: 'error budget used',
  trend: 'getting worse',
  began: 'began',
  errors: 'errors',
  logs: 'logs',
  changed: 'changed lately',
  dependencies: 'dependencies',
  reproduced: 'can be reproduced',
  theory: 'believed cause',
  cause: 'cause',
  current: 'current situation',
  next: 'next steps',
  needed: 'needed',
  eta: 'expected to be over',
  workaround: 'workaround',
  fix: 'fix',
  prevention: 'prevention',
  followUp: 'follow-up',
  review: 'review',
  runbooks: 'runbooks brought up to date',
  contact: 'contact for customers',
} as const;

/** What a template can name; every value is text, and `unknown` where nothing is known. */
export type DraftValues = Readonly<Record<string, string | readonly string[]>>;

/** Which draft serves which audience at the moment: the first word, what is new, or that it is over. */
export function draftFor(audience: Audience, {status, updates}: Incident): DraftKind {
  if (audience === 'status-page') return 'status-page';
  if (audience === 'support') return 'support';
  if (status === 'resolved' || status === 'closed') return 'resolution';
  return updates.some(update => update.audience === audience && isHeard(update)) ? 'update' : 'declaration';
}

/** The values that the drafts of an incident are written with, from the facts alone. `now` is Unix ms. */
export function draftValues(
  incident: Incident,
  given: {
    readonly settings: IncidentSettings;
    readonly timeline: readonly TimelineEntry[];
    readonly audience: Audience;
    readonly now: number;
    readonly zone?: string | undefined;
  },
): DraftValues {
  const {timeline, now, zone} = given;
  const {reached, startedAt} = incident;
  return {
    ...Object.fromEntries(Object.keys(FIELDS).map(name => [name, incident.fields[name] ?? UNKNOWN])),
    ...peopleOf(incident),
    ...nextOf(incident, given),
    id: incident.incident,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    course: courseOf(incident),
    detected: DETECTED[incident.detected],
    started: stamp(startedAt, zone),
    date: rfc3339(startedAt).slice(0, 10),
    duration: brief(Math.max(0, (reached.resolved ?? now) - startedAt)),
    resolved: reached.resolved === undefined ? UNKNOWN : stamp(reached.resolved, zone),
    room: incident.room?.name ?? UNKNOWN,
    alerts: incident.alerts.map(({title}) => title),
    actions: doneIn(timeline, zone),
    measures: incident.measures.filter(({removedAt}) => removedAt === undefined).map(({text}) => text),
    tickets: incident.tickets.map(({id, title, url}) => `${id} ${title}${url === undefined ? '' : ` ${url}`}`),
    links: incident.links.map(({title, url}) => `${title} ${url}`),
    now: stamp(now, zone),
  };
}

/** The status with the one before it: `identified → resolving`. */
function courseOf({status, reached}: Incident): string {
  const had = INCIDENT_STATUSES.slice(0, INCIDENT_STATUSES.indexOf(status)).filter(one => reached[one] !== undefined);
  const before = had.at(-1);
  return before === undefined ? status : `${before} → ${status}`;
}

function peopleOf(incident: Incident): DraftValues {
  return {
    commander: holderOf(incident, 'commander') ?? UNKNOWN,
    technicalLead: holderOf(incident, 'technical-lead') ?? UNKNOWN,
    communications: holderOf(incident, 'communications') ?? UNKNOWN,
    scribe: holderOf(incident, 'scribe') ?? UNKNOWN,
    people: [...new Set(incident.roles.map(({person}) => person))],
  };
}

/** When the audience hears again after this word; unknown where it follows the status, or all is over. */
function nextOf(incident: Incident, {settings, audience, now, zone}: Parameters<typeof draftValues>[1]): DraftValues {
  const every = isOpen(incident) ? settings.updates[audience][incident.severity] : undefined;
  return every === undefined
    ? {nextUpdate: UNKNOWN, nextUpdateIn: UNKNOWN}
    : {nextUpdate: stamp(now + every, zone), nextUpdateIn: brief(every)};
}

/** What was done, for people who were not there: what somebody changed, tried, called, and how far it got. */
const TELLING =
  /^(?:incident\.(?:declared|status-changed|severity-changed|resolved|reopened|room-opened|measure-)|step\.(?:confirmed|skipped)|change\.recorded|escalation\.requested|note\.added)/;
const MOST_ACTIONS = 12;

function doneIn(timeline: readonly TimelineEntry[], zone: string | undefined): readonly string[] {
  const pinned = timeline.filter(entry => entry.pinned);
  const told = pinned.length > 0 ? pinned : timeline.filter(({type}) => TELLING.test(type));
  return told.slice(-MOST_ACTIONS).map(({on, text}) => `${hhmm(on, zone)} ${text}`);
}

/** With its day and its zone: what is sent is read elsewhere, and later. */
function stamp(ms: number, zone: string | undefined): string {
  const utc = `${rfc3339(ms).slice(0, 16).replace('T', ' ')} UTC`;
  return zone === undefined || zone === 'UTC' ? utc : `${utc} (${dayHhmm(ms, ms, zone)} ${zone})`;
}
