import {alertKey} from '../alert/alert.js';
import {oneLine} from '../one-line.js';
import {type Draft, writableMap} from '../shift/draft.js';
import type {FactOf, FactType} from '../shift/fact.js';
import type {EntryMark, Incident, IncidentRole, IncidentStatus} from './incident.js';

type IncidentFact = Extract<FactType, `incident.${string}`>;

/** How many updates of one incident are remembered here; the log has all of them. */
const UPDATES_LIMIT = 200;

/** How the facts about incidents change the state. */
export const incidentAppliers: {readonly [T in IncidentFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'incident.declared': (draft, fact) => {
    if (!draft.state.incidents.has(fact.incident)) writableMap(draft, 'incidents').set(fact.incident, declared(fact));
  },
  'incident.severity-changed': (draft, fact) =>
    change(draft, fact, () => ({severity: fact.severity, severityAt: Date.parse(fact.at)})),
  'incident.status-changed': (draft, fact) => change(draft, fact, before => reached(before, fact.status, fact.on)),
  'incident.time-corrected': (draft, fact) =>
    change(draft, fact, before =>
      fact.phase === 'began' ? {startedAt: fact.on} : {reached: {...before.reached, [fact.phase]: fact.on}},
    ),
  'incident.role-assigned': (draft, fact) =>
    change(draft, fact, before => ({
      roles: [
        ...without(before, fact.role, fact.role === 'expert' ? (fact.from ?? fact.person) : undefined),
        {role: fact.role, person: oneLine(fact.person), since: Date.parse(fact.at)},
      ],
    })),
  'incident.role-released': (draft, fact) =>
    change(draft, fact, before => ({roles: without(before, fact.role, fact.person)})),
  'incident.described': (draft, fact) =>
    change(draft, fact, before => ({
      fields: Object.fromEntries(
        Object.entries({...before.fields, ...fact.fields}).filter(([, value]) => value !== ''),
      ),
    })),
  'incident.answered': (draft, fact) =>
    change(draft, fact, before => ({
      answers: [
        ...before.answers.filter(({aid, question}) => aid !== fact.aid || question !== fact.question),
        {aid: fact.aid, question: fact.question, answer: fact.answer},
      ],
    })),
  'incident.alert-linked': (draft, fact) =>
    change(draft, fact, before => ({
      alerts: [...before.alerts.filter(one => alertKey(one) !== alertKey(fact.alert)), fact.alert],
    })),
  'incident.alert-unlinked': (draft, fact) =>
    change(draft, fact, before => ({alerts: before.alerts.filter(one => alertKey(one) !== alertKey(fact.alert))})),
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
      ].slice(-UPDATES_LIMIT),
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
      tasks: before.tasks.map(one => (one.task === fact.task ? {...one, doneAt: Date.parse(fact.at)} : one)),
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
        one.measure === fact.measure ? {...one, removedAt: Date.parse(fact.at)} : one,
      ),
    })),
  'incident.link-added': (draft, fact) =>
    change(draft, fact, before => ({links: [...before.links, {title: oneLine(fact.title), url: fact.url}]})),
  'incident.room-opened': (draft, fact) =>
    change(draft, fact, () => ({
      room: {
        name: fact.name,
        ...(fact.target === undefined ? {} : {target: fact.target}),
        ...(fact.url === undefined ? {} : {url: fact.url}),
      },
    })),
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
  'incident.entry-pinned': (draft, fact) => mark(draft, fact, {pinned: fact.pinned}),
  'incident.entry-corrected': (draft, fact) =>
    mark(draft, fact, {
      ...(fact.on === undefined ? {} : {on: fact.on}),
      ...(fact.text === undefined ? {} : {text: fact.text}),
      ...(fact.hidden === undefined ? {} : {hidden: fact.hidden}),
    }),
  'incident.resolved': (draft, fact) =>
    change(draft, fact, before => ({
      ...reached(before, 'resolved', fact.on),
      fields: {
        ...before.fields,
        ...(fact.cause === undefined ? {} : {cause: fact.cause}),
        ...(fact.fix === undefined ? {} : {fix: fact.fix}),
        ...(fact.followUp === undefined ? {} : {followUp: fact.followUp}),
      },
    })),
  'incident.reopened': (draft, fact) =>
    change(draft, fact, before => {
      // Somebody else was faster, and it has gone on since.
      if (before.status !== 'resolved' && before.status !== 'closed') return {};
      const {resolved: _resolved, closed: _closed, ...earlier} = before.reached;
      return {
        status: 'investigating',
        reached: earlier,
        reopened: before.reopened + 1,
        reopenedAt: Date.parse(fact.at),
      };
    }),
  'incident.closed': (draft, fact) => change(draft, fact, before => reached(before, 'closed', fact.on)),
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

function reached(before: Incident, status: IncidentStatus, on: number): Pick<Incident, 'status' | 'reached'> {
  return {status, reached: {...before.reached, [status]: on}};
}

/** The roles without that one; of several experts without that person. */
function without({roles}: Incident, role: IncidentRole, person: string | undefined): Incident['roles'] {
  return roles.filter(one => one.role !== role || (person !== undefined && one.person !== person));
}

function mark(
  draft: Draft,
  {incident, entry}: {readonly incident: string; readonly entry: {readonly origin: string; readonly seq: number}},
  how: Partial<EntryMark>,
): void {
  const key = `${entry.origin}:${entry.seq}`;
  change(draft, {incident}, ({marks}) => ({
    marks: new Map(marks).set(key, {pinned: false, hidden: false, ...marks.get(key), ...how}),
  }));
}

function change(
  draft: Draft,
  {incident}: {readonly incident: string},
  how: (before: Incident) => Partial<Incident>,
): void {
  const before = draft.state.incidents.get(incident);
  if (before !== undefined) writableMap(draft, 'incidents').set(incident, {...before, ...how(before)});
}
