import {createHash} from 'node:crypto';
import * as v from 'valibot';
import {readJson} from './body/read-body.js';
import {isRecord, type JsonRecord, own, ownText} from './body/record.js';
import {defineHook, nameEntry, secretsEntry} from './define-hook.js';
import type {HookRequest, Inbound} from './hook.js';
import {type Outcome, type Refusal, read, refuse} from './outcome.js';
import {hmacHex} from './proof/hmac.js';
import {isOneOf} from './proof/same-secret.js';
import {readInstant} from './tell/instant.js';

type What = Extract<Inbound, {readonly kind: 'pager'}>['what'];

const options = v.strictObject({...nameEntry, ...secretsEntry});

/** What happens to incidents, as the log calls it. One that is reopened is open and unacknowledged: triggered again. */
const WHATS: ReadonlyMap<string, What> = new Map([
  ['incident.triggered', 'triggered'],
  ['incident.reopened', 'triggered'],
  ['incident.acknowledged', 'acknowledged'],
  ['incident.unacknowledged', 'unacknowledged'],
  ['incident.resolved', 'resolved'],
  ['incident.escalated', 'escalated'],
  ['incident.reassigned', 'reassigned'],
  ['incident.delegated', 'reassigned'],
]);
const SIGNATURE = 'x-pagerduty-signature';

/**
 * PagerDuty's webhooks, version 3: what was done to incidents elsewhere. An event of another type, and the ping of a new
 * subscription, is taken and says nothing: three refusals in a row would switch the subscription off for a day.
 */
export const pagerdutyHook = defineHook({
  path: 'pagerduty',
  options,
  proves: (_, {secrets}) => secrets.length > 0,
  read(request, {options: {secrets}}) {
    const forged = checkSignature(request, secrets);
    if (forged !== undefined) return forged;
    const json = readJson(request);
    if (!json.ok) return json;
    const event = isRecord(json.value) ? own(json.value, 'event') : undefined;
    if (!isRecord(event)) return refuse('The body has no object `event`: this is no webhook of version 3.');
    const inbound = readEvent(event, request);
    if (!inbound.ok) return inbound;
    return {ok: true, inbound: inbound.value === undefined ? [] : [inbound.value], wake: []};
  },
});

/** `v1=<hex>[,v1=<hex>]`: while its secret is changed PagerDuty signs with both. */
function checkSignature(request: HookRequest, secrets: readonly string[]): Refusal | undefined {
  if (secrets.length === 0) return undefined;
  const header = request.headers[SIGNATURE];
  if (header === undefined) return refuse('The request has no `X-PagerDuty-Signature`.', 401);
  const given = header.split(',', 20).map(part => part.trim());
  const expected = secrets.map(secret => `v1=${hmacHex(secret, request.raw)}`);
  const right = given.map(signature => isOneOf(signature, expected)).includes(true);
  return right ? undefined : refuse('The signature is not that of this body with a configured secret.', 403);
}

/** Undefined for an event that says nothing of an incident's state. */
function readEvent(event: JsonRecord, request: HookRequest): Outcome<Inbound | undefined> {
  const what = WHATS.get(ownText(event, 'event_type') ?? '');
  if (what === undefined) return read(undefined);
  const data = own(event, 'data');
  const incident = isRecord(data) ? ownText(data, 'id') : undefined;
  if (!isRecord(data) || incident === undefined) return refuse('`event.data.id` is not the id of an incident.');
  const on = readInstant(own(event, 'occurred_at'), 'event.occurred_at');
  if (!on.ok) return on;
  const key = ownText(data, 'incident_key');
  const url = ownText(data, 'html_url');
  return read({
    kind: 'pager',
    id: ownText(event, 'id') ?? request.headers['x-webhook-id'] ?? digest(request.raw),
    target: 'pagerduty',
    what,
    incident,
    ...(key === undefined ? {} : {key}),
    by: agentOf(event),
    on: on.value ?? request.now,
    ...(url === undefined ? {} : {url}),
  });
}

/** Without an agent it was some automation. */
function agentOf(event: JsonRecord): string {
  const agent = own(event, 'agent');
  if (!isRecord(agent)) return 'PagerDuty';
  return ownText(agent, 'summary') ?? ownText(agent, 'id') ?? 'PagerDuty';
}

function digest(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('hex');
}
