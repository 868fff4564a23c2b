import * as v from 'valibot';
import {watchFacts} from '../checklist/facts.js';
import {ESCALATION_FACT_SCHEMAS} from '../escalation/facts.js';
import {handoffFacts} from '../handoff/facts.js';
import {incidentFacts} from '../incident/facts.js';
import {leaseFacts} from '../lease/facts.js';
import {ackFacts} from './ack-facts.js';
import {alertState, labels, left, level, matcher, occurrence, severity, text, time} from './fact-parts.js';
import {sourceFacts} from './source-facts.js';

/**
 * The payload of each kind of fact, by type. Times are Unix ms; `on` is when it happened, where that differs from when
 * it was recorded. A shape never changes in place: raise its version in `FACT_VERSIONS` and teach `raise` the old one.
 */
export const FACT_SCHEMAS = {
  ...watchFacts,

  'alert.fired': v.object({
    ...occurrence.entries,
    labels,
    severity,
    state: alertState,
    /** Who suppresses it at first sight, as in `alert.changed`. */
    suppressedBy: v.optional(v.array(text)),
    summary: v.optional(text),
    on: time,
  }),
  'alert.changed': v.object({
    ...occurrence.entries,
    state: v.optional(alertState),
    severity: v.optional(severity),
    /** Who suppresses it: silence ids, inhibiting fingerprints, mute intervals. Empty when nobody does any more. */
    suppressedBy: v.optional(v.array(text)),
    annotations: v.optional(labels),
  }),
  'alert.resolved': v.object({
    ...occurrence.entries,
    on: time,
    reason: v.picklist(['absent', 'resolved-event', 'rotated', 'operator']),
  }),
  'alert.judged': v.object({
    ...occurrence.entries,
    verdict: v.picklist(['actionable', 'noise']),
    reason: v.optional(text),
  }),

  ...ackFacts,

  'silence.requested': v.object({
    token: text,
    source: text,
    /** Set when an existing silence is changed. */
    silence: v.optional(text),
    op: v.picklist(['create', 'update', 'expire']),
    matchers: v.array(matcher),
    startsAt: v.optional(time),
    endsAt: v.optional(time),
    duration: v.optional(time),
    createdBy: text,
    comment: text,
    /** Who had made it, where it is somebody else's from now on. */
    from: v.optional(text),
    /** Under whose names it may stand at its source until that has heard of it, where it is somebody else's. */
    under: v.optional(v.array(text)),
  }),
  'silence.placed': v.object({
    token: v.optional(text),
    source: text,
    silence: text,
    matchers: v.array(matcher),
    startsAt: time,
    endsAt: time,
    createdBy: text,
    comment: text,
    /** False for one seen at the source that somebody else made. */
    ours: v.boolean(),
  }),
  'silence.failed': v.object({token: text, source: text, reason: text, hint: v.optional(text)}),
  'silence.expired': v.object({token: v.optional(text), source: text, silence: text, ours: v.boolean()}),

  'note.added': v.object({note: text, text, alert: v.optional(occurrence), title: v.optional(text)}),
  'change.recorded': v.object({
    change: text,
    text,
    service: v.optional(text),
    labels: v.optional(labels),
    on: time,
    /** It was still to come: that it was made, nobody has said. */
    planned: v.optional(v.literal(true)),
  }),

  /** Something was done to a pager's incident elsewhere: on the phone, in its app. `by` is who did it there. */
  'pager.reported': v.object({
    /** The kind of pager. */
    target: text,
    what: v.picklist(['acknowledged', 'unacknowledged', 'resolved', 'escalated', 'reassigned', 'triggered']),
    incident: text,
    /** The pager's deduplication key, where it tells one. */
    key: v.optional(text),
    on: time,
    url: v.optional(text),
  }),

  ...sourceFacts,

  'runbook.opened': v.object({
    walk: text,
    file: text,
    document: text,
    title: text,
    hash: text,
    total: v.number(),
    /** Ids of the steps of each option of each choice: one option is taken, not all. */
    choices: v.optional(v.array(v.array(v.array(text)))),
    alert: v.optional(occurrence),
    about: v.optional(text),
    /** Of that alert, so that its values are there after it is gone. */
    labels: v.optional(labels),
    /** The runbook wants somebody called when the alert still fires so long, ms, after this. */
    escalate: v.optional(v.object({after: time, to: text})),
  }),
  /** So long the alert of a walk has gone on, and its runbook wants somebody called. */
  'runbook.escalation-due': v.object({walk: text, after: time, to: text}),
  'runbook.closed': v.object({walk: text, done: v.number(), skipped: v.number(), total: v.number()}),
  /** Somebody has seen this exact string and where it runs, and said yes; recorded before it starts. */
  'step.confirmed': v.object({
    walk: text,
    step: text,
    title: text,
    run: text,
    statement: text,
    /** As it runs, secrets masked. */
    text,
    level,
    reasons: v.array(text),
    /** Not as the runbook has it: the operator changed it. */
    edited: v.boolean(),
    values: v.array(v.object({placeholder: text, value: text, source: text})),
    place: v.object({
      host: text,
      user: text,
      cwd: text,
      kubeContext: v.optional(text),
      dockerContext: v.optional(text),
      cloudProfile: v.optional(text),
      via: v.optional(v.array(text)),
    }),
    /** It has the operator's terminal, so that nothing of its output is kept. */
    terminal: v.optional(v.boolean()),
  }),
  'step.started': v.object({
    walk: text,
    step: text,
    run: text,
    pid: v.optional(v.number()),
    file: v.optional(text),
    on: time,
  }),
  /** Of a run under way; of one that has ended, of what it left running. */
  'step.stop-requested': v.object({walk: text, step: text, run: text}),
  /** A run has ended, or without one: the operator says that the step is done. */
  'step.finished': v.object({
    walk: text,
    step: text,
    title: text,
    run: v.optional(text),
    how: v.picklist(['exited', 'stopped', 'idle-timeout', 'total-timeout', 'said']),
    code: v.optional(v.number()),
    signal: v.optional(text),
    on: time,
    /** What it said: bounded, secrets masked. */
    excerpt: v.optional(text),
    bytes: v.optional(v.number()),
    /** What it started that still lived then. */
    left: v.optional(left),
  }),
  'step.skipped': v.object({walk: text, step: text, title: text, reason: v.optional(text)}),
  /** What was said of the step is taken back. */
  'step.reopened': v.object({walk: text, step: text, title: text}),
  /** It did not start, or nobody saw how it ended. */
  'step.failed': v.object({
    walk: text,
    step: text,
    title: text,
    run: text,
    reason: text,
    hint: v.optional(text),
    left: v.optional(left),
  }),
  /** What a run had left running was looked at again, or ended: this still lives. */
  'step.left-seen': v.object({walk: text, step: text, run: text, left}),

  ...incidentFacts,

  /** What others told is recorded up to this id of the feed. */
  'feed.reached': v.object({id: text}),
  /** A fact of somebody else in a shape that was unknown here when it came. */
  'fact.unread': v.object({of: text, shape: v.number(), body: v.record(text, v.unknown())}),

  ...ESCALATION_FACT_SCHEMAS,

  ...leaseFacts,

  'journal.recovered': v.object({since: time, reason: text}),
  ...handoffFacts,
} as const;

export type FactType = keyof typeof FACT_SCHEMAS;

/** What a kind of fact says, beside its envelope. */
export type FactBody<T extends FactType> = v.InferOutput<(typeof FACT_SCHEMAS)[T]>;

/** What every fact carries. `origin` and `seq` name it everywhere; order is `seq`, never time. */
export interface Envelope {
  /** Version of this type's shape. */
  readonly v: number;
  readonly seq: number;
  /** The journal it was first recorded in. */
  readonly origin: string;
  /** When it was recorded: ISO 8601, UTC, milliseconds. */
  readonly at: string;
  /** Who or what caused it: an operator, or `wk` itself. */
  readonly by: string;
  /** What another process asked for, where this came of it: asked again, it is found and not done again. */
  readonly request?: string | undefined;
  /** The operator on whose behalf a relay did it, while their cockpit was gone. */
  readonly for?: string | undefined;
}

export type FactOf<T extends FactType> = Readonly<Envelope & {type: T} & FactBody<T>>;
/** A fact of a known type. */
export type KnownFact = {[T in FactType]: FactOf<T>}[FactType];
/** A fact of a type this version does not know: kept and shown, never interpreted. */
export interface UnknownFact extends Envelope {
  readonly type: `${string}.${string}`;
  readonly [field: string]: unknown;
}
export type Fact = KnownFact | UnknownFact;

/** Today's version of each type's shape; 1 unless listed. */
export const FACT_VERSIONS: Partial<Record<FactType, number>> = {};

export function factVersion(type: FactType): number {
  return FACT_VERSIONS[type] ?? 1;
}

export function isKnown(fact: Fact): fact is KnownFact {
  return KNOWN.has(fact.type);
}

/** A set: a key of an object costs several times as much to look for by a text that was read from a file. */
const KNOWN: ReadonlySet<string> = new Set(Object.keys(FACT_SCHEMAS));

/** What the program notes for itself and nobody wants to read; it stands in the journal all the same. */
export function isHousekeeping(fact: Fact): boolean {
  return fact.type === 'feed.reached';
}

/** Narrows to one kind of fact. */
export function isFact<T extends FactType>(fact: Fact, type: T): fact is FactOf<T> {
  return fact.type === type;
}
