import {apiSpec, bodyCheck} from '../api-spec.js';
import type {VendorAnswer, VendorRequest} from '../vendor-server.js';

const document = apiSpec('opsgenie.swagger2.json');
const creationProblems = bodyCheck('jsm-ops-alert-create.schema.json');
const acceptedProblems = bodyCheck('jsm-ops-accepted.schema.json');

export interface OpsgenieAlert {
  readonly id: string;
  readonly alias: string;
  message: string;
  description: string;
  priority: string;
  status: 'open' | 'closed';
  acknowledged: boolean;
  owner: string;
  count: number;
  readonly notes: string[];
  readonly escalations: string[];
  readonly responders: unknown[];
  readonly details: Readonly<Record<string, string>>;
  closedBy?: string;
}

interface Body {
  readonly [name: string]: unknown;
  readonly user?: string;
  readonly note?: string;
}

interface Outcome {
  readonly isSuccess: boolean;
  readonly status: string;
  readonly alertId?: string;
}

const CREATED = '2026-11-20T12:00:00.000Z';

/** Opsgenie's side: alerts by their alias, and what became of each request that was accepted. */
export function opsgenieVendor() {
  const alerts: OpsgenieAlert[] = [];
  const outcomes = new Map<string, Outcome>();
  const vendor = {
    alerts,
    /** So many looks at an outcome come too early. */
    slowness: 0,
    pages: () => alerts.length,
    problems: (request: VendorRequest) => problemsAt(request, request.path),
    answer: (request: VendorRequest): VendorAnswer => answerAt(request, request.path),
    problemsAt,
    answerAt,
    act,
  };
  return vendor;

  function problemsAt(request: VendorRequest, path: string): readonly string[] {
    const creates = request.method === 'POST' && path === '/v2/alerts';
    const key = request.headers.authorization === 'GenieKey key-1' ? [] : ['the key is not there'];
    return [...key, ...document.problems(request, path), ...(creates ? creationProblems(request.json) : [])];
  }

  function answerAt(request: VendorRequest, path: string): VendorAnswer {
    const [, , things = '', name = '', verb = ''] = path.split('/').map(decodeURIComponent);
    if (things === 'schedules') return {json: {requestId: 'r', took: 0.1, data: onCalls(name)}};
    if (request.method === 'GET') return reading(request, name, verb);
    const outcome = name === '' ? create(request.json as Body) : act(open(name), verb, request.json as Body);
    const requestId = `request-${outcomes.size + 1}`;
    outcomes.set(requestId, outcome);
    const json = {result: 'Request will be processed', took: 0.1, requestId};
    if (acceptedProblems(json).length > 0) throw new Error('this is not what the vendor answers');
    return {status: 202, json};
  }

  function reading(request: VendorRequest, name: string, verb: string): VendorAnswer {
    const common = {requestId: 'r', took: 0.1};
    if (name === 'count') return {json: {...common, data: {count: alerts.length}}};
    if (name === 'requests') return outcomeOf(verb);
    if (verb === 'notes') {
      const notes = (open(name)?.notes ?? []).map(note => ({note, owner: 'ana', createdAt: CREATED, offset: '1'}));
      return {json: {...common, data: notes}};
    }
    const wanted = [...(request.query.get('query') ?? '').matchAll(/alias:"([^"]+)"/g)].map(match => match[1]);
    return {json: {...common, data: alerts.filter(({alias}) => wanted.includes(alias)).map(listed)}};
  }

  function outcomeOf(id: string): VendorAnswer {
    const data = outcomes.get(id);
    if (data === undefined || vendor.slowness-- > 0) {
      return {status: 404, json: {message: 'Request not found', requestId: 'r', took: 0.1}};
    }
    return {json: {requestId: id, took: 0.1, data}};
  }

  function open(alias: string): OpsgenieAlert | undefined {
    return alerts.findLast(alert => alert.alias === alias || alert.id === alias);
  }

  function create(body: Body): Outcome {
    const alias = String(body.alias);
    const known = alerts.find(alert => alert.alias === alias && alert.status === 'open');
    if (known !== undefined) {
      known.count += 1;
      return {isSuccess: true, status: 'Alert is deduplicated', alertId: known.id};
    }
    const alert: OpsgenieAlert = {
      id: `alert-${alerts.length + 1}`,
      alias,
      message: String(body.message),
      description: String(body.description ?? ''),
      priority: String(body.priority),
      status: 'open',
      acknowledged: false,
      owner: '',
      count: 1,
      notes: [],
      escalations: [],
      responders: [...((body.responders as unknown[]) ?? [])],
      details: (body.details as Record<string, string>) ?? {},
    };
    alerts.push(alert);
    return {isSuccess: true, status: 'Created alert', alertId: alert.id};
  }
}

/** Does something to an alert, as the vendor does it after it has answered. */
function act(alert: OpsgenieAlert | undefined, verb: string, body: Body): Outcome {
  if (alert === undefined) return {isSuccess: false, status: 'Alert does not exist'};
  const done = (status: string): Outcome => ({isSuccess: true, status, alertId: alert.id});
  if (verb === 'notes') alert.notes.push(String(body.note));
  if (verb === 'acknowledge' || verb === 'unacknowledge') return acknowledge(alert, verb, body);
  if (verb === 'close') {
    if (alert.status === 'closed') return {isSuccess: false, status: 'Alert is already closed', alertId: alert.id};
    Object.assign(alert, {status: 'closed', closedBy: String(body.user)});
  }
  if (verb === 'escalate') alert.escalations.push((body.escalation as {name: string}).name);
  if (verb === 'responders') alert.responders.push(body.responder);
  if (['message', 'description', 'priority'].includes(verb)) Object.assign(alert, body);
  return done(`Alert ${verb}`);
}

function acknowledge(alert: OpsgenieAlert, verb: 'acknowledge' | 'unacknowledge', {user}: Body): Outcome {
  const acknowledged = verb === 'acknowledge';
  if (alert.acknowledged === acknowledged)
    return {isSuccess: false, status: `Alert is already ${verb}d`, alertId: alert.id};
  Object.assign(alert, {acknowledged, owner: acknowledged ? String(user) : ''});
  return {isSuccess: true, status: `Alert ${verb}`, alertId: alert.id};
}

export function listed(alert: OpsgenieAlert): object {
  const {id, alias, message, status, acknowledged, owner, priority, count} = alert;
  return {
    ...{id, alias, message, status, acknowledged, owner, priority, count},
    createdAt: CREATED,
    updatedAt: '2026-11-20T12:09:00.000Z',
    report: {
      ...(acknowledged ? {ackTime: 120_000, acknowledgedBy: owner} : {}),
      ...(status === 'closed' ? {closeTime: 300_000, closedBy: alert.closedBy} : {}),
    },
  };
}

function onCalls(name: string): unknown {
  const one = (schedule: string, people: readonly string[]) => ({
    _parent: {id: `id-${schedule}`, name: schedule, enabled: true},
    onCallRecipients: people,
  });
  if (name === 'on-calls') return [one('payments', ['lee@example.com']), one('web', ['mo@example.com'])];
  return one(name, ['lee@example.com']);
}
