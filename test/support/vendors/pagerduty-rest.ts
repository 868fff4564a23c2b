import {bodyCheck} from '../api-spec.js';
import type {Vendor, VendorAnswer, VendorRequest} from '../vendor-server.js';

const errorProblems = bodyCheck('pagerduty-rest-error.schema.json');

export interface PagerdutyIncident {
  id: string;
  incident_key: string;
  title: string;
  urgency: string;
  status: string;
  last_status_change_at: string;
  last_status_change_by: {summary: string};
  html_url: string;
  escalation_level: number;
  assignments: {assignee: {id: string; summary: string}}[];
  notes: {content: string}[];
  updates: string[];
  incidents_responders: {user: {id: string}}[];
}

const USERS = [
  {id: 'PANA', email: 'ana@example.org'},
  {id: 'PLEE', email: 'lee@example.org'},
];
/** What each kind of request may carry, by its last word. */
const KEYS: Readonly<Record<string, RegExp>> = {
  'POST incidents': /^(type|title|service|urgency|incident_key|body|assignments)$/,
  'PUT incidents': /^(id|type|status|escalation_level)$/,
};

export function pagerdutyError(status: number, code: number, errors: readonly string[] = []): VendorAnswer {
  const json = {error: {code, message: 'Arguments Caused Error', errors}};
  if (errorProblems(json).length > 0) throw new Error('no error of PagerDuty');
  return {status, json};
}

/** PagerDuty's REST API, as far as incidents go. */
export function pagerdutyRest() {
  const incidents: PagerdutyIncident[] = [];
  const oncalls: unknown[] = [];
  const state = {incidents, oncalls, withoutUpdates: false};
  return {
    incidents,
    oncalls,
    pages: () => incidents.length,
    /** Its plan has no status updates. */
    takeUpdatesAway: () => {
      state.withoutUpdates = true;
    },
    /** Opens one from elsewhere, as Alertmanager does. */
    open: (over: Partial<PagerdutyIncident> = {}) => opened(incidents, over),
    problems,
    answer: (request: VendorRequest) => answer(request, state),
  } satisfies Vendor & Record<string, unknown>;
}

interface State {
  readonly incidents: PagerdutyIncident[];
  readonly oncalls: unknown[];
  readonly withoutUpdates: boolean;
}

function problems({method, path, headers, json}: VendorRequest): readonly string[] {
  const wrong: string[] = [];
  if (!/^Token token=\S+$/.test(headers.authorization ?? '')) wrong.push('no token');
  if (headers.accept !== 'application/vnd.pagerduty+json;version=2') wrong.push('no version is accepted');
  if (method === 'GET') return wrong;
  if (headers.from !== 'ana@example.org') wrong.push('nobody is written for');
  const allowed = KEYS[`${method} ${path.slice(1)}`];
  const body = json as {incident?: object; incidents?: readonly object[]};
  const parts = [...(body.incident === undefined ? [] : [body.incident]), ...(body.incidents ?? [])];
  if (parts.length > 250) wrong.push('more than 250 incidents');
  wrong.push(...parts.flatMap(Object.keys).filter(key => allowed?.test(key) !== true));
  return wrong;
}

function opened(incidents: PagerdutyIncident[], over: Partial<PagerdutyIncident>): PagerdutyIncident {
  const id = `Q${incidents.length + 1}`;
  const one: PagerdutyIncident = {
    id,
    incident_key: 'key',
    title: 'something',
    urgency: 'high',
    status: 'triggered',
    last_status_change_at: new Date().toISOString(),
    last_status_change_by: {summary: 'Watch\u001b[2Jkeeper'},
    html_url: `https://acme.pagerduty.com/incidents/${id}`,
    escalation_level: 1,
    assignments: [{assignee: {id: 'PLEE', summary: 'Lee'}}],
    notes: [],
    updates: [],
    incidents_responders: [],
    ...over,
  };
  incidents.push(one);
  return one;
}

function answer(request: VendorRequest, state: State): VendorAnswer {
  const [, what, id, part] = request.path.split('/');
  if (what === 'users') return {json: {users: USERS.filter(({email}) => email === request.query.get('query'))}};
  if (what === 'services') return {json: {service: {id}}};
  if (what === 'oncalls') return onCalls(request, state);
  if (id === undefined) return request.method === 'GET' ? listed(request, state) : written(request, state);
  const one = state.incidents.find(incident => incident.id === id);
  if (one === undefined) return pagerdutyError(404, 2100);
  return part === undefined ? {json: {incident: one}} : below(part, one, {request, state});
}

function listed({query}: VendorRequest, {incidents}: State): VendorAnswer {
  const found = incidents.filter(({incident_key: key, status}) => {
    return key === query.get('incident_key') && query.getAll('statuses[]').includes(status);
  });
  return {json: {incidents: found.reverse(), more: false}};
}

function onCalls({query}: VendorRequest, {oncalls}: State): VendorAnswer {
  const offset = Number(query.get('offset'));
  const limit = Number(query.get('limit'));
  return {json: {oncalls: oncalls.slice(offset, offset + limit), more: oncalls.length > offset + limit}};
}

function written({method, json}: VendorRequest, {incidents}: State): VendorAnswer {
  if (method === 'POST') {
    const {incident} = json as {incident: {title: string; urgency: string; incident_key: string}};
    if (incidents.some(({incident_key: key, status}) => key === incident.incident_key && status !== 'resolved')) {
      return pagerdutyError(400, 2002, ['Open incident with matching dedup key already exists on this service']);
    }
    const {title, urgency, incident_key} = incident;
    return {status: 201, json: {incident: opened(incidents, {title, urgency, incident_key})}};
  }
  const {incidents: changes} = json as {incidents: readonly Partial<PagerdutyIncident>[]};
  const changed = changes.map(change => ({change, one: incidents.find(({id}) => id === change.id)}));
  if (changed.some(({one}) => one?.status === 'resolved'))
    return pagerdutyError(400, 1001, ['Incident Already Resolved']);
  for (const {change, one} of changed) {
    // Whoever is at another level has not acknowledged it.
    const status = change.escalation_level === undefined ? {} : {status: 'triggered'};
    Object.assign(one ?? {}, {...change, ...status, type: undefined});
  }
  return {json: {incidents: changed.map(({one}) => one)}};
}

function below(
  part: string,
  one: PagerdutyIncident,
  {request: {method, json}, state}: {readonly request: VendorRequest; readonly state: State},
): VendorAnswer {
  if (part === 'notes') {
    if (method === 'POST') one.notes.push((json as {note: {content: string}}).note);
    return method === 'GET' ? {json: {notes: one.notes}} : {status: 201, json: {note: one.notes.at(-1)}};
  }
  if (part === 'log_entries') return {json: {log_entries: one.updates.map(message => ({type: 'update', message}))}};
  if (part === 'status_updates') {
    if (state.withoutUpdates) return pagerdutyError(402, 2012);
    one.updates.push((json as {message: string}).message);
    return {status: 201, json: {status_update: {message: one.updates.at(-1)}}};
  }
  const targets = (json as {responder_request_targets: {responder_request_target: {id: string}}[]})
    .responder_request_targets;
  one.incidents_responders.push(...targets.map(({responder_request_target: {id}}) => ({user: {id}})));
  return {status: 200, json: {responder_request: {}}};
}
