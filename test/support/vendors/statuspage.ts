import {bodyCheck} from '../api-spec.js';
import type {VendorAnswer, VendorRequest} from '../vendor-server.js';

const incidentProblems = bodyCheck('statuspage-incident.schema.json');

interface PageIncident {
  readonly id: string;
  name: string;
  status: string;
  readonly metadata: unknown;
  readonly shortlink: string;
  readonly impact_override?: string;
  resolved_at: string | null;
  readonly notified: boolean[];
  readonly incident_updates: {readonly body: string; readonly status: string}[];
  components?: Readonly<Record<string, string>>;
}

/** Statuspage's side: the incidents of one page. */
export function statuspageVendor() {
  const incidents: PageIncident[] = [];
  return {
    incidents,
    pages: () => incidents.length,
    problems({method, path, json, headers}: VendorRequest): readonly string[] {
      if (headers.authorization !== 'OAuth key-1') return ['the key is not there'];
      if (!/^\/v1\/pages\/page-1(\/incidents(\/[^/]+)?)?$/.test(path)) return [`${path} is not in the API`];
      // A name is demanded of a creation only.
      const change =
        method === 'PATCH' ? {incident: {name: 'as it is', ...(json as {incident: object}).incident}} : json;
      return method === 'GET' ? [] : incidentProblems(change);
    },
    answer({method, path, json}: VendorRequest): VendorAnswer {
      const [, , , , things, id] = path.split('/');
      if (things === undefined) return {json: {id: 'page-1', name: 'Shop status'}};
      const body = (json as {incident?: Record<string, unknown>} | undefined)?.incident ?? {};
      if (method === 'POST') return {status: 201, json: create(body)};
      if (id === undefined || id === 'unresolved') return {json: listing(id)};
      const incident = incidents.find(one => one.id === id);
      if (incident === undefined) return {status: 404, json: {error: 'Not found'}};
      return {json: method === 'GET' ? incident : change(incident, body)};
    },
  };

  function listing(which: 'unresolved' | undefined): readonly PageIncident[] {
    return incidents.filter(({status}) => which === undefined || status !== 'resolved').toReversed();
  }

  function create(body: Record<string, unknown>): PageIncident {
    const incident: PageIncident = {
      id: `incident-${incidents.length + 1}`,
      name: String(body.name),
      status: String(body.status),
      metadata: body.metadata,
      shortlink: 'https://stspg.example/1',
      resolved_at: null,
      notified: [],
      incident_updates: [],
      ...(body.impact_override === undefined ? {} : {impact_override: String(body.impact_override)}),
    };
    incidents.push(incident);
    return change(incident, body);
  }

  function change(incident: PageIncident, body: Record<string, unknown>): PageIncident {
    if (typeof body.status === 'string') incident.status = body.status;
    if (incident.status === 'resolved') incident.resolved_at = '2026-11-20T13:00:00.000Z';
    if (body.components !== undefined) incident.components = body.components as Record<string, string>;
    incident.notified.push(body.deliver_notifications === true);
    incident.incident_updates.unshift({body: String(body.body), status: incident.status});
    return incident;
  }
}
