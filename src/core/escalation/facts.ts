import * as v from 'valibot';
import {TICKET_KINDS} from '../incident/facts.js';
import {DELIVERY_VERBS} from './target.js';

const text = v.string();
const time = v.number();
const count = v.number();
const severity = v.picklist(['P1', 'P2', 'P3', 'P4']);
const occurrence = v.object({source: text, fingerprint: text, startsAt: time});
const occurrences = v.pipe(v.array(occurrence), v.readonly());
const texts = v.pipe(v.array(text), v.readonly());
const ref = v.pipe(v.record(text, text), v.readonly());
/** Which clock ran out: nobody acked, somebody acked and nothing came of it, or it still fires. */
const clock = v.picklist(['unacked', 'no-progress', 'unresolved']);

/** What is to be read at the target, as it is sent. */
const message = v.object({
  title: text,
  text,
  severity,
  status: v.picklist(['firing', 'acked', 'resolved', 'info']),
  source: text,
  by: text,
  at: time,
  labels: v.exactOptional(v.record(text, text)),
  links: v.exactOptional(v.pipe(v.array(v.object({title: text, url: text})), v.readonly())),
  fields: v.exactOptional(v.pipe(v.array(v.object({name: text, value: text})), v.readonly())),
});

/** One rung of a ladder: a level of a policy for a group of alerts, in one round of its life. */
const rung = {
  /** Names the group of alerts: its source, and what the source groups by. */
  group: text,
  policy: text,
  level: text,
  /** Which round of the group it is: another one after it was over, or was asked for by hand once more. */
  generation: text,
  clock,
};

/** The payload of the facts about what is sent to others. The rules of `FACT_SCHEMAS` hold here too. */
export const ESCALATION_FACT_SCHEMAS = {
  /** Something is to be sent to a target. It is recorded before anything is sent. */
  'delivery.requested': v.object({
    delivery: text,
    target: text,
    /** The vendor's interface. */
    kind: text,
    verb: v.picklist(DELIVERY_VERBS),
    /** The same for every try of it, another one for any other. */
    key: text,
    /** What it is about at the target. */
    thread: text,
    /** For people: what is sent, in a few words. */
    title: text,
    message,
    alerts: v.exactOptional(occurrences),
    escalation: v.exactOptional(text),
    incident: v.exactOptional(text),
    handoff: v.exactOptional(text),
    /** Once it is there it is a ticket, and recorded as one. */
    ticket: v.exactOptional(v.picklist(TICKET_KINDS)),
    /** It makes a channel for its incident, by this name. */
    room: v.exactOptional(text),
    /** The line on top of the room of its incident: of one that it makes, or of the one that is there. */
    topic: v.exactOptional(text),
    /** It puts away the room of its incident. */
    archive: v.exactOptional(v.literal(true)),
    expiresAt: time,
    level: v.exactOptional(count),
    people: v.exactOptional(texts),
    test: v.exactOptional(v.literal(true)),
  }),
  /** A try begins whose repeat the target could not tell: recorded before it. */
  'delivery.tried': v.object({delivery: text, attempt: count}),
  'delivery.sent': v.object({
    delivery: text,
    attempts: count,
    ref: v.exactOptional(ref),
    url: v.exactOptional(text),
    remark: v.exactOptional(text),
    /** Nothing of that thread was open there. */
    absent: v.exactOptional(v.literal(true)),
    /** An earlier try may have got through as well, and the target cannot tell. */
    repeat: v.exactOptional(v.literal('possible')),
  }),
  'delivery.failed': v.object({
    delivery: text,
    attempts: count,
    reason: text,
    hint: v.exactOptional(text),
    /** It is not tried again. */
    final: v.boolean(),
    retryAt: v.exactOptional(time),
    /** It may have been done all the same. */
    unknown: v.exactOptional(v.literal(true)),
    /** Somebody ended it. */
    stopped: v.exactOptional(v.literal(true)),
  }),
  'delivery.expired': v.object({delivery: text, attempts: count}),

  /** A level is due. `sendsAt`: it is then sent without being asked for, unless somebody stops it. */
  'escalation.due': v.object({
    ...rung,
    alerts: occurrences,
    title: text,
    severity,
    /** Since when the clock ran. */
    since: time,
    who: texts,
    sendsAt: v.exactOptional(time),
  }),
  'escalation.requested': v.object({
    ...rung,
    escalation: text,
    alerts: occurrences,
    title: text,
    severity,
    since: time,
    who: texts,
    targets: texts,
    /** Nobody asked for it: it was due. */
    auto: v.exactOptional(v.literal(true)),
    message: v.exactOptional(text),
  }),
  /** A clock of a group runs no more, or what was announced is not sent. */
  'escalation.stopped': v.object({
    group: text,
    title: text,
    /** Of the clock that stopped; absent when all of them did. */
    clock: v.exactOptional(clock),
    reason: v.picklist(['acked', 'progress', 'resolved', 'operator', 'escalated']),
    /** Where it was acked, or what the progress was. */
    detail: v.exactOptional(text),
  }),
} as const;
