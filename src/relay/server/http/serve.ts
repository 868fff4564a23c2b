import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http';
import type {PolledSource} from '../../../core/feed/message.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Gateway} from '../../gateway/gateway.js';
import {takesNothingIn} from '../degraded.js';
import type {ServedHook} from '../options.js';
import {type Answer, json, refusal, sendAnswer} from './answer.js';
import {answerHook, type HookParts, hookName} from './answer-hook.js';
import {refusalLog} from './refusal-log.js';
import {badOrigin, noToken, notFound} from './refusals.js';

export interface ServeParts extends HookParts {
  readonly hooks: readonly ServedHook[];
  /** Alertmanagers that are asked through the relay. */
  readonly gateway: Gateway | undefined;
  /** How the Alertmanagers are that the relay polls itself. */
  polled(): readonly PolledSource[];
  /** What keeps the relay from doing all of its work, though it goes on. */
  degraded(): string | undefined;
}

interface Serving extends ServeParts {
  /** Told of every answer of a hook. */
  onAnswered(hook: string, answer: Answer): void;
}

interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

type Page = (request: IncomingMessage, parts: ServeParts) => Answer | Promise<Answer>;

const PAGES: Readonly<Record<string, Page>> = {
  '/-/healthy': () => json(200, {status: 'alive'}),
  '/-/ready': (_request, parts) => readiness(parts),
  '/metrics': (request, parts) => metricsPage(request, parts),
  '/v1/feed': () =>
    refusal(
      426,
      {error: 'The feed is a WebSocket.', hint: 'Connect with `Upgrade: websocket`.'},
      {upgrade: 'websocket', connection: 'upgrade'},
    ),
};

/** Everything that is asked by plain HTTP. */
export function serve(parts: ServeParts): RequestListener {
  const hooks = new Map(parts.hooks.map(hook => [hook.path, hook]));
  const serving = {...parts, onAnswered: refusalLog(parts.clock, parts.warn)};
  return (request, response) => {
    response.on('error', () => undefined);
    const asked = askedBy(request);
    const hook = hooks.get(asked.path);
    answering(hook, {request, response, asked}, serving)
      .then(answer => answer && sendAnswer(response, answer, parts.clock))
      .catch((error: unknown) => {
        parts.warn(`A request failed: ${plainText(String(error), {maxLength: 400})}`);
        sendAnswer(response, failed(), parts.clock);
      });
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly asked: Asked;
}

function answering(hook: ServedHook | undefined, exchange: Exchange, parts: Serving): Promise<Answer | undefined> {
  if (hook !== undefined) return hookPage(hook, exchange, parts);
  const {asked, request} = exchange;
  if (parts.gateway?.has(asked.path) === true) return gatewayPage(parts.gateway, exchange, parts);
  return page(asked, request, parts);
}

async function gatewayPage(
  gateway: Gateway,
  {request, asked}: Exchange,
  parts: ServeParts,
): Promise<Answer | undefined> {
  const {access, metrics} = parts;
  const answer = await allowedHere(gateway, {request, asked}, access);
  metrics.gatewayRequests.inc({status: answer === undefined ? 'gone' : String(answer.status)});
  return answer;
}

function allowedHere(
  gateway: Gateway,
  {request, asked}: Pick<Exchange, 'request' | 'asked'>,
  access: ServeParts['access'],
): Promise<Answer | undefined> | Answer {
  if (!access.hasToken(request.headers)) return noToken();
  if (!access.hasGoodOrigin(request.headers)) return badOrigin();
  const {url = ''} = request;
  const at = url.indexOf('?');
  return gateway.answer(request, {path: asked.path, query: at < 0 ? '' : url.slice(at + 1)});
}

/** The path and the query as they came; what cannot be told apart is no path of ours. */
export function askedBy({url = '/'}: IncomingMessage): Asked {
  const at = url.indexOf('?');
  if (at < 0) return {path: url, query: {}};
  return {path: url.slice(0, at), query: Object.fromEntries(new URLSearchParams(url.slice(at + 1)))};
}

async function page({path}: Asked, request: IncomingMessage, parts: ServeParts): Promise<Answer> {
  const found = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
  if (found === undefined) return notFound();
  if (request.method === 'GET' || request.method === 'HEAD') return found(request, parts);
  return refusal(405, {error: 'This page is only read.', hint: 'Use GET.'}, {allow: 'GET, HEAD'});
}

async function hookPage(hook: ServedHook, {asked, ...ends}: Exchange, parts: Serving): Promise<Answer | undefined> {
  const count = (status: string) => parts.metrics.hookRequests.inc({hook: hookName(hook), status});
  try {
    const answer = await answerHook(hook, {...ends, query: asked.query}, parts);
    count(answer === undefined ? 'gone' : String(answer.status));
    if (answer !== undefined) parts.onAnswered(hookName(hook), answer);
    return answer;
  } catch (error) {
    count('500');
    throw error;
  }
}

function failed(): Answer {
  return refusal(500, {error: 'The relay failed at this request.', hint: 'Its log says why; it goes on.'});
}

function readiness(parts: ServeParts): Answer {
  const shut = parts.shut();
  const degraded = parts.degraded();
  if (shut !== undefined) {
    const said = takesNothingIn(shut);
    return refusal(503, {error: `${said.charAt(0).toUpperCase()}${said.slice(1)}.`, hint: 'Senders send again.'});
  }
  const polled = parts.polled();
  return json(200, {
    status: 'ready',
    ...(degraded === undefined ? {} : {degraded: plainText(degraded)}),
    ...(polled.length === 0 ? {} : {alertmanagers: polled}),
  });
}

async function metricsPage(request: IncomingMessage, {access, metrics}: ServeParts): Promise<Answer> {
  if (access.guardsMetrics && !access.hasToken(request.headers)) return noToken();
  return {status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics()};
}
