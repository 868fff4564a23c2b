import {createHash} from 'node:crypto';
import type {Labels} from '../../../core/alert/alert.js';
import {fingerprintFrom} from '../../../core/alert/fingerprint.js';
import type {FeedAlert} from '../../../core/feed/message.js';
import type {Inbound} from '../hook.js';

/** An alert as its sender told it. Times are Unix ms. */
export interface ToldAlert {
  readonly source: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The sender's own; where it has none, or one of another shape, that of the label set. */
  readonly fingerprint?: string | undefined;
  readonly startsAt?: number | undefined;
  readonly endsAt?: number | undefined;
  readonly groupKey?: string | undefined;
  readonly generatorURL?: string | undefined;
  readonly receiver?: string | undefined;
}

export interface Telling {
  /** Unix ms. */
  readonly now: number;
  /** The source's: how long it may say nothing of an alert, ms. */
  readonly resolveAfter?: number | undefined;
}

/** A repeat is passed on this often within `resolveAfter`. */
const SIGNS_OF_LIFE = 4;

/**
 * What goes into the stream. The key names the occurrence and the value what was said of it, so that the same again is a
 * repeat, while firing after "resolved", with the same start or without one, and a changed annotation are not.
 *
 * A sender that tells no start has null in the key, so that all it says of a label set is about one occurrence; the
 * alert then starts, or ends, at `now`. Who folds the stream keeps the first start while firing follows firing, and takes a
 * "resolved" that starts at or after it for the end of it.
 *
 * Of a source whose alerts end when they are not told again, a repeat is news now and then: else it would be kept back
 * as a repeat while the alert runs out.
 */
export function inboundAlert(told: ToldAlert, {now, resolveAfter}: Telling): Inbound {
  const {source, status, labels, annotations} = told;
  const groupKey = told.groupKey ?? null;
  const print = fingerprintFrom(told.fingerprint, labels);
  const alive = resolveAfter !== undefined && status === 'firing' ? periodOf(now, resolveAfter) : '';
  return {
    kind: 'alert',
    key: keyOf({source, groupKey, fingerprint: print, startsAt: told.startsAt}),
    value: `${status}:${contentHash(labels, annotations)}${alive}`,
    alert: {
      source,
      status,
      fingerprint: print,
      startsAt: iso(told.startsAt ?? now),
      ...(told.startsAt === undefined ? {startsUnknown: true as const} : {}),
      endsAt: status === 'firing' ? null : iso(endOf(told, now)),
      labels,
      annotations,
      groupKey,
      ...optional('generatorURL', told.generatorURL),
      ...optional('receiver', told.receiver),
    },
  };
}

/** By what an alert in the stream was known when it was told, so that what else is said of it is about the same. */
export function occurrenceKey(alert: FeedAlert): string {
  const {source, groupKey, fingerprint, startsAt, startsUnknown} = alert;
  return keyOf({source, groupKey, fingerprint, startsAt: startsUnknown === true ? undefined : Date.parse(startsAt)});
}

function keyOf(name: {
  readonly source: string;
  readonly groupKey: string | null;
  readonly fingerprint: string;
  readonly startsAt: number | undefined;
}): string {
  return JSON.stringify([name.source, name.groupKey, name.fingerprint, name.startsAt ?? null]);
}

/** An alert that starts now cannot have ended before. */
function endOf({startsAt, endsAt}: ToldAlert, now: number): number {
  return startsAt === undefined ? now : (endsAt ?? now);
}

function optional<N extends string>(name: N, text: string | undefined): {readonly [K in N]?: string} {
  return text === undefined || text === '' ? {} : ({[name]: text} as {readonly [K in N]?: string});
}

function periodOf(now: number, resolveAfter: number): string {
  return `:${Math.floor(now / Math.max(1, resolveAfter / SIGNS_OF_LIFE))}`;
}

function contentHash(labels: Labels, annotations: Labels): string {
  const hash = createHash('sha256').update(`${measured(labels)} ${measured(annotations)}`);
  return hash.digest('base64url').slice(0, 22);
}

/** Names and values in order, each with its length before it, so that no two records give the same text. */
function measured(record: Labels): string {
  let text = '';
  for (const name of Object.keys(record).sort()) {
    const value = record[name] ?? '';
    text += `${name.length}:${name}${value.length}:${value}`;
  }
  return text;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
