import {bareRecord, isRecord, type JsonRecord, own, ownText} from '../body/record.js';
import type {HookRequest, HookResult, Inbound} from '../hook.js';
import {type Outcome, readSome, refuse} from '../outcome.js';
import {readAlert} from '../tell/read-alert.js';

export interface WebhookReading {
  readonly request: HookRequest;
  readonly source: string;
  readonly resolveAfter: number | undefined;
  /** More annotations from an alert, for those that it does not have. */
  readonly extras?: (alert: JsonRecord) => JsonRecord;
}

/** The body of a webhook made of the parts that Alertmanager's is made of. */
export type WebhookBody = JsonRecord & {readonly alerts: readonly unknown[]};

/** More than the biggest body can hold of alerts that say anything. */
const MOST_ALERTS = 100_000;

export function isWebhook(body: unknown): body is WebhookBody {
  return isRecord(body) && Array.isArray(own(body, 'alerts'));
}

/** The alerts of a webhook that can be read. Fields that are not known, or not there, do no harm. */
export function readWebhook(body: WebhookBody, reading: WebhookReading): HookResult {
  const {alerts} = body;
  if (alerts.length > MOST_ALERTS) return refuse(`The body has more than ${MOST_ALERTS} alerts.`);
  const told = readSome(alerts, (alert, index) => readOne(alert, {...reading, body, where: `alerts[${index}]`}));
  if (!told.ok) return told;
  const {values: inbound, passedOver} = told.value;
  return {ok: true, inbound, passedOver, wake: isTruncated(body) ? [reading.source] : []};
}

/** Whether alerts were left out of this body. */
function isTruncated(body: WebhookBody): boolean {
  const truncated = own(body, 'truncatedAlerts');
  return typeof truncated === 'number' && truncated > 0;
}

interface OneReading extends WebhookReading {
  readonly body: WebhookBody;
  /** Where the alert stands in the body. */
  readonly where: string;
}

function readOne(alert: unknown, {request, source, resolveAfter, body, where, extras}: OneReading): Outcome<Inbound> {
  if (!isRecord(alert)) return refuse(`\`${where}\` is not an object.`);
  const status = own(alert, 'status') ?? own(body, 'status');
  if (status !== 'firing' && status !== 'resolved')
    return refuse(`\`${where}.status\` is neither "firing" nor "resolved".`);
  const raw = {
    status,
    labels: own(alert, 'labels'),
    annotations: extended(own(alert, 'annotations'), extras?.(alert)),
    startsAt: own(alert, 'startsAt'),
    endsAt: own(alert, 'endsAt'),
    fingerprint: ownText(alert, 'fingerprint'),
    groupKey: ownText(body, 'groupKey'),
    generatorURL: ownText(alert, 'generatorURL'),
    receiver: ownText(body, 'receiver'),
  } as const;
  return readAlert(raw, {source, where: `${where}.`, now: request.now, resolveAfter});
}

function extended(annotations: unknown, extras: JsonRecord | undefined): unknown {
  if (extras === undefined || !isRecord(annotations)) return annotations ?? extras;
  return bareRecord([...Object.entries(extras), ...Object.entries(annotations)]);
}
