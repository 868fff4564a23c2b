import type {VendorAnswer, VendorRequest} from '../vendor-server.js';
import {listed, type OpsgenieAlert, opsgenieVendor} from './opsgenie.js';

const EVENTS = '/jsm/ops/integration';
const ACCOUNT = '/jsm/ops/api/cloud-1/v1';
const PROOF = `Basic ${Buffer.from('ana@example.com:token-1').toString('base64')}`;

/** Jira Service Management's side: the events of an integration, and the API of the site. */
export function jsmOpsVendor() {
  const opsgenie = opsgenieVendor();
  return {
    alerts: opsgenie.alerts,
    pages: opsgenie.pages,
    problems(request: VendorRequest) {
      if (request.path.startsWith(EVENTS)) return eventProblems(request);
      return request.path.startsWith(ACCOUNT) && request.headers.authorization === PROOF ? [] : ['not in the API'];
    },
    answer(request: VendorRequest): VendorAnswer {
      if (request.path.startsWith(EVENTS)) return opsgenie.answerAt(request, request.path.slice(EVENTS.length));
      return accountAnswer(request, request.path.slice(ACCOUNT.length));
    },
  };

  /** An integration's key opens these and nothing else. */
  function eventProblems(request: VendorRequest): readonly string[] {
    const path = request.path.slice(EVENTS.length);
    const known = /^\/v2\/alerts(|\/requests\/[^/]+|\/[^/]+\/(acknowledge|close|notes))$/.test(path);
    return known ? opsgenie.problemsAt(request, path) : [`${path} is not open to a key`];
  }

  function accountAnswer(request: VendorRequest, path: string): VendorAnswer {
    const [, things = '', id = '', verb = ''] = path.split('/').map(decodeURIComponent);
    if (things === 'schedules') return schedules(id);
    if (id === 'requests') return {json: {success: true, status: 'done', alertId: 'alert-1', alias: 'x'}};
    if (id === '') return listing(request.query.get('query') ?? '');
    const alert = opsgenie.alerts.find(one => one.id === id || one.alias === request.query.get('alias'));
    return alert === undefined
      ? {status: 404, json: {errors: [{title: 'Alert not found'}]}}
      : about(alert, request, verb);
  }

  function about(alert: OpsgenieAlert, {method, path, json}: VendorRequest, verb: string): VendorAnswer {
    if (method === 'GET') return {json: path.endsWith('/alias') ? listed(alert) : notesOf(alert)};
    opsgenie.act(alert, verb, json as Record<string, unknown>);
    return {status: 202, json: {result: 'Request will be processed', requestId: 'r', took: 0.1}};
  }

  function listing(query: string): VendorAnswer {
    const wanted = [...query.matchAll(/alias:"([^"]+)"/g)].map(match => match[1]);
    return {json: {values: opsgenie.alerts.filter(({alias}) => wanted.includes(alias)).map(listed), count: 1}};
  }
}

function notesOf({notes}: OpsgenieAlert): object {
  return {values: notes.map(note => ({note})), links: {}};
}

function schedules(id: string): VendorAnswer {
  if (id === '')
    return {
      json: {
        values: [
          {id: 's-1', name: 'payments', enabled: true},
          {id: 's-2', enabled: false},
        ],
      },
    };
  return {json: {onCallUsers: ['user-7']}};
}
