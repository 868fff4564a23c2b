import type {Dispatcher} from 'undici';
import * as v from 'valibot';
import {TargetError} from '../../core/escalation/target.js';
import {machineTime} from '../../core/ports.js';
import {httpDispatcher} from '../../lib/node/http/dispatcher.js';
import {type HttpRequest, httpExchange} from '../../lib/node/http/exchange.js';
import type {TargetTools} from '../target-kind.js';
import type {HttpAnswer} from './answer.js';
import {conceal} from './conceal.js';
import {networkFailure} from './failure.js';
import {refusal} from './refusal.js';
import {retryAfter} from './retry-after.js';
import {said} from './said.js';

export interface HttpCall {
  readonly method: HttpRequest['method'];
  /** Whole, with the query. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** One of these at most. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A body that is written already; its type is among the headers. */
  readonly body?: string;
  /** What is to be taken out of everything that the server says. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

/** Requests to a vendor. Each is sent once, over a connection of its own: one that idled may break as it is used. */
export interface Http {
  /** The answer, whatever its status. Rejects with {@link TargetError} when there is none, or with the signal's reason. */
  ask(call: HttpCall): Promise<HttpAnswer>;
  /** The same, rejecting when the status is none of success. */
  call(call: HttpCall): Promise<HttpAnswer>;
}

export interface HttpOptions {
  readonly tools: Pick<TargetTools, 'clock' | 'tls' | 'proxy'>;
  /** For one request, ms. */
  readonly timeout: number;
}

const BIGGEST_ANSWER = 4 * 1024 * 1024;
const CONNECT_TIMEOUT = 5_000;

export function http({tools, timeout}: HttpOptions): Http {
  const ask = async (call: HttpCall): Promise<HttpAnswer> => {
    const {host, origin, pathname, search} = new URL(call.url);
    const concealing = conceal(call.secrets);
    try {
      const request = {origin, path: `${pathname}${search}`, method: call.method, ...contentOf(call)};
      const bounds = {deadline: timeout, cap: BIGGEST_ANSWER, signal: call.signal};
      const response = await httpExchange(await dispatcherTo(origin, {tools, timeout}), request, bounds);
      const json = jsonIn(response.text);
      const wait = retryAfter(response.header('retry-after'), machineTime(tools.clock));
      return {
        host,
        status: response.status,
        text: response.text,
        json,
        said: concealing(said(response.text, json, response.header('content-type'))),
        ...(wait === undefined ? {} : {retryAfter: wait}),
        header: response.header,
      };
    } catch (error) {
      call.signal.throwIfAborted();
      throw networkFailure(error, {host, timeout, conceal: concealing});
    }
  };
  return {
    ask,
    async call(call) {
      const answer = await ask(call);
      if (answer.status < 200 || answer.status > 299) throw refusal(answer);
      return answer;
    },
  };
}

/** What an answer says, checked. Throws a {@link TargetError}: it was done, maybe, but nobody knows what. */
export function readAnswer<S extends v.GenericSchema>(answer: HttpAnswer, schema: S): v.InferOutput<S> {
  const result = v.safeParse(schema, answer.json);
  if (result.success) return result.output;
  const what = answer.json === undefined ? 'something that is not JSON' : 'JSON of another kind than expected';
  throw new TargetError('bad-answer', `${answer.host} answers with ${what} (${answer.status}).`, {
    hint: 'Check `url` of this target: it may lead to a login page, a proxy or another program.',
  });
}

/** A query for a URL, `?` before it; what is undefined is left out, lists are repeated. */
export function query(values: Readonly<Record<string, string | number | readonly string[] | undefined>>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of typeof value === 'object' ? value : [value]) {
      if (one !== undefined) text.append(name, String(one));
    }
  }
  return text.size === 0 ? '' : `?${text.toString()}`;
}

async function dispatcherTo(origin: string, {tools}: HttpOptions): Promise<Dispatcher> {
  // The bundle knows a CommonJS package by its default export only.
  const {default: undici} = await import('undici');
  return httpDispatcher(undici, {
    origin,
    tls: tools.tls,
    proxy: tools.proxy,
    agent: {connections: 1, pipelining: 0, maxResponseSize: BIGGEST_ANSWER},
    connectTimeout: CONNECT_TIMEOUT,
  });
}

function contentOf(call: HttpCall): Pick<HttpRequest, 'headers' | 'body'> {
  const headers = {accept: 'application/json', 'user-agent': 'watchkeeper', ...lowerCased(call.headers ?? {})};
  if (call.json !== undefined) {
    return {headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(call.json)};
  }
  if (call.form !== undefined) {
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    return {headers: {'content-type': type, ...headers}, body: new URLSearchParams(call.form).toString()};
  }
  return {headers, body: call.body ?? null};
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
