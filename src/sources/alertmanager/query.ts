import http from 'node:http';
import {address} from '../http/address.js';
import {conceal} from '../http/conceal.js';
import type {Connection} from '../http/connection.js';
import {type Asked, networkFailure, timedOut, tooLarge} from '../http/failure.js';
import {requestHeaders} from '../http/headers.js';
import {type Answered, badBody, oddBody, refusal} from '../http/refusal.js';
import {isRawAlert, isRecord, type RawAlert} from './raw.js';

/** An alert in the API's own shape, which is that of amtool's `-o json`. Its text is as the server sent it. */
export interface AmtoolAlert {
  readonly annotations: Readonly<Record<string, string>>;
  readonly endsAt: string;
  readonly fingerprint: string;
  readonly receivers: readonly {readonly name: string}[];
  readonly startsAt: string;
  readonly status: {
    readonly inhibitedBy: readonly string[];
    readonly silencedBy: readonly string[];
    readonly mutedBy?: readonly string[];
    readonly state: string;
  };
  readonly updatedAt: string;
  readonly generatorURL?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface AlertQuery extends Connection {
  readonly url: string;
  /** One matcher each, as Alertmanager writes them. */
  readonly filters?: readonly string[];
  /** What to show; amtool shows active ones only unless told otherwise. */
  readonly active?: boolean;
  readonly silenced?: boolean;
  readonly inhibited?: boolean;
  readonly unprocessed?: boolean;
  /** A regex, anchored by the server. */
  readonly receiver?: string;
  /** Deadline of the whole exchange, ms. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT = 30_000;
const BIGGEST_BODY = 256 * 1024 * 1024;

/** Asks once, with as little as Node itself brings. Rejects with SourceError. */
export async function queryAlerts(query: AlertQuery): Promise<AmtoolAlert[]> {
  const where = address(query.url);
  const path = `${where.prefix}/api/v2/alerts?${parameters(query)}`;
  const deadline = query.timeout ?? TIMEOUT;
  const asked = {
    name: where.name,
    url: `${where.origin}${path}`,
    server: 'Alertmanager',
    deadline,
    conceal: conceal(where, query),
  };
  const answer = await exchange(query, {origin: where.origin, path, headers: requestHeaders(where, query)}, asked);
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, asked);
  const alerts = parsed(answer, asked);
  if (!Array.isArray(alerts) || !alerts.every(isRawAlert)) throw oddBody(alerts, asked);
  return alerts.map(whole);
}

/** Fills in what an API that only resembles Alertmanager's leaves out. */
function whole(alert: RawAlert): AmtoolAlert {
  const {annotations, receivers, status} = alert;
  const {state = 'active', silencedBy, inhibitedBy} = status ?? {};
  if (isRecord(annotations) && Array.isArray(receivers) && Array.isArray(silencedBy) && Array.isArray(inhibitedBy)) {
    return alert as AmtoolAlert;
  }
  return {
    endsAt: '',
    updatedAt: '',
    ...alert,
    annotations: annotations ?? {},
    receivers: receivers ?? [],
    status: {state, silencedBy: silencedBy ?? [], inhibitedBy: inhibitedBy ?? []},
  };
}

function parameters(query: AlertQuery): string {
  const search = new URLSearchParams();
  for (const filter of query.filters ?? []) search.append('filter', filter);
  for (const name of ['active', 'silenced', 'inhibited', 'unprocessed'] as const) {
    const value = query[name];
    if (value !== undefined) search.set(name, String(value));
  }
  if (query.receiver !== undefined) search.set('receiver', query.receiver);
  return search.toString();
}

function parsed(answer: Answered, asked: Asked): unknown {
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    throw badBody(answer, asked, cause);
  }
}

interface Target {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function exchange(query: AlertQuery, target: Target, asked: Asked): Promise<Answered> {
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, asked.deadline);
  const leave = () => stop.abort();
  query.signal?.addEventListener('abort', leave, {once: true});
  try {
    query.signal?.throwIfAborted();
    return await answerTo(await request(query, target, stop.signal), asked);
  } catch (error) {
    query.signal?.throwIfAborted();
    throw late ? timedOut(asked, error) : networkFailure(error, asked);
  } finally {
    clearTimeout(timer);
    query.signal?.removeEventListener('abort', leave);
  }
}

async function request(query: AlertQuery, target: Target, signal: AbortSignal): Promise<http.ClientRequest> {
  const {headers, origin, path} = target;
  const tls =
    query.tls === undefined ? {} : (await import('../../lib/node/http/certificates.js')).certificates(query.tls);
  const url = new URL(origin);
  const common = {host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path, headers, signal, agent: false};
  if (query.proxy !== undefined) {
    const {throughProxy} = await import('./query-proxy.js');
    return throughProxy(query.proxy, {url, request: common, tls}, signal);
  }
  if (url.protocol === 'http:') return http.request(common);
  // Loading TLS takes longer than many a query.
  const https = await import('node:https');
  return https.request({...common, ...tls});
}

function answerTo(sent: http.ClientRequest, asked: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > BIGGEST_BODY) sent.destroy(tooLarge(asked));
      });
      response.on('error', reject);
      response.on('end', () => {
        const {location} = response.headers;
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks, size).toString('utf8'),
          contentType: response.headers['content-type'] ?? '',
          ...(location === undefined ? {} : {location}),
        });
      });
    });
    sent.end();
  });
}
