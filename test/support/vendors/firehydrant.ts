import {apiSpec} from '../api-spec.js';
import type {VendorAnswer, VendorRequest} from '../vendor-server.js';

const document = apiSpec('firehydrant.openapi3.json');
const INGEST = '/v1/process/a-long-secret-token-of-a-team';

interface Incident {
  readonly id: string;
  readonly [name: string]: unknown;
  tag_list: readonly string[];
  current_milestone: string;
  readonly notes: {readonly body: string; readonly visibility: string}[];
}

interface Signal {
  readonly idempotency_key: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly level: string;
  readonly summary: string;
  readonly tags: readonly string[];
}

/** FireHydrant's side: incidents, and alerts that come of signals by their key. */
export function firehydrantVendor() {
  const incidents: Incident[] = [];
  const alerts: {readonly signal: Signal; readonly to: string; status: string}[] = [];
  const vendor = {
    incidents,
    alerts,
    notesFail: false,
    pages: () => incidents.length + alerts.length,
    problems(request: VendorRequest): readonly string[] {
      if (request.path.startsWith(INGEST)) return signalProblems(request.json as Partial<Signal>);
      const proof = request.headers.authorization === 'Bearer key-1' ? [] : ['the key is not there'];
      return [...proof, ...document.problems(request, request.path)];
    },
    answer(request: VendorRequest): VendorAnswer {
      const {path, query} = request;
      if (path.startsWith(INGEST)) return take(request.json as Signal, path.slice(INGEST.length + 1));
      const [, , things = '', id, verb] = path.split('/');
      const answers: Readonly<Record<string, () => VendorAnswer>> = {
        ping: () => ({json: {response: 'pong', actor: {name: 'watchkeeper'}, organization: {name: 'Shop'}}}),
        signals: () => ({json: {url: `http://${request.headers.host}${INGEST}/${receiverIn(query)}`}}),
        alerts: () => ({
          json: {data: alerts.map(shownAlert).filter(({tags}) => tags.includes(query.get('tags') ?? ''))},
        }),
        incidents: () => (id === undefined ? listing(request) : about(byId(id), request, verb)),
      };
      return answers[things]?.() ?? {status: 404, json: {detail: 'Not found'}};
    },
  };
  return vendor;

  function byId(wanted: string): Incident | undefined {
    return incidents.find(({id}) => id === wanted);
  }

  function listing(request: VendorRequest): VendorAnswer {
    if (request.method !== 'GET') return create(request);
    const tag = request.query.get('tags') ?? '';
    return {json: {data: incidents.filter(({tag_list}) => tag_list.includes(tag)).map(shown)}};
  }

  function create({json}: VendorRequest): VendorAnswer {
    const incident: Incident = {
      ...(json as {tag_list: readonly string[]}),
      id: `incident-${incidents.length + 1}`,
      current_milestone: 'started',
      notes: [],
    };
    incidents.push(incident);
    return {status: 201, json: shown(incident)};
  }

  function about(incident: Incident | undefined, {method, json}: VendorRequest, verb?: string): VendorAnswer {
    if (incident === undefined) return {status: 404, json: {detail: 'Incident not found'}};
    if (verb === 'notes') return noting(incident, json as {body: string; visibility: string});
    if (verb === 'resolve' && incident.current_milestone === 'resolved') {
      return {status: 422, json: {detail: 'It is resolved'}};
    }
    if (verb === 'resolve') incident.current_milestone = 'resolved';
    if (method === 'PATCH') Object.assign(incident, json);
    return {json: shown(incident)};
  }

  function noting(incident: Incident, note: {body: string; visibility: string}): VendorAnswer {
    if (vendor.notesFail) return {status: 422, json: {detail: 'No notes today'}};
    incident.notes.push(note);
    return {status: 201, json: {id: 'note-1'}};
  }

  function take(signal: Signal, to: string): VendorAnswer {
    const open = alerts.find(one => one.signal.idempotency_key === signal.idempotency_key && one.status !== 'RESOLVED');
    if (signal.status === 'CLOSED' && open !== undefined) open.status = 'RESOLVED';
    if (signal.status === 'OPEN' && open === undefined) alerts.push({signal, to, status: 'OPENED'});
    return {status: 202, json: {}};
  }
}

function receiverIn(query: URLSearchParams): string {
  return query.get('escalation_policy_id') ?? query.get('team_id') ?? 'rules';
}

function signalProblems({idempotency_key: key, summary, status, level}: Partial<Signal>): readonly string[] {
  return [
    ...(key !== undefined && key.length <= 255 ? [] : ['the idempotency key is missing or too long']),
    ...(summary !== undefined && [...summary].length <= 255 ? [] : ['the summary is missing or too long']),
    ...(['OPEN', 'CLOSED'].includes(status ?? '') ? [] : [`status ${status} is not known`]),
    ...(['INFO', 'WARN', 'ERROR', 'FATAL'].includes(level ?? '') ? [] : [`level ${level} is not known`]),
  ];
}

function shown({notes: _, ...incident}: Incident): object {
  const over = incident.current_milestone === 'resolved';
  return {
    ...incident,
    active: !over,
    incident_url: `https://app.firehydrant.example/${incident.id}`,
    milestones: over ? [{type: 'resolved', occurred_at: '2026-11-20T13:00:00Z'}] : [],
    role_assignments: [{status: 'active', user: {name: 'Lee'}}],
  };
}

function shownAlert({signal, status}: {readonly signal: Signal; readonly status: string}) {
  return {id: `alert-of-${signal.idempotency_key}`, summary: signal.summary, tags: signal.tags, status};
}
