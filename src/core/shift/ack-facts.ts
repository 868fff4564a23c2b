import * as v from 'valibot';
import {matcher, text, time} from './fact-parts.js';

/** The facts about whose an alert is, from the word that somebody is on it to the end of that. */
export const ackFacts = {
  'ack.requested': v.object({
    ack: text,
    source: text,
    /** What the operator acked, for people: the alert name and how many. */
    title: text,
    alerts: v.array(v.object({fingerprint: text, startsAt: time})),
    matchers: v.array(matcher),
    duration: time,
    comment: text,
    /** Kept alive by our keeper until its alerts are gone. */
    extend: v.boolean(),
    /** When the keeper stops extending, where the operator set an end. */
    until: v.optional(time),
    /** The source cannot be silenced: the ack is this fact and what the team sees of it. */
    carrier: v.optional(v.literal('team')),
  }),
  'ack.placed': v.object({
    ack: text,
    silence: text,
    startsAt: time,
    endsAt: time,
    member: text,
    /** Under whose name, where that is not its owner's: it changed hands meanwhile. */
    author: v.optional(text),
  }),
  'ack.extended': v.object({
    ack: text,
    silence: text,
    endsAt: time,
    /** Under whose name, where that is not its owner's: it changed hands meanwhile. */
    author: v.optional(text),
  }),
  'ack.failed': v.object({
    ack: text,
    reason: text,
    hint: v.optional(text),
    final: v.boolean(),
    /** The silence that carried it is gone from the source without anyone having ended it: it has to be placed again. */
    lost: v.optional(v.boolean()),
  }),
  'ack.ended': v.object({
    ack: text,
    /** `taken`: somebody else of the team acked the same alerts before. */
    reason: v.picklist(['resolved', 'released', 'lapsed', 'expired-elsewhere', 'failed', 'taken']),
    detail: v.optional(text),
  }),
  /**
   * Alerts of it that the source shows active although it lists its silence as in force; none once it holds them all.
   */
  'ack.unheld': v.object({
    ack: text,
    source: text,
    silence: text,
    alerts: v.array(v.object({fingerprint: text, startsAt: time})),
  }),
  /** Somebody took it over from whoever had it: it is theirs from now on, and so is its silence. */
  'ack.taken': v.object({
    ack: text,
    from: text,
    /** Whose it is from now on, where whoever took the watch over left it to somebody else. */
    to: v.optional(text),
  }),
  'ack.reminded': v.object({ack: text, because: v.picklist(['time', 'severity'])}),
  /** After a reminder its owner said: still on it. */
  'ack.confirmed': v.object({ack: text}),
} as const;
