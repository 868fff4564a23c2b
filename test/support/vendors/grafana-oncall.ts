import type {VendorAnswer, VendorRequest} from '../vendor-server.js';
import {wrong} from './wrong.js';

interface Group {
  readonly id: string;
  state: string;
  readonly title: string;
  readonly payload: string;
  readonly paged: string[];
  readonly notes: string[];
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
}

interface Escalation {
  readonly title?: string;
  readonly message?: string;
  readonly team?: string;
  readonly users?: readonly {readonly id: string}[];
  readonly alert_group_id?: string;
}

const PATHS = /^\/oncall\/api\/v1\/(alerts|alert_groups|escalation|resolution_notes|schedules|users)(\/|$)/;

/** Grafana OnCall's side: alert groups that people were paged for directly. */
export function grafanaOncallVendor() {
  const groups: Group[] = [];
  return {
    groups,
    pages: () => groups.length,
    problems({path, headers, json}: VendorRequest): readonly string[] {
      const {team, users, alert_group_id: group, title} = (json ?? {}) as Escalation;
      const escalates = path.endsWith('/escalation/');
      return wrong({
        [`${path} is not in the API`]: !PATHS.test(path),
        'the token is not there': headers.authorization !== 'token-1',
        'it takes one of team and users': escalates && (team === undefined) === (users === undefined),
        'it takes one of alert_group_id and title': escalates && group !== undefined && title !== undefined,
      });
    },
    answer(request: VendorRequest): VendorAnswer {
      const [, , , , things = '', id = '', verb = ''] = request.path.split('/');
      const answers: Readonly<Record<string, () => VendorAnswer>> = {
        escalation: () => escalate(request.json as Escalation),
        alerts: () => ({json: {results: search(request.query.get('search') ?? '')}}),
        users: () => ({json: {id, username: id === 'U7' ? 'lee' : id}}),
        schedules: () => schedules(verb),
        resolution_notes: () => notes(request, request.json as Record<string, string>),
        alert_groups: () => about(id, verb),
      };
      return answers[things]?.() ?? {status: 404, json: {detail: 'Not found.'}};
    },
  };

  function about(id: string, verb: string): VendorAnswer {
    const group = groups.find(one => one.id === id);
    if (group === undefined) return {status: 404, json: {detail: 'Not found.'}};
    return verb === '' ? {json: shown(group)} : set(group, verb);
  }

  function escalate(body: Escalation): VendorAnswer {
    const known = groups.find(({id}) => id === body.alert_group_id);
    if (known?.state === 'resolved') return {status: 400, json: {detail: 'Alert group is resolved'}};
    const group: Group = known ?? {
      id: `G${groups.length + 1}`,
      state: 'firing',
      title: body.title ?? '',
      payload: JSON.stringify(body),
      paged: [],
      notes: [],
      acknowledged_at: null,
      acknowledged_by: null,
      resolved_at: null,
      resolved_by: null,
    };
    if (known === undefined) groups.push(group);
    group.paged.push(...(body.users ?? []).map(({id}) => id), ...(body.team === undefined ? [] : [body.team]));
    return {json: shown(group)};
  }

  function search(text: string): readonly object[] {
    return groups
      .filter(({payload}) => payload.includes(text))
      .toReversed()
      .map(({id}) => ({id: `A-${id}`, alert_group_id: id, payload: {}}));
  }

  function notes({method, query}: VendorRequest, json: Record<string, string>): VendorAnswer {
    if (method === 'GET') {
      const group = groups.find(({id}) => id === query.get('alert_group_id'));
      return {json: {results: (group?.notes ?? []).map(text => ({text}))}};
    }
    groups.find(({id}) => id === json.alert_group_id)?.notes.push(json.text ?? '');
    return {status: 201, json: {id: 'N1'}};
  }
}

function set(group: Group, verb: string): VendorAnswer {
  const cannot = (what: string) => ({status: 400, json: {detail: `Can't ${verb} ${what} alert group`}});
  if (group.state === 'resolved') return cannot('a resolved');
  if (verb === 'acknowledge' && group.state === 'acknowledged') return cannot('an acknowledged');
  if (verb === 'unacknowledge' && group.state !== 'acknowledged') return cannot('an unacknowledged');
  if (group.state === 'attached') return cannot('an attached');
  if (verb === 'acknowledge') {
    Object.assign(group, {state: 'acknowledged', acknowledged_at: '2026-11-20T12:05:00Z', acknowledged_by: 'U7'});
  } else if (verb === 'unacknowledge') {
    Object.assign(group, {state: 'firing', acknowledged_at: null, acknowledged_by: null});
  } else {
    Object.assign(group, {state: 'resolved', resolved_at: '2026-11-20T12:30:00Z', resolved_by: 'U7'});
  }
  return {status: 200, text: ''};
}

function shown({payload: _, paged: __, notes: ___, ...group}: Group): object {
  return {...group, permalinks: {web: `https://grafana.example/a/grafana-oncall-app/alert-groups/${group.id}`}};
}

function schedules(verb: string): VendorAnswer {
  if (verb !== 'final_shifts') return {json: {results: [{id: 'S1', name: 'Payments', on_call_now: ['U7']}]}};
  const shift = (user: string, from: string, until: string) => ({
    user_username: user,
    shift_start: from,
    shift_end: until,
  });
  return {
    json: {
      results: [
        shift('lee', '2026-11-20T00:00:00Z', '2026-11-20T12:00:00Z'),
        shift('mo', '2026-11-20T12:00:00Z', '2026-11-21T00:00:00Z'),
      ],
    },
  };
}
