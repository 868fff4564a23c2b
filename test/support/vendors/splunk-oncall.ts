import {bodyCheck} from '../api-spec.js';
import type {VendorAnswer, VendorRequest} from '../vendor-server.js';

const eventProblems = bodyCheck('splunk-oncall-rest.schema.json');
const PHASES = {CRITICAL: 'UNACKED', WARNING: 'UNACKED', ACKNOWLEDGEMENT: 'ACKED', RECOVERY: 'RESOLVED'} as const;

interface Event {
  readonly message_type: keyof typeof PHASES | 'INFO';
  readonly entity_id: string;
  readonly entity_display_name?: string;
  readonly ack_author?: string;
}

interface Incident {
  readonly incidentNumber: string;
  readonly entityId: string;
  readonly entityDisplayName: string;
  currentPhase: string;
  readonly events: Event[];
  readonly pagedUsers: string[];
  readonly pagedPolicies: string[];
  readonly transitions: {readonly name: string; readonly at: string; readonly by: string}[];
}

/** Splunk On-Call's side: incidents by their entity, events to them, and its public API. */
export function splunkOncallVendor() {
  const incidents: Incident[] = [];
  return {
    incidents,
    pages: () => incidents.length,
    problems({method, path, headers, json}: VendorRequest): readonly string[] {
      if (method === 'POST' && path === '/integrations/generic/20131114/alert/key-1/database')
        return eventProblems(json);
      const known = /^\/api-public\/v1\/(incidents|incidents\/reroute|oncall\/current)$/.test(path);
      const proof = headers['x-vo-api-id'] === 'id-1' && headers['x-vo-api-key'] === 'api-key-1';
      return known && proof ? [] : [`${method} ${path} is not in the API, or the key is not there`];
    },
    answer({path, json}: VendorRequest): VendorAnswer {
      if (path.endsWith('/incidents')) return {json: {incidents: incidents.toReversed()}};
      if (path.endsWith('/reroute')) return reroute(json as Reroute);
      if (path.endsWith('/current')) return {json: {teamsOnCall: [ON_CALL]}};
      take(json as Event);
      return {json: {result: 'success', entity_id: (json as Event).entity_id}};
    },
  };

  function take(event: Event): void {
    const open = incidents.find(one => one.entityId === event.entity_id && one.currentPhase !== 'RESOLVED');
    if (open !== undefined) {
      open.events.push(event);
      if (event.message_type === 'ACKNOWLEDGEMENT' || event.message_type === 'RECOVERY') {
        open.currentPhase = PHASES[event.message_type];
        const by = event.ack_author ?? 'monitor';
        open.transitions.push({name: open.currentPhase, at: '2026-11-20T12:05:00Z', by});
      }
      return;
    }
    if (event.message_type !== 'CRITICAL' && event.message_type !== 'WARNING') return;
    incidents.push({
      incidentNumber: String(incidents.length + 1),
      entityId: event.entity_id,
      entityDisplayName: event.entity_display_name ?? '',
      currentPhase: 'UNACKED',
      events: [event],
      pagedUsers: [],
      pagedPolicies: [],
      transitions: [],
    });
  }

  interface Reroute {
    readonly reroutes: readonly {
      readonly incidentNumber: string;
      readonly targets: readonly {readonly type: string; readonly slug: string}[];
    }[];
  }

  function reroute({reroutes}: Reroute): VendorAnswer {
    const statuses = reroutes.map(({incidentNumber, targets}) => {
      const incident = incidents.find(one => one.incidentNumber === incidentNumber);
      for (const {type, slug} of targets) {
        if (slug !== 'nobody') (type === 'User' ? incident?.pagedUsers : incident?.pagedPolicies)?.push(slug);
      }
      const targetStatus = targets.map(({slug}) => ({slug, success: slug !== 'nobody'}));
      return {incidentNumber, success: incident !== undefined, targetStatus};
    });
    return {json: {statuses}};
  }
}

const ON_CALL = {
  team: {name: 'Database', slug: 'database'},
  onCallNow: [
    {
      escalationPolicy: {name: 'Primary', slug: 'primary'},
      users: [{onCallUser: {username: 'lee'}}, {onCallUser: {username: 'mo'}}],
    },
  ],
};
