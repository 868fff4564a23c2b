import type {IncomingMessage, ServerResponse} from 'node:http';
import {counted} from '../../../core/counted.js';
import type {FeedAlert} from '../../../core/feed/message.js';
import {type Clock, machineTime} from '../../../core/ports.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Appended} from '../../backbone/backbone.js';
import type {HookRequest, HookResult} from '../../hooks/hook.js';
import type {Access} from '../access.js';
import type {RelayMetrics} from '../metrics.js';
import type {RelayLimits, ServedHook} from '../options.js';
import type {Recorder} from '../recorder.js';
import {type Answer, json, refusal} from './answer.js';
import {type NoBody, readBody} from './read-body.js';
import {badOrigin, noToken, sendAgain, tooLong} from './refusals.js';
import {entryOf} from './told.js';
import type {Traffic} from './traffic.js';

export interface HookParts {
  readonly access: Access;
  readonly recorder: Recorder;
  readonly traffic: Traffic;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  /** Why nothing can be taken in now. */
  shut(): string | undefined;
  /** Runs the task once everything up to this number is on its way to the clients. */
  afterSending(seq: number, task: () => void): void;
  onWake(source: string): void;
  onTold(alerts: readonly FeedAlert[]): void;
  warn(line: string): void;
}

/** A request to a hook, whose query is given, and its response, which is only asked to go on where that was asked for. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: HookRequest['query'];
}

const NO_BODY = Buffer.alloc(0);
const TOO_MUCH = 'Too much is being sent at once.';

type Read = Extract<HookResult, {ok: true}>;

/** Undefined when the sender has left. Whatever is 2xx has been recorded. */
export async function answerHook(hook: ServedHook, exchange: Exchange, parts: HookParts): Promise<Answer | undefined> {
  const {clock, limits} = parts;
  const started = clock.monotonic();
  const refused = refusedByHead(hook, exchange, parts);
  if (refused !== undefined) return refused;
  const passage = parts.traffic.enter();
  if (passage === undefined) return sendAgain(TOO_MUCH);
  try {
    if (exchange.request.headers.expect !== undefined) exchange.response.writeContinue();
    const hold = (bytes: number) => passage.hold(bytes);
    const body = await readBody(exchange.request, {limit: limits.body, time: limits.bodyTime, clock, hold});
    if (!body.ok) return withoutBody(body.why, limits);
    const result = readBy(hook, hookRequest(exchange, body.raw, clock), parts);
    if (!('ok' in result)) return result;
    if (!result.ok) return refusal(result.status, {error: result.reason, hint: hintFor(result.status)});
    return await record(hook, result, {...parts, started});
  } finally {
    passage.leave();
  }
}

/** What can be said before a byte of the body is read. */
function refusedByHead(hook: ServedHook, exchange: Exchange, parts: HookParts): Answer | undefined {
  const {headers, method = ''} = exchange.request;
  if (!hook.methods.includes(method))
    return refusal(
      405,
      {error: `This hook does not take ${plainText(method)}.`, hint: `Use ${hook.methods.join(' or ')}.`},
      {allow: hook.methods.join(', ')},
    );
  const head = hookRequest(exchange, NO_BODY, parts.clock);
  if (hook.proves?.(head) !== true && !parts.access.hasToken(headers)) return noToken();
  if (!parts.access.hasGoodOrigin(headers)) return badOrigin();
  if (!isReadable(hook, headers))
    return refusal(415, {
      error: 'This hook does not read a body of this type.',
      hint: `Send ${typesOf(hook).join(' or ')}, not compressed.`,
    });
  if (Number(headers['content-length'] ?? 0) > parts.limits.body) return tooLong(parts.limits.body);
  const shut = parts.shut();
  return shut === undefined ? undefined : sendAgain(`Nothing can be recorded now: ${shut}.`);
}

function typesOf(hook: ServedHook): readonly string[] {
  return hook.types ?? ['application/json'];
}

/** Some senders name no type; what they send is taken for what the hook reads. */
function isReadable(hook: ServedHook, headers: IncomingMessage['headers']): boolean {
  const encoding = headers['content-encoding'] ?? 'identity';
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const given = type.trim().toLowerCase();
  const isKnown =
    given === '' || typesOf(hook).includes(given) || (hook.types === undefined && given.endsWith('+json'));
  return isKnown && encoding === 'identity';
}

function withoutBody(why: NoBody, limits: RelayLimits): Answer | undefined {
  if (why === 'gone') return undefined;
  if (why === 'too-long') return tooLong(limits.body);
  if (why === 'no-room') return sendAgain(TOO_MUCH);
  return refusal(
    408,
    {error: `The body did not come within ${limits.bodyTime / 1_000} s.`, hint: 'Send it again.'},
    {connection: 'close'},
  );
}

function hintFor(status: 400 | 401 | 403 | 415): string {
  return status === 400 || status === 415
    ? 'See what this hook reads with `wk relay print-config`.'
    : 'See that both ends have the same secret, and the right time.';
}

function hookRequest({request, query}: Exchange, raw: Buffer, clock: Clock): HookRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  const now = clock.now();
  const times = clock.ahead?.() ? {now, machine: machineTime(clock)} : {now};
  return {method: request.method ?? '', headers: Object.fromEntries(headers), query, raw, ...times};
}

/** A hook that throws is at fault itself; the next request finds it as good as ever. */
function readBy(hook: ServedHook, request: HookRequest, {warn}: HookParts): HookResult | Answer {
  try {
    return hook.read(request);
  } catch (error) {
    warn(`The hook at ${hook.path} failed: ${plainText(String(error), {maxLength: 400})}`);
    return refusal(500, {error: 'The relay failed at this body.', hint: 'Its log says why; it goes on.'});
  }
}

async function record(hook: ServedHook, read: Read, parts: HookParts & {readonly started: number}): Promise<Answer> {
  const {clock, metrics, started} = parts;
  const name = hookName(hook);
  for (const source of read.wake) parts.onWake(source);
  const told = {hook: name, now: clock.now()};
  const entries = read.inbound.map(inbound => entryOf(inbound, told));
  const taken = entries.length === 0 ? [] : await parts.recorder.takeIn(name, entries);
  if (taken === undefined) return sendAgain(notRecorded(parts));
  metrics.hookTime.set({hook: name}, clock.now() / 1_000);
  parts.onTold(read.inbound.flatMap(inbound => (inbound.kind === 'alert' ? [inbound.alert] : [])));
  if (taken === 'waits') return json(200, {waiting: entries.length, ...passedOver(name, read, parts)});
  const last = lastOf(taken);
  if (last !== undefined)
    parts.afterSending(last, () => metrics.hookToSendSeconds.observe((clock.monotonic() - started) / 1_000));
  const accepted = taken.filter(one => one !== undefined).length;
  return json(200, {accepted, repeated: taken.length - accepted, ...passedOver(name, read, parts)});
}

function notRecorded({shut}: HookParts): string {
  const why = shut();
  return why === undefined ? 'This could not be recorded.' : `This could not be recorded: ${why}.`;
}

/** Nobody reads an answer of 200: the relay's own log and figures say what was left out of the body. */
function passedOver(hook: string, {passedOver: reasons = []}: Read, {metrics, warn}: HookParts): object {
  const [first] = reasons;
  if (first === undefined) return {};
  metrics.entries.inc({from: hook, outcome: 'refused'}, reasons.length);
  const error = plainText(first, {maxLength: 400});
  warn(`The hook ${hook} passed over ${counted(reasons.length, 'alert')} of a body: ${error}`);
  return {refused: reasons.length, error};
}

/** As metrics, logs and keys call it. */
export function hookName({path}: ServedHook): string {
  return path.replace(/^\/v1\/hooks\//, '');
}

function lastOf(appended: readonly Appended[]): number | undefined {
  return appended.findLast(one => one !== undefined)?.seq;
}
