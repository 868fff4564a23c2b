import type {Dispatcher} from 'undici';
import type {Clock} from '../../core/ports.js';
import {type Address, address as proxyAddress} from './address.js';
import {certificates} from './certificates.js';
import {conceal} from './conceal.js';
import type {Connection} from './connection.js';
import {type Asked, networkFailure, timedOut, tooLarge} from './failure.js';
import {basicAuthorization, requestHeaders} from './headers.js';
import {type Skew, skew} from './skew.js';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Path and query after the API's root. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The whole exchange must be over after this many ms. */
  readonly deadline: number;
  /** Largest body accepted, in bytes. */
  readonly cap?: number;
  /** No cache on the way may answer it. */
  readonly anew?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly location?: string;
  /** The server's clock when it answered, Unix ms, to the second. */
  readonly date?: number;
  /** How old the answer already is, ms, where a cache on the way gave it. */
  readonly age?: number;
}

/** One server's API over kept-alive connections. Rejects with SourceError when there is no whole answer; a status is no error. */
export interface Client {
  readonly address: Address;
  readonly skew: Skew;
  call(call: Call, signal: AbortSignal): Promise<Answer>;
  /** Who is asked by this call, for the sentences of an error. */
  asked(call: Pick<Call, 'path' | 'deadline'>): Asked;
  /** Cuts what is open; a later call opens anew. */
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly address: Address;
  readonly connection: Connection;
  /** The API's root below the prefix: `/api/v2`. */
  readonly root: string;
  /** What kind of server it should be, for the sentences. */
  readonly server: string;
  readonly clock: Pick<Clock, 'now'>;
}

const MIB = 1024 * 1024;
const BIGGEST_BODY = 256 * MIB;
const CONNECT_TIMEOUT = 5_000;
/** Longer than a poll interval, or every poll would pay for a new TLS handshake. */
const KEEP_ALIVE = 60_000;

export function client(options: ClientOptions): Client {
  const {address} = options;
  const headers = requestHeaders(address, options.connection);
  const concealing = conceal(address, options.connection);
  const clockSkew = skew();
  let dispatcher: Dispatcher | undefined;
  const asked = (call: Pick<Call, 'path' | 'deadline'>): Asked => ({
    name: address.name,
    url: `${address.origin}${address.prefix}${options.root}${call.path}`,
    server: options.server,
    deadline: call.deadline,
    conceal: concealing,
  });
  const exchange = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    // Loading it takes longer than everything else at the start, and a cockpit that only looks never asks in this thread.
    // The bundle knows a CommonJS package by its default export only.
    const {default: undici} = await import('undici');
    dispatcher ??= dispatcherFor(undici, address, options.connection);
    const sentAt = options.clock.now();
    const response = await dispatcher.request({
      origin: address.origin,
      path: `${address.prefix}${options.root}${call.path}`,
      method: call.method ?? 'GET',
      headers: {...headers, ...headersOf(call)},
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal,
      headersTimeout: call.deadline + 1_000,
      bodyTimeout: call.deadline + 1_000,
    });
    const said = saidBy(response.headers);
    if (said.date !== undefined) clockSkew.observe({date: said.date, sentAt, receivedAt: options.clock.now()});
    return {
      status: response.statusCode,
      contentType: header(response.headers['content-type']),
      text: await bodyText(response.body, call.cap ?? BIGGEST_BODY, asked(call)),
      ...said,
    };
  };
  return {
    address,
    skew: clockSkew,
    asked,
    async call(call, signal) {
      const first = await withDeadline(call, {asked: asked(call), signal, exchange}).catch(repeatable(call, signal));
      return first ?? (await withDeadline(call, {asked: asked(call), signal, exchange}));
    },
    async close() {
      const open = dispatcher;
      dispatcher = undefined;
      await open?.destroy();
    },
  };
}

function headersOf({body, anew}: Call): Record<string, string> {
  return {
    ...(body === undefined ? {} : {'content-type': 'application/json'}),
    ...(anew === true ? {'cache-control': 'no-cache'} : {}),
  };
}

/** What the headers tell of an answer. */
function saidBy(headers: Dispatcher.ResponseData['headers']): Pick<Answer, 'location' | 'date' | 'age'> {
  const location = header(headers.location);
  const date = Date.parse(header(headers.date));
  const age = Number.parseInt(header(headers.age), 10) * 1_000;
  return {
    ...(location === '' ? {} : {location}),
    ...(Number.isNaN(date) ? {} : {date}),
    ...(age > 0 ? {age} : {}),
  };
}

/** A server may close an idle connection just as we use it: a GET is repeated once, at once. */
function repeatable(call: Call, signal: AbortSignal): (error: unknown) => undefined {
  return error => {
    const cut = error instanceof Error && /ECONNRESET|UND_ERR_SOCKET|EPIPE/.test(codeOf(error.cause));
    if (cut && (call.method ?? 'GET') === 'GET' && !signal.aborted) return undefined;
    throw error;
  };
}

interface Attempt {
  readonly asked: Asked;
  readonly signal: AbortSignal;
  readonly exchange: (call: Call, signal: AbortSignal) => Promise<Answer>;
}

/** undici's own timers are coarse and start anew with each chunk; this one ends the exchange as a whole. */
async function withDeadline(call: Call, {asked, signal, exchange}: Attempt): Promise<Answer> {
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, call.deadline);
  const leave = () => stop.abort();
  signal.addEventListener('abort', leave, {once: true});
  try {
    signal.throwIfAborted();
    return await exchange(call, stop.signal);
  } catch (error) {
    signal.throwIfAborted();
    throw late ? timedOut(asked, error) : networkFailure(error, asked);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}

async function bodyText(body: Dispatcher.ResponseData['body'], cap: number, asked: Asked): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > cap) throw tooLarge(asked);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

function dispatcherFor(
  {Agent, ProxyAgent}: typeof import('undici')['default'],
  address: Address,
  connection: Connection,
): Dispatcher {
  const tls = connection.tls === undefined ? {} : certificates(connection.tls);
  const common = {connections: 2, keepAliveTimeout: KEEP_ALIVE, maxResponseSize: BIGGEST_BODY};
  if (connection.proxy === undefined) {
    return new Agent({...common, connect: {timeout: CONNECT_TIMEOUT, ...tls}});
  }
  const proxy = proxyAddress(connection.proxy);
  return new ProxyAgent({
    ...common,
    uri: proxy.origin,
    ...(proxy.basic === undefined ? {} : {token: basicAuthorization(proxy.basic)}),
    // Proxies commonly allow CONNECT to TLS ports only.
    proxyTunnel: address.origin.startsWith('https:'),
    requestTls: {timeout: CONNECT_TIMEOUT, ...tls},
  });
}

function header(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
