import * as v from 'valibot';

/** Raised when an older end would misread a message; asked for as `?v=` and told in `hello`. */
export const FEED_PROTOCOL = 1;

const text = v.string();
/** Unix time as ISO 8601 text, UTC, milliseconds. */
const time = v.pipe(text, v.isoTimestamp());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const labels = v.record(text, text);
/** `<epoch>:<seq>`: an epoch is made with the stream, numbers are dense from 1. */
const id = v.pipe(text, v.regex(/^[A-Za-z0-9_-]{1,64}:\d{1,15}$/, 'an id is EPOCH:NUMBER'));

/** What can be done to the alerts of a source, and how they end. */
const powers = v.object({
  name: text,
  /** An Alertmanager stands behind it, so that an ack can be a silence there. */
  silence: v.boolean(),
  /** It says when an alert has ended. */
  resolve: v.boolean(),
  /** Ms after which an alert that was not told again counts as ended; absent where only `resolve` or the operator ends it. */
  resolveAfter: v.optional(count),
});

const alertBody = v.object({
  /** Name of the source: a configured Alertmanager, or the hook it came by. */
  source: text,
  status: v.picklist(['firing', 'resolved']),
  /** 16 hex digits of the label set, as Alertmanager computes them. */
  fingerprint: text,
  startsAt: time,
  /** The sender told no start: `startsAt` is when this was told, and a repeat goes on with what fires. */
  startsUnknown: v.optional(v.literal(true)),
  /** Null while it fires. */
  endsAt: v.nullable(time),
  labels,
  annotations: labels,
  /** Alertmanager's group key; null for a source that has none. */
  groupKey: v.nullable(text),
  generatorURL: v.optional(text),
  receiver: v.optional(text),
});

/** A fact of a cockpit's journal as it stands there, without the checksum; its type may be unknown here. */
const factBody = v.looseObject({
  v: count,
  seq: count,
  origin: v.pipe(text, v.nonEmpty()),
  at: time,
  by: text,
  type: v.pipe(text, v.regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/, 'a type is dotted past tense')),
});

const presence = v.object({
  type: v.literal('presence'),
  /** The journal of the cockpit it is about. */
  origin: text,
  by: text,
  /** `gone`: its cockpit has left. */
  doing: v.picklist(['here', 'reading', 'running', 'gone']),
  alert: v.optional(v.object({source: text, fingerprint: text})),
  /** Number of the step that runs, from 1. */
  step: v.optional(count),
  /** Name of the runbook it belongs to. */
  runbook: v.optional(text),
});

/** What the relay sends, by type. */
export const FEED_MESSAGES = {
  /** The first message of a connection. */
  hello: v.object({
    type: v.literal('hello'),
    protocol: count,
    /** Version of the relay's program. */
    relay: text,
    epoch: text,
    /** Number of the newest entry, and of the oldest one that can still be had; both 0 while there is none. */
    head: count,
    oldest: count,
    at: time,
    /** Ms between two `head` messages; a silence of twice that means that the line is dead. */
    heartbeat: count,
    sources: v.array(powers),
    /** What keeps the relay from doing all of its work; null when nothing does. */
    degraded: v.nullable(text),
  }),
  alert: v.object({type: v.literal('alert'), id, at: time, ...alertBody.entries}),
  fact: v.object({type: v.literal('fact'), id, at: time, fact: factBody}),
  presence,
  /** What went before cannot be had: forget what the feed said; a snapshot follows. */
  resync: v.object({type: v.literal('resync'), reason: v.picklist(['first', 'other-epoch', 'too-old', 'ahead'])}),
  /** A part of what the entries up to `id` add up to; the last one has `last`, and what follows comes after `id`. */
  snapshot: v.object({
    type: v.literal('snapshot'),
    id,
    at: time,
    alerts: v.array(v.object({at: time, ...alertBody.entries})),
    facts: v.array(factBody),
    last: v.boolean(),
  }),
  /** A sign of life with the newest id. */
  head: v.object({type: v.literal('head'), id, at: time, degraded: v.nullable(text)}),
  /** Answers `join`: the highest number of that journal that the relay has. */
  joined: v.object({type: v.literal('joined'), origin: text, have: count}),
  error: v.object({type: v.literal('error'), code: text, message: text, hint: text}),
} as const;

/** What a cockpit sends, by type. */
export const COCKPIT_MESSAGES = {
  /** Who this is, so that facts and presence can be taken from it. */
  join: v.object({
    type: v.literal('join'),
    origin: v.pipe(text, v.nonEmpty(), v.maxLength(64)),
    by: v.pipe(text, v.nonEmpty(), v.maxLength(256)),
  }),
  /** A fact of its own journal, in the order of its numbers; the relay tells it to everybody, the sender included. */
  fact: v.object({type: v.literal('fact'), fact: factBody}),
  presence: v.omit(presence, ['origin', 'by']),
  /** The newest id it has taken in, every few seconds: `bufferedAmount` does not prove delivery. */
  seen: v.object({type: v.literal('seen'), id}),
} as const;

export type FeedMessageType = keyof typeof FEED_MESSAGES;
export type FeedMessageOf<T extends FeedMessageType> = v.InferOutput<(typeof FEED_MESSAGES)[T]>;
export type FeedMessage = {[T in FeedMessageType]: FeedMessageOf<T>}[FeedMessageType];

export type CockpitMessageType = keyof typeof COCKPIT_MESSAGES;
export type CockpitMessageOf<T extends CockpitMessageType> = v.InferOutput<(typeof COCKPIT_MESSAGES)[T]>;
export type CockpitMessage = {[T in CockpitMessageType]: CockpitMessageOf<T>}[CockpitMessageType];

/** An alert as a hook told it. */
export type FeedAlert = v.InferOutput<typeof alertBody>;
export type FeedFact = v.InferOutput<typeof factBody>;
export type FeedSource = v.InferOutput<typeof powers>;
