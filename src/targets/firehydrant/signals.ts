import * as v from 'valibot';
import type {Severity} from '../../core/alert/severity.js';
import {type FoundIncident, type Target, TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {shortKey} from '../short-key.js';
import {type Fitter, fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {remarked} from '../text/remarked.js';
import {threadTag} from './incident.js';

type Send = Target['send'];

/** Whom a signal is for: one of these, or the rules of the teams decide. */
export interface SignalReceiver {
  readonly team_id?: string | undefined;
  readonly escalation_policy_id?: string | undefined;
  readonly on_call_schedule_id?: string | undefined;
  readonly user_id?: string | undefined;
}

export interface SignalWays {
  readonly api: VendorApi;
  /** Posts to an address that is itself a secret. */
  post(url: string, json: unknown, signal: AbortSignal): Promise<unknown>;
  readonly receiver: SignalReceiver;
  /** Ids of escalation policies, level 1 first. */
  readonly levels: readonly string[];
}

const LONGEST = {key: 255, summary: 250, body: 20_000};
const LEVELS: Readonly<Record<Severity, string>> = {P1: 'FATAL', P2: 'ERROR', P3: 'WARN', P4: 'INFO'};
const PRIORITIES: Readonly<Record<Severity, string>> = {P1: 'HIGH', P2: 'HIGH', P3: 'MEDIUM', P4: 'LOW'};

const address = v.looseObject({url: v.pipe(v.string(), v.url())});

/** What can be done by sending signals. */
export function signalActs({api, post, receiver, levels}: SignalWays) {
  const ingestUrl = async (to: SignalReceiver, signal: AbortSignal) =>
    readAnswer(await api({path: '/v1/signals/ingest_url', query: {...to}}, signal), address).url;

  const create: Send = async (request, {signal}) => {
    const fit = fitter();
    await post(
      await ingestUrl(receiver, signal),
      signalOf(request, {status: 'OPEN', key: request.thread}, fit),
      signal,
    );
    return remarked(fit.remark());
  };
  /** A page of its own at each level: the first one is open, and the same key again would page nobody. */
  const escalate: Send = async (request, {signal}) => {
    const to = receiverOf(request, levels);
    const key = levelKey(request.thread, request.level ?? 0);
    const fit = fitter();
    await post(await ingestUrl(to, signal), signalOf(request, {status: 'OPEN', key}, fit), signal);
    return remarked(fit.remark());
  };
  const resolve: Send = async (request, {signal}) => {
    const url = await ingestUrl(receiver, signal);
    const keys = [request.thread, ...levels.map((_, at) => levelKey(request.thread, at + 1))];
    for (const key of keys) await post(url, signalOf(request, {status: 'CLOSED', key}, fitter()), signal);
    return {};
  };
  const find = async (threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> => {
    const found: FoundIncident[] = [];
    for (const thread of threads) {
      const query = {tags: threadTag(thread), per_page: '20'};
      const {data} = readAnswer(await api({path: '/v1/alerts', query}, signal), list);
      const alerts = readEach(rawAlert, data).filter(({tags}) => tags?.includes(threadTag(thread)));
      const alert = alerts.find(({status}) => statusOf(status) !== 'resolved') ?? alerts[0];
      if (alert !== undefined) found.push(foundAlert(alert, thread));
    }
    return found;
  };
  return {create, escalate, resolve, find};
}

function signalOf(
  {message, thread, test}: TargetRequest,
  {status, key}: {readonly status: 'OPEN' | 'CLOSED'; readonly key: string},
  fit: Fitter,
): unknown {
  const links = (message.links ?? []).filter(({url}) => URL.canParse(url));
  return {
    idempotency_key: shortKey(key, LONGEST.key),
    status,
    level: LEVELS[message.severity],
    summary: fit.fit('the summary', message.title, LONGEST.summary),
    body: fit.fit('the text', messageText(message), LONGEST.body),
    tags: [threadTag(thread), ...(test ? ['test'] : [])],
    annotations: {
      ...(message.labels ?? {}),
      'signals.firehydrant.com/notification-priority': PRIORITIES[message.severity],
    },
    links: links.map(({url, title}) => ({href: url, text: title})),
  };
}

function levelKey(thread: string, level: number): string {
  return `${shortKey(thread, LONGEST.key - 12)}/level-${level}`;
}

function receiverOf(request: TargetRequest, levels: readonly string[]): SignalReceiver {
  const policy = request.level === undefined ? undefined : levels[request.level - 1];
  if (policy !== undefined) return {escalation_policy_id: policy};
  throw new TargetError('rejected', `FireHydrant has no escalation policy for level ${request.level ?? 'unknown'}.`, {
    hint: 'Name the ids of escalation policies under `levels:` of this target, level 1 first.',
    unknown: false,
  });
}

const text = v.nullish(v.string(), '');
const list = v.looseObject({data: v.array(v.unknown())});
const rawAlert = v.looseObject({
  id: v.string(),
  summary: text,
  status: text,
  ends_at: text,
  remote_url: text,
  tags: v.nullish(v.array(v.string()), []),
});

function foundAlert(raw: v.InferOutput<typeof rawAlert>, thread: string): FoundIncident {
  const status = statusOf(raw.status);
  const on = Date.parse(raw.ends_at ?? '');
  return {
    ref: {id: raw.id},
    thread,
    title: plainText(raw.summary ?? '', {maxLength: 300}),
    status,
    ...(status === 'resolved' && !Number.isNaN(on) ? {on} : {}),
    assigned: [],
    ...(raw.remote_url ? {url: plainText(raw.remote_url)} : {}),
  };
}

function statusOf(status: string | null | undefined): FoundIncident['status'] {
  if (/resolved|closed|dismissed|expired/i.test(status ?? '')) return 'resolved';
  return /ack/i.test(status ?? '') ? 'acknowledged' : 'triggered';
}
