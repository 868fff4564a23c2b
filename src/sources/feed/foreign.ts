import * as v from 'valibot';
import {fingerprintFrom} from '../../core/alert/fingerprint.js';
import type {FeedAlert} from '../../core/feed/message.js';

const text = v.string();
const labels = v.record(text, text);

/** Alertmanager's webhook, version 4, as far as it is used here; senders of their own leave out a good deal of it. */
const webhook = v.object({
  status: v.optional(text),
  groupKey: v.optional(text),
  receiver: v.optional(text),
  alerts: v.array(v.unknown()),
});
const webhookAlert = v.object({
  status: v.optional(text),
  labels,
  annotations: v.optional(labels, {}),
  startsAt: v.optional(text, ''),
  endsAt: v.optional(text, ''),
  fingerprint: v.optional(v.unknown()),
  generatorURL: v.optional(text),
});
type Webhook = v.InferOutput<typeof webhook>;

export interface ForeignAlerts {
  readonly alerts: readonly FeedAlert[];
  /** So many entries of the message are no alerts that anybody could read. */
  readonly passedOver: number;
}

/**
 * The alerts of a message that is a webhook body of Alertmanager; undefined when it is none. A sender that knows nothing
 * of Alertmanager's hash gets that of the labels, and one that tells no start starts, or ends, at `now` (Unix ms).
 */
export function foreignAlerts(frame: string, source: string, now: number): ForeignAlerts | undefined {
  const read = v.safeParse(webhook, parsed(frame));
  if (!read.success) return undefined;
  const alerts = read.output.alerts.flatMap(entry => foreignAlert(entry, {body: read.output, source, now}) ?? []);
  return {alerts, passedOver: read.output.alerts.length - alerts.length};
}

function foreignAlert(
  entry: unknown,
  {body, source, now}: {readonly body: Webhook; readonly source: string; readonly now: number},
): FeedAlert | undefined {
  const read = v.safeParse(webhookAlert, entry);
  if (!read.success) return undefined;
  const {status = body.status, startsAt, endsAt, generatorURL, fingerprint: own, ...alert} = read.output;
  const isOver = status === 'resolved';
  const start = iso(startsAt);
  return {
    ...alert,
    source,
    status: isOver ? 'resolved' : 'firing',
    fingerprint: fingerprintFrom(own, alert.labels),
    startsAt: start ?? new Date(now).toISOString(),
    ...(start === undefined ? {startsUnknown: true as const} : {}),
    // While it fires, the end is the year 1, or when it would end if nobody told it again.
    endsAt: isOver ? (iso(endsAt) ?? start ?? new Date(now).toISOString()) : null,
    groupKey: body.groupKey ?? null,
    ...(generatorURL === undefined ? {} : {generatorURL}),
    ...(body.receiver === undefined ? {} : {receiver: body.receiver}),
  };
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}

function iso(time: string): string | undefined {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
