import {oneLine} from '../one-line.js';
import {type Draft, writableMap} from '../shift/draft.js';
import type {FactOf, FactType} from '../shift/fact.js';
import {afterWord, type WordType} from './course.js';
import type {Incident, PostedUpdate} from './incident.js';

type IncidentFact = Extract<FactType, `incident.${string}`>;

/** How many updates of one incident are remembered here; the log has all of them. */
const UPDATES_LIMIT = 200;

/** How the facts about incidents change the state. */
export const incidentAppliers: {readonly [T in IncidentFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'incident.declared': (draft, fact) => {
    if (!draft.state.incidents.has(fact.incident)) writableMap(draft, 'incidents').set(fact.incident, declared(fact));
  },
  'incident.severity-changed': say,
  'incident.status-changed': say,
  'incident.time-corrected': say,
  'incident.role-assigned': say,
  'incident.role-released': say,
  'incident.described': say,
  'incident.answered': say,
  'incident.alert-linked': say,
  'incident.alert-unlinked': say,
  'incident.room-opened': say,
  'incident.entry-pinned': say,
  'incident.entry-corrected': say,
  'incident.resolved': say,
  'incident.reopened': say,
  'incident.closed': say,

  'incident.update-posted': (draft, fact) =>
    change(draft, fact, before => ({
      updates: [
        ...before.updates,
        {
          update: fact.update,
          audience: fact.audience,
          draft: fact.draft,
          title: fact.title,
          text: fact.text,
          to: fact.to,
          by: fact.by,
          at: Date.parse(fact.at),
        },
      ]
        // One that comes here late is not the last that an audience heard.
        .sort(byTime)
        .slice(-UPDATES_LIMIT),
    })),
  'incident.task-added': (draft, fact) =>
    change(draft, fact, before => ({
      tasks: [
        ...before.tasks,
        {
          task: fact.task,
          text: fact.text,
          kind: fact.kind,
          by: fact.by,
          addedAt: Date.parse(fact.at),
          ...(fact.owner === undefined ? {} : {owner: fact.owner}),
          ...(fact.due === undefined ? {} : {due: fact.due}),
          ...(fact.term === undefined ? {} : {term: fact.term}),
        },
      ],
    })),
  'incident.task-done': (draft, fact) =>
    change(draft, fact, before => ({
      tasks: before.tasks.map(one => (one.task === fact.task ? {...one, doneAt: earliest(one.doneAt, fact)} : one)),
    })),
  'incident.measure-taken': (draft, fact) =>
    change(draft, fact, before => ({
      measures: [
        ...before.measures,
        {measure: fact.measure, text: fact.text, by: fact.by, takenAt: Date.parse(fact.at)},
      ],
    })),
  'incident.measure-removed': (draft, fact) =>
    change(draft, fact, before => ({
      measures: before.measures.map(one =>
        one.measure === fact.measure ? {...one, removedAt: earliest(one.removedAt, fact)} : one,
      ),
    })),
  'incident.link-added': (draft, fact) =>
    change(draft, fact, before => ({links: [...before.links, {title: oneLine(fact.title), url: fact.url}]})),
  'incident.ticket-created': (draft, {incident, ...fact}) => {
    if (incident === undefined) return;
    const ticket = {
      ticket: fact.ticket,
      title: fact.title,
      target: fact.target,
      id: fact.id,
      ...(fact.url === undefined ? {} : {url: fact.url}),
    };
    change(draft, {incident}, before => ({tickets: [...before.tickets, ticket]}));
  },
};

function declared(fact: FactOf<'incident.declared'>): Incident {
  const at = Date.parse(fact.at);
  return {
    incident: fact.incident,
    origin: fact.origin,
    title: oneLine(fact.title),
    severity: fact.severity,
    severityAt: at,
    status: 'detected',
    detected: fact.detected,
    declaredBy: fact.by,
    declaredAt: at,
    startedAt: fact.startedAt,
    reached: {detected: detectedAt(fact)},
    roles: [],
    fields: fact.impact ?? {},
    answers: [],
    alerts: fact.alerts,
    updates: [],
    tasks: [],
    measures: [],
    links: [],
    tickets: [],
    marks: new Map(),
    reopened: 0,
  };
}

/** Its alerts tell when it was noticed; where there are none, whoever declared it. */
function detectedAt(fact: FactOf<'incident.declared'>): number {
  return Math.max(fact.startedAt, Math.min(Date.parse(fact.at), ...fact.alerts.map(({startsAt}) => startsAt)));
}

function byTime(one: PostedUpdate, other: PostedUpdate): number {
  return one.at - other.at;
}

/** What two did was done once the first had. */
function earliest(known: number | undefined, {at}: {readonly at: string}): number {
  return Math.min(known ?? Number.POSITIVE_INFINITY, Date.parse(at));
}

/** The last word counts, whichever came here last. */
function say(draft: Draft, fact: FactOf<WordType>): void {
  const {incidents, courses, origin} = draft.state;
  const before = incidents.get(fact.incident);
  if (before === undefined) return;
  const isOurs = fact.origin === origin;
  const {incident, course} = afterWord(before, fact, {course: courses.get(fact.incident), isOurs});
  writableMap(draft, 'incidents').set(fact.incident, incident);
  writableMap(draft, 'courses').set(fact.incident, course);
}

function change(
  draft: Draft,
  {incident}: {readonly incident: string},
  how: (before: Incident) => Partial<Incident>,
): void {
  const before = draft.state.incidents.get(incident);
  if (before !== undefined) writableMap(draft, 'incidents').set(incident, {...before, ...how(before)});
}
