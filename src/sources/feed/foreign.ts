import * as v from 'valibot';
import type {FeedAlert} from '../../core/feed/message.js';

const text = v.string();
const labels = v.record(text, text);

/** Alertmanager's webhook, version 4, as far as it is used here; senders of their own leave out a good deal of it. */
const webhook = v.object({
  groupKey: v.optional(text),
  receiver: v.optional(text),
  alerts: v.array(
    v.object({
      status: v.optional(text),
      labels,
      annotations: v.optional(labels, {}),
      startsAt: text,
      endsAt: v.optional(text),
      fingerprint: text,
      generatorURL: v.optional(text),
    }),
  ),
});

/** The alerts of a message that is a webhook body of Alertmanager; undefined when it is none. */
export function foreignAlerts(frame: string, source: string): readonly FeedAlert[] | undefined {
  const read = v.safeParse(webhook, parsed(frame));
  if (!read.success) return undefined;
  const {groupKey = null, receiver, alerts} = read.output;
  return alerts.flatMap(({status, startsAt, endsAt, generatorURL, ...alert}): FeedAlert[] => {
    const start = iso(startsAt);
    if (start === undefined) return [];
    const isOver = status === 'resolved';
    return [
      {
        ...alert,
        source,
        status: isOver ? 'resolved' : 'firing',
        startsAt: start,
        // While it fires, the end is the year 1, or when it would end if nobody told it again.
        endsAt: isOver ? (iso(endsAt ?? '') ?? start) : null,
        groupKey,
        ...(generatorURL === undefined ? {} : {generatorURL}),
        ...(receiver === undefined ? {} : {receiver}),
      },
    ];
  });
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
