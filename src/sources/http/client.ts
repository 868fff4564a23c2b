import type {Dispatcher} from 'undici';
import type {Clock} from '../../core/ports.js';
import {httpDispatcher} from '../../lib/node/http/dispatcher.js';
import {type HttpRequest, type HttpResponse, httpExchange} from '../../lib/node/http/exchange.js';
import type {Address} from './address.js';
import {conceal} from './conceal.js';
import type {Connection} from './connection.js';
import {type Asked, networkFailure} from './failure.js';
import {requestHeaders} from './headers.js';
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
    dispatcher ??= dispatcherOf(undici, options);
    const sentAt = options.clock.now();
    const bounds = {deadline: call.deadline, cap: call.cap ?? BIGGEST_BODY, signal};
    const answer = answerOf(await httpExchange(dispatcher, requestOf(call, options, headers), bounds));
    if (answer.date !== undefined) clockSkew.observe({date: answer.date, sentAt, receivedAt: options.clock.now()});
    return answer;
  };
  const whole = async (call: Call, signal: AbortSignal): Promise<Answer> => {
    try {
      return await exchange(call, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw networkFailure(error, asked(call));
    }
  };
  return {
    address,
    skew: clockSkew,
    asked,
    async call(call, signal) {
      const first = await whole(call, signal).catch(repeatable(call, signal));
      return first ?? (await whole(call, signal));
    },
    async close() {
      const open = dispatcher;
      dispatcher = undefined;
      await open?.destroy();
    },
  };
}

function requestOf(call: Call, {address, root}: ClientOptions, headers: Readonly<Record<string, string>>): HttpRequest {
  return {
    origin: address.origin,
    path: `${address.prefix}${root}${call.path}`,
    method: call.method ?? 'GET',
    headers: {...headers, ...headersOf(call)},
    body: call.body === undefined ? null : JSON.stringify(call.body),
  };
}

function headersOf({body, anew}: Call): Record<string, string> {
  return {
    ...(body === undefined ? {} : {'content-type': 'application/json'}),
    ...(anew === true ? {'cache-control': 'no-cache'} : {}),
  };
}

function dispatcherOf(undici: Parameters<typeof httpDispatcher>[0], {address, connection}: ClientOptions): Dispatcher {
  return httpDispatcher(undici, {
    origin: address.origin,
    tls: connection.tls,
    proxy: connection.proxy,
    agent: {connections: 2, keepAliveTimeout: KEEP_ALIVE, maxResponseSize: BIGGEST_BODY},
    connectTimeout: CONNECT_TIMEOUT,
  });
}

/** What an answer is, with what its headers tell. */
function answerOf(response: HttpResponse): Answer {
  const date = Date.parse(response.header('date'));
  const location = response.header('location');
  const age = Number.parseInt(response.header('age'), 10) * 1_000;
  return {
    status: response.status,
    contentType: response.header('content-type'),
    text: response.text,
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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
