import {bodyCheck} from '../api-spec.js';
import type {Vendor, VendorRequest} from '../vendor-server.js';

const requestProblems = bodyCheck('pagerduty-events-v2-request.schema.json');

export interface PagerdutyEvent {
  readonly event_action: 'trigger' | 'acknowledge' | 'resolve';
  readonly dedup_key: string;
  readonly payload?: {readonly summary: string; readonly severity: string};
}

/** PagerDuty's side of the Events API: incidents by their dedup key. */
export function pagerdutyEvents() {
  const incidents = new Map<string, {status: string; events: PagerdutyEvent[]}[]>();
  const take = (event: PagerdutyEvent) => {
    const known = incidents.get(event.dedup_key) ?? [];
    const open = known.findLast(({status}) => status !== 'resolved');
    if (event.event_action === 'trigger' && open === undefined) {
      incidents.set(event.dedup_key, [...known, {status: 'triggered', events: [event]}]);
    }
    if (open === undefined) return;
    open.events.push(event);
    if (event.event_action === 'acknowledge') open.status = 'acknowledged';
    if (event.event_action === 'resolve') open.status = 'resolved';
  };
  return {
    incidents,
    pages: () => [...incidents.values()].flat().length,
    problems: ({method, path, json}: VendorRequest) =>
      method === 'POST' && path === '/v2/enqueue' ? requestProblems(json) : [`${method} ${path} is not in the API`],
    answer({json}) {
      const event = json as PagerdutyEvent;
      take(event);
      return {status: 202, json: {status: 'success', message: 'Event processed', dedup_key: event.dedup_key}};
    },
  } satisfies Vendor & Record<string, unknown>;
}
