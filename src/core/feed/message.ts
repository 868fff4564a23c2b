import * as v from 'valibot';

/** Raised when an older end would misread a message; asked for as `?v=` and told in `hello`. */
export const FEED_PROTOCOL = 1;

const text = v.string();
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const labels = v.record(text, text);
const time = v.pipe(text, v.isoTimestamp(), v.description('ISO 8601, UTC, milliseconds'));
const id = v.pipe(
  text,
  v.regex(/^[A-Za-z0-9_-]{1,64}:\d{1,15}$/, 'an id is EPOCH:NUMBER'),
  v.description('`EPOCH:NUMBER`; an epoch is made with the stream, numbers are dense from 1'),
);
const told = v.record(text, v.pipe(text, v.isoTimestamp()));
const degraded = v.pipe(
  v.nullable(text),
  v.description('what keeps the relay from doing all of its work; null when nothing does'),
);
const waits = v.optional(
  v.pipe(
    count,
    v.description('present while what hooks tell does not come through: so many entries of it wait at the relay'),
  ),
);

/** What can be done to the alerts of a source, and how they end. */
const powers = v.object({
  name: text,
  silence: v.pipe(
    v.boolean(),
    v.description('an Alertmanager stands behind it, so that an ack can be a silence there'),
  ),
  resolve: v.pipe(v.boolean(), v.description('it says when an alert has ended')),
  resolveAfter: v.optional(
    v.pipe(count, v.description('ms after which an alert that was not told again counts as ended')),
  ),
});

const alertBody = v.object({
  source: v.pipe(text, v.description('a configured Alertmanager, or the hook it came by')),
  status: v.picklist(['firing', 'resolved']),
  fingerprint: v.pipe(text, v.description('16 hex digits of the label set, as Alertmanager computes them')),
  startsAt: time,
  startsUnknown: v.optional(
    v.pipe(
      v.literal(true),
      v.description('the sender told no start: `startsAt` is when this was told, and a repeat goes on with what fires'),
    ),
  ),
  endsAt: v.pipe(v.nullable(time), v.description('null while it fires')),
  labels,
  annotations: labels,
  groupKey: v.pipe(v.nullable(text), v.description('Alertmanager’s group key; null for a source that has none')),
  generatorURL: v.optional(text),
  receiver: v.optional(text),
  silencedBy: v.optional(
    v.pipe(v.array(text), v.description('ids of the silences that hold it, where the relay saw it so')),
  ),
  inhibitedBy: v.optional(v.pipe(v.array(text), v.description('fingerprints of the alerts that inhibit it'))),
  mutedBy: v.optional(v.pipe(v.array(text), v.description('names of the time intervals that mute it'))),
});

/** A fact of a cockpit's journal as it stands there, without the checksum; its type may be unknown here. */
const factBody = v.looseObject({
  v: v.pipe(count, v.description('version of its type’s shape')),
  seq: v.pipe(count, v.description('its number in that journal')),
  origin: v.pipe(text, v.nonEmpty(), v.description('the journal it was first recorded in')),
  at: time,
  by: text,
  type: v.pipe(text, v.regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/, 'a type is dotted past tense')),
});

/** How one of those Alertmanagers is that the relay polls itself. */
const polledSource = v.object({
  name: text,
  state: v.picklist(['connecting', 'up', 'down']),
  age: v.optional(v.pipe(count, v.description('ms since its last whole answer; missing before the first'))),
  interval: v.pipe(count, v.description('ms between two polls')),
  trouble: v.optional(v.object({message: text, hint: text})),
});

const presence = v.object({
  type: v.literal('presence'),
  origin: v.pipe(text, v.description('the journal of the cockpit it is about')),
  by: text,
  doing: v.pipe(v.picklist(['here', 'reading', 'running', 'gone']), v.description('`gone`: that cockpit has left')),
  alert: v.optional(v.object({source: text, fingerprint: text})),
  step: v.optional(v.pipe(count, v.description('number of the step that runs, from 1'))),
  runbook: v.optional(v.pipe(text, v.description('title of the runbook it belongs to'))),
  watch: v.optional(v.pipe(v.literal(true), v.description('the watch of its operator runs in that cockpit'))),
});

const names = v.array(text);

/** What a relay does for a cockpit that it has not heard of for so long. */
const leaseTerms = v.object({
  relay: v.pipe(text, v.description('the journal of what acts at the relay; its facts carry `for`, the operator')),
  length: v.pipe(
    count,
    v.description(
      'ms: the relay begins when it has not heard of the cockpit for so long; a cockpit that hears nothing stops sending at 80 % of it',
    ),
  ),
  sources: v.pipe(names, v.description('Alertmanagers whose silences it extends and ends')),
  policies: v.pipe(names, v.description('escalation policies whose clocks it runs')),
  targets: v.pipe(names, v.description('targets that it can send to')),
});

/** What the relay sends, by type. */
export const FEED_MESSAGES = {
  hello: v.pipe(
    v.object({
      type: v.literal('hello'),
      protocol: count,
      relay: v.pipe(text, v.description('version of the relay’s program')),
      epoch: text,
      head: v.pipe(count, v.description('number of the newest entry; 0 while there is none')),
      oldest: v.pipe(count, v.description('number of the oldest entry that can still be had; 0 while there is none')),
      at: time,
      heartbeat: v.pipe(count, v.description('ms between two `head` messages; a silence of twice that is a dead line')),
      sources: v.array(powers),
      told: v.optional(v.pipe(told, v.description('when sources last told something, as far as the relay knows'))),
      lease: v.optional(leaseTerms),
      degraded,
      waits,
    }),
    v.description('the first message of a connection'),
  ),
  alert: v.pipe(
    v.object({type: v.literal('alert'), id, at: time, ...alertBody.entries}),
    v.description('an alert fires, changed, or has resolved'),
  ),
  fact: v.pipe(
    v.object({type: v.literal('fact'), id, at: time, fact: factBody}),
    v.description('a fact of a cockpit, told to everybody, its sender included; or one that a hook told'),
  ),
  presence: v.pipe(presence, v.description('what somebody does now; kept nowhere')),
  resync: v.pipe(
    v.object({type: v.literal('resync'), reason: v.picklist(['first', 'other-epoch', 'too-old', 'ahead'])}),
    v.description(
      'what went before cannot be had: forget what the feed said; a snapshot follows. After `other-epoch`, a cockpit that has joined joins again: facts of before are refused',
    ),
  ),
  snapshot: v.pipe(
    v.object({
      type: v.literal('snapshot'),
      id,
      at: time,
      alerts: v.array(v.object({at: time, ...alertBody.entries})),
      facts: v.array(factBody),
      last: v.pipe(v.boolean(), v.description('no part follows; what comes after is after `id`')),
    }),
    v.description('a part of what the entries up to `id` add up to'),
  ),
  head: v.pipe(
    v.object({
      type: v.literal('head'),
      id,
      at: time,
      degraded,
      waits,
      told: v.optional(v.pipe(told, v.description('sources that have told something since the last `head`, and when'))),
    }),
    v.description('a sign of life with the newest id'),
  ),
  polled: v.pipe(
    v.object({type: v.literal('polled'), at: time, sources: v.array(polledSource)}),
    v.description(
      'how the Alertmanagers are that the relay polls itself; while one is not up, what fires there is as old as its `age`',
    ),
  ),
  joined: v.pipe(
    v.object({
      type: v.literal('joined'),
      origin: text,
      have: v.pipe(count, v.description('the highest number of that journal that the relay has')),
    }),
    v.description('answers `join`'),
  ),
  lease: v.pipe(
    v.object({
      type: v.literal('lease'),
      number: v.pipe(count, v.description('of the `lease` that it answers')),
      from: v.optional(
        v.pipe(
          count,
          v.description('of `held`: the number of the `lease` from which the length counts, for both ends'),
        ),
      ),
      state: v.pipe(
        v.picklist(['held', 'acting', 'none']),
        v.description(
          '`held`: the cockpit acts for itself, for one length from `from`; `acting`: the relay does, and is about to hand back: ask again; `none`: nobody will',
        ),
      ),
      returned: v.optional(
        v.pipe(
          v.object({relay: text, number: count}),
          v.description(
            'of `held`: the fact, by journal and number, with which a relay handed back; until it has come, not all is known that was done',
          ),
        ),
      ),
    }),
    v.description('answers `lease`'),
  ),
  error: v.pipe(
    v.object({type: v.literal('error'), code: text, message: text, hint: text}),
    v.description('why a message was not taken, or why the connection ends'),
  ),
} as const;

/** What a cockpit sends, by type. */
export const COCKPIT_MESSAGES = {
  join: v.pipe(
    v.object({
      type: v.literal('join'),
      origin: v.pipe(text, v.nonEmpty(), v.maxLength(64), v.description('its journal')),
      by: v.pipe(text, v.nonEmpty(), v.maxLength(256), v.description('its operator')),
    }),
    v.description('who this is, so that facts and presence can be taken from it'),
  ),
  fact: v.pipe(
    v.object({type: v.literal('fact'), fact: factBody}),
    v.description('a fact of its own journal, in the order of its numbers'),
  ),
  presence: v.pipe(v.omit(presence, ['origin', 'by']), v.description('what its operator does now')),
  lease: v.pipe(
    v.object({
      type: v.literal('lease'),
      number: v.pipe(count, v.description('counts them')),
      heard: v.pipe(
        count,
        v.description('the newest of them whose answer has come; who hears nothing does not go on holding'),
      ),
      ask: v.pipe(
        v.picklist(['hold', 'end']),
        v.description(
          '`hold`: it lives, and the relay is to act for it when it is not heard any more; `end`: it leaves',
        ),
      ),
    }),
    v.description('several times in the length of a lease, after `join`'),
  ),
  seen: v.pipe(
    v.object({type: v.literal('seen'), id}),
    v.description('the newest id it has taken in, every few seconds'),
  ),
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
export type FeedLeaseTerms = v.InferOutput<typeof leaseTerms>;
export type PolledSource = v.InferOutput<typeof polledSource>;
