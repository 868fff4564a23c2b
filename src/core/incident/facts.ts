import * as v from 'valibot';

const text = v.string();
const time = v.number();
const severity = v.picklist(['P1', 'P2', 'P3', 'P4']);
const occurrence = v.object({source: text, fingerprint: text, startsAt: time});
/** An alert with the name that people know it by. */
const titled = v.object({...occurrence.entries, title: text});
/** Names one fact of any journal. */
const entry = v.object({origin: text, seq: v.number()});

export const INCIDENT_STATUSES = [
  'detected',
  'acknowledged',
  'investigating',
  'identified',
  'resolving',
  'resolved',
  'closed',
] as const;
/** What has a time: when it began, which nobody may have noticed, and each status. */
export const INCIDENT_PHASES = ['began', ...INCIDENT_STATUSES] as const;
export const INCIDENT_ROLES = ['commander', 'technical-lead', 'communications', 'scribe', 'expert'] as const;
export const DETECTIONS = ['alert', 'user', 'internal', 'security'] as const;
export const AUDIENCES = ['room', 'stakeholders', 'support', 'status-page'] as const;
export const DRAFT_KINDS = ['declaration', 'update', 'resolution', 'status-page', 'support', 'escalation'] as const;
export const TICKET_KINDS = ['incident', 'tune-alert', 'root-cause', 'follow-up'] as const;

const impact = v.record(v.string(), text);

/** The facts about incidents, by type; each names its incident. */
export const incidentFacts = {
  'incident.declared': v.object({
    incident: text,
    title: text,
    severity,
    detected: v.picklist(DETECTIONS),
    alerts: v.array(titled),
    /** When it began, as far as is known: at the latest with the first of its alerts. */
    startedAt: time,
    impact: v.optional(impact),
  }),
  'incident.severity-changed': v.object({incident: text, severity, reason: v.optional(text)}),
  /** `resolved` and `closed` have facts of their own. */
  'incident.status-changed': v.object({incident: text, status: v.picklist(INCIDENT_STATUSES), on: time}),
  /** It began, or a status was reached, at another time than was recorded. */
  'incident.time-corrected': v.object({incident: text, phase: v.picklist(INCIDENT_PHASES), on: time}),
  'incident.role-assigned': v.object({
    incident: text,
    role: v.picklist(INCIDENT_ROLES),
    person: text,
    /** Who had it and hands it over. */
    from: v.optional(text),
  }),
  /** Who had a role has it no more, and nobody else has. */
  'incident.role-released': v.object({incident: text, role: v.picklist(INCIDENT_ROLES), person: text}),
  /** Fields of the impact and of what is known, by name; an empty value takes one back. */
  'incident.described': v.object({incident: text, fields: impact}),
  /** An answer to a question of a decision aid. */
  'incident.answered': v.object({incident: text, aid: text, question: text, answer: text}),
  'incident.alert-linked': v.object({incident: text, alert: titled}),
  'incident.alert-unlinked': v.object({incident: text, alert: occurrence}),
  'incident.update-posted': v.object({
    incident: text,
    update: text,
    audience: v.picklist(AUDIENCES),
    draft: v.picklist(DRAFT_KINDS),
    title: text,
    text,
    /** Targets that it was given to; none where it was only copied or said. */
    to: v.array(text),
  }),
  'incident.task-added': v.object({
    incident: text,
    task: text,
    text,
    owner: v.optional(text),
    due: v.optional(time),
    /** For during the incident, or what follows from it. */
    kind: v.picklist(['task', 'action']),
    term: v.optional(v.picklist(['immediate', 'short', 'long'])),
  }),
  'incident.task-done': v.object({incident: text, task: text}),
  /** Something temporary that holds the service up and has to go again. */
  'incident.measure-taken': v.object({incident: text, measure: text, text}),
  'incident.measure-removed': v.object({incident: text, measure: text}),
  'incident.link-added': v.object({incident: text, title: text, url: text}),
  'incident.room-opened': v.object({incident: text, name: text, target: v.optional(text), url: v.optional(text)}),
  'incident.ticket-created': v.object({
    incident: v.optional(text),
    ticket: v.picklist(TICKET_KINDS),
    title: text,
    target: text,
    id: text,
    url: v.optional(text),
    alert: v.optional(titled),
  }),
  'incident.entry-pinned': v.object({incident: text, entry, pinned: v.boolean()}),
  /** How an entry of the timeline reads from now on; the fact itself stays as it is. */
  'incident.entry-corrected': v.object({
    incident: text,
    entry,
    on: v.optional(time),
    text: v.optional(text),
    hidden: v.optional(v.boolean()),
  }),
  'incident.resolved': v.object({
    incident: text,
    on: time,
    cause: v.optional(text),
    fix: v.optional(text),
    followUp: v.optional(text),
  }),
  'incident.reopened': v.object({
    incident: text,
    because: v.picklist(['fired-again', 'operator']),
    alert: v.optional(titled),
    reason: v.optional(text),
  }),
  'incident.closed': v.object({incident: text, on: time, reason: v.optional(text)}),
} as const;
