import {randomUUID} from 'node:crypto';
import type {RawAlert, RawSilence} from '../../../src/sources/alertmanager/raw.js';
import {type FakeServer, fakeServer, type Reply, sendJson} from './fake-server.js';
import {apiDocument, type SentRequest} from './openapi.js';

export interface FakeAlertmanager extends FakeServer {
  alerts: RawAlert[];
  readonly silences: Map<string, RawSilence>;
  /** RFC 3339. */
  uptime: string;
  /** The server's clock minus ours, ms. */
  skew: number;
  /** Answers instead when it returns true. */
  fault: (...args: Parameters<Reply>) => boolean;
  /** What was asked that either document does not allow. */
  violations(): string[];
  /** Requests whose method and path (without the root) start so. */
  asked(start: string): SentRequest[];
}

const documents = [apiDocument('0.25.0'), apiDocument('0.34.0')];

export function someAlert(fingerprint: string, over: Partial<RawAlert> = {}): RawAlert {
  return {
    fingerprint,
    labels: {alertname: `Alert ${fingerprint}`, severity: 'critical'},
    annotations: {summary: 'something is wrong'},
    startsAt: '2026-11-20T03:00:00.123Z',
    receivers: [{name: 'team'}],
    status: {state: 'active', silencedBy: [], inhibitedBy: []},
    ...over,
  };
}

/** As much of an Alertmanager as the source needs, at the will of the test. */
export async function fakeAlertmanager(alerts: RawAlert[] = []): Promise<FakeAlertmanager> {
  const silences = new Map<string, RawSilence>();
  const server = await fakeServer((request, response) => {
    response.setHeader('date', new Date(Date.now() + fake.skew).toUTCString());
    if (fake.fault(request, response)) return;
    const path = request.path.replace(/^.*?\/api\/v2/, '').replace(/\?.*/, '');
    const routes: Record<string, () => unknown> = {
      'GET /alerts/groups': () => groupsOf(fake.alerts),
      'GET /alerts': () => fake.alerts,
      'GET /silences': () => [...silences.values()],
      'GET /status': () => statusOf(fake.uptime),
      'POST /silences': () => ({silenceID: store(silences, JSON.parse(request.body))}),
    };
    const answer = path.startsWith('/silence/')
      ? oneSilence(silences, {method: request.method, id: path.replace('/silence/', '')})
      : routes[`${request.method} ${path}`]?.();
    if (answer === undefined) sendJson(response, {code: 404, message: `path ${path} was not found`}, 404);
    else sendJson(response, answer);
  });
  const fake: FakeAlertmanager = Object.assign(server, {
    alerts,
    silences,
    uptime: '2026-11-01T00:00:00.000Z',
    skew: 0,
    fault: () => false,
    asked: (start: string) => sent(server).filter(one => `${one.method} ${one.path}`.startsWith(start)),
    violations: () => sent(server).flatMap(one => documents.flatMap(document => document.problems(one))),
  });
  return fake;
}

function oneSilence(silences: Map<string, RawSilence>, asked: {method: string; id: string}): unknown {
  const found = silences.get(asked.id);
  if (found !== undefined && asked.method === 'DELETE') {
    silences.set(asked.id, {...found, status: {state: 'expired'}, endsAt: new Date().toISOString()});
  }
  return found;
}

function sent(server: FakeServer): SentRequest[] {
  return server.received.map(({method, path, body}) => ({
    method,
    path: path.replace(/^.*?\/api\/v2/, ''),
    ...(body === '' ? {} : {body: JSON.parse(body)}),
  }));
}

function store(silences: Map<string, RawSilence>, posted: Omit<RawSilence, 'id'> & {id?: string}): string {
  const id = posted.id ?? randomUUID();
  silences.set(id, {...posted, id, status: {state: 'active'}, updatedAt: new Date().toISOString()});
  return id;
}

function groupsOf(alerts: readonly RawAlert[]) {
  const names = [...new Set(alerts.map(alert => alert.labels.alertname ?? ''))];
  return names.map(alertname => ({
    labels: {alertname},
    receiver: {name: 'team'},
    alerts: alerts.filter(alert => (alert.labels.alertname ?? '') === alertname),
  }));
}

function statusOf(uptime: string) {
  return {
    cluster: {peers: [], status: 'disabled'},
    versionInfo: {version: '0.25.0'},
    config: {original: 'route:\n  receiver: team\n'},
    uptime,
  };
}
