import {apiSpec} from '../api-spec.js';
import type {VendorAnswer, VendorRequest} from '../vendor-server.js';

const document = apiSpec('incident-io.openapi3.json');

interface Alert {
  readonly id: string;
  readonly deduplication_key: string;
  readonly title: string;
  status: 'firing' | 'resolved';
  resolved_at?: string;
}

interface Incident {
  readonly id: string;
  readonly key: string;
  name: string;
  summary: string;
  severity_id: string | undefined;
  readonly mode: string;
  readonly visibility: string;
  incident_status: {readonly id: string; readonly name: string; readonly category: string};
  lead: string | undefined;
  notified: number;
}

const STATUSES = [
  {id: 'st-1', name: 'Investigating', category: 'live', rank: 1},
  {id: 'st-2', name: 'Monitoring', category: 'live', rank: 3},
  {id: 'st-3', name: 'Fixing', category: 'live', rank: 2},
  {id: 'st-4', name: 'Closed', category: 'closed', rank: 9},
] as const;
const [INVESTIGATING] = STATUSES;

/** incident.io's side: alerts by their deduplication key, incidents by their idempotency key. */
export function incidentIoVendor() {
  const alerts: Alert[] = [];
  const incidents: Incident[] = [];
  const escalations = new Map<string, Record<string, unknown>>();
  const vendor = {
    alerts,
    incidents,
    escalations,
    /** The name of who acknowledged the pages. */
    acked: undefined as string | undefined,
    mayReadSeverities: true,
    pages: () => alerts.filter(({status}) => status === 'firing').length + incidents.length,
    problems(request: VendorRequest): readonly string[] {
      const wanted = request.path.startsWith('/v2/alert_events') ? 'Bearer source-token' : 'Bearer key-1';
      const proof = request.headers.authorization === wanted ? [] : ['the key is not there'];
      return [...proof, ...document.problems(request, request.path)];
    },
    answer(request: VendorRequest): VendorAnswer {
      const [, , things = '', id = '', more] = request.path.split('/');
      const json = request.json as Record<string, unknown>;
      const reads = request.method === 'GET';
      const page = {pagination_meta: {page_size: 25}};
      const answers: Readonly<Record<string, () => VendorAnswer>> = {
        alert_events: () => take(json),
        alerts: () => ({json: {alerts: alertsBy(request.query.get('deduplication_key[is]')), ...page}}),
        escalations: () => (reads ? {json: {escalations: acknowledgements(), ...page}} : escalate(json)),
        incidents: () => (reads && more === undefined ? read(id) : write(id, json)),
      };
      return answers[things]?.() ?? listOf(things, vendor.mayReadSeverities);
    },
  };
  return vendor;

  function take({deduplication_key: key, title, status}: Record<string, unknown>): VendorAnswer {
    const open = alerts.find(alert => alert.deduplication_key === key && alert.status === 'firing');
    if (status === 'resolved' && open !== undefined) Object.assign(open, {status, resolved_at: '2026-11-20T12:30:00Z'});
    if (status === 'firing' && open === undefined) {
      alerts.push({
        id: `alert-${alerts.length + 1}`,
        deduplication_key: String(key),
        title: String(title),
        status: 'firing',
      });
    }
    return {status: 202, json: {status: 'success', message: 'Event accepted for processing', deduplication_key: key}};
  }

  function alertsBy(key: string | null): readonly Alert[] {
    return alerts.filter(({deduplication_key}) => deduplication_key === key);
  }

  function escalate(json: Record<string, unknown>): VendorAnswer {
    const key = String(json.idempotency_key);
    if (!escalations.has(key)) escalations.set(key, json);
    return {status: 201, json: {escalation: {id: key, status: 'triggered'}}};
  }

  function acknowledgements(): readonly object[] {
    if (vendor.acked === undefined) return [];
    const event = {event: 'acked', occurred_at: '2026-11-20T12:04:00Z', users: [{name: vendor.acked}]};
    return [{status: 'acked', events: [{event: 'triggered', occurred_at: '2026-11-20T12:00:00Z'}, event]}];
  }

  function read(id: string): VendorAnswer {
    if (id === '') return {json: {incidents: incidents.toReversed().map(shown), pagination_meta: {page_size: 100}}};
    const incident = incidents.find(one => one.id === id);
    return incident === undefined
      ? {status: 404, json: {errors: [{message: 'Not found'}]}}
      : {json: {incident: shown(incident)}};
  }

  function write(id: string, json: Record<string, unknown>): VendorAnswer {
    const known = incidents.find(one => (id === '' ? one.key === json.idempotency_key : one.id === id));
    if (id === '') return {json: {incident: shown(known ?? declare(json))}};
    if (known === undefined) return {status: 404, json: {errors: [{message: 'Not found'}]}};
    const {incident_status_id: status, ...changes} = json.incident as Record<string, unknown>;
    const wanted = STATUSES.find(one => one.id === status);
    if (wanted?.category === 'closed') {
      return {status: 422, json: {errors: [{message: 'Only the app can close an incident'}]}};
    }
    Object.assign(known, changes, wanted === undefined ? {} : {incident_status: wanted});
    known.notified += json.notify_incident_channel === true ? 1 : 0;
    return {json: {incident: shown(known)}};
  }

  function declare(json: Record<string, unknown>): Incident {
    const incident: Incident = {
      id: `incident-${incidents.length + 1}`,
      key: String(json.idempotency_key),
      name: String(json.name),
      summary: String(json.summary),
      severity_id: json.severity_id as string | undefined,
      mode: String(json.mode),
      visibility: String(json.visibility),
      incident_status: INVESTIGATING,
      lead: undefined,
      notified: 0,
    };
    incidents.push(incident);
    return incident;
  }
}

function shown({lead, key: _, ...incident}: Incident): object {
  const assignments = lead === undefined ? [] : [{role: {role_type: 'lead'}, assignee: {name: lead}}];
  return {
    ...incident,
    permalink: `https://app.incident.example/${incident.id}`,
    updated_at: '2026-11-20T12:40:00Z',
    incident_role_assignments: assignments,
  };
}

function listOf(things: string, mayReadSeverities: boolean): VendorAnswer {
  const shift = {
    start_at: '2026-11-20T06:00:00Z',
    end_at: '2026-11-20T18:00:00Z',
    user: {name: 'Lee', email: 'lee@example.com'},
  };
  const night = {start_at: '2026-11-20T18:00:00Z', end_at: '2026-11-21T06:00:00Z', user: {name: 'Mo'}};
  const severity = (id: string, name: string, rank: number) => ({id, name, rank});
  const lists: Record<string, object> = {
    identity: {
      identity: {name: 'watchkeeper', roles: ['incident_creator'], dashboard_url: 'https://app.incident.example'},
    },
    severities: {
      severities: [severity('sev-1', 'Minor', 1), severity('sev-3', 'Critical', 3), severity('sev-2', 'Major', 2)],
    },
    incident_statuses: {incident_statuses: STATUSES},
    schedules: {schedules: [{id: 's-1', name: 'Payments', current_shifts: [shift]}], pagination_meta: {page_size: 100}},
    schedule_entries: {schedule_entries: {final: [shift, night], overrides: [], scheduled: []}},
  };
  if (things === 'severities' && !mayReadSeverities)
    return {status: 403, json: {errors: [{message: 'Missing a role'}]}};
  return {json: lists[things]};
}
