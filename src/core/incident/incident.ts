import type {Severity} from '../alert/severity.js';
import type {
  AUDIENCES,
  DETECTIONS,
  DRAFT_KINDS,
  INCIDENT_PHASES,
  INCIDENT_ROLES,
  INCIDENT_STATUSES,
  TICKET_KINDS,
} from './facts.js';

export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];
export type IncidentPhase = (typeof INCIDENT_PHASES)[number];
export type IncidentRole = (typeof INCIDENT_ROLES)[number];
export type Detection = (typeof DETECTIONS)[number];
export type Audience = (typeof AUDIENCES)[number];
export type DraftKind = (typeof DRAFT_KINDS)[number];
export type TicketKind = (typeof TICKET_KINDS)[number];

export interface LinkedAlert {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
  readonly title: string;
}

export interface PostedUpdate {
  readonly update: string;
  readonly audience: Audience;
  readonly draft: DraftKind;
  readonly title: string;
  readonly text: string;
  readonly to: readonly string[];
  /** Those of the targets that it did not get to. */
  readonly missed?: readonly string[];
  readonly by: string;
  readonly at: number;
}

export interface IncidentTask {
  readonly task: string;
  readonly text: string;
  readonly owner?: string;
  readonly due?: number;
  readonly kind: 'task' | 'action';
  readonly term?: 'immediate' | 'short' | 'long';
  readonly addedAt: number;
  readonly by: string;
  readonly doneAt?: number;
}

export interface Measure {
  readonly measure: string;
  readonly text: string;
  readonly by: string;
  readonly takenAt: number;
  readonly removedAt?: number;
}

/** Names one fact of any journal: `origin:seq`. */
export type EntryKey = string;

export interface EntryMark {
  readonly pinned: boolean;
  readonly on?: number;
  readonly text?: string;
  readonly hidden: boolean;
}

/** Something is so wrong that several people look after it: declared, with roles and a status. Times are Unix ms. */
export interface Incident {
  readonly incident: string;
  /** The journal it was declared in. */
  readonly origin: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: IncidentStatus;
  readonly detected: Detection;
  readonly declaredBy: string;
  readonly declaredAt: number;
  /** When it began: at the latest when it was detected. */
  readonly startedAt: number;
  /** When each status was last reached, corrections applied. */
  readonly reached: Readonly<Partial<Record<IncidentStatus, number>>>;
  /** Who has which role, in the order of assignment; only experts may be several. */
  readonly roles: readonly {readonly role: IncidentRole; readonly person: string; readonly since: number}[];
  /** What is known of impact, cause and the rest, by field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly answers: readonly {readonly aid: string; readonly question: string; readonly answer: string}[];
  readonly alerts: readonly LinkedAlert[];
  readonly updates: readonly PostedUpdate[];
  readonly tasks: readonly IncidentTask[];
  readonly measures: readonly Measure[];
  readonly links: readonly {readonly title: string; readonly url: string}[];
  readonly room?: {readonly name: string; readonly target?: string; readonly url?: string};
  readonly tickets: readonly {
    readonly ticket: TicketKind;
    readonly title: string;
    readonly target: string;
    readonly id: string;
    readonly url?: string;
  }[];
  readonly marks: ReadonlyMap<EntryKey, EntryMark>;
  /** How often it was taken up again after it was called resolved. */
  readonly reopened: number;
  /** When it was last. */
  readonly reopenedAt?: number;
  /** When its severity last changed: updates are due by the new one from then on. */
  readonly severityAt: number;
}

/** Whether people are still on it: neither resolved nor closed. */
export function isOpen({status}: Pick<Incident, 'status'>): boolean {
  return status !== 'resolved' && status !== 'closed';
}

/** Whether an audience has heard an update, or may yet: not one that got to none of its targets. */
export function isHeard({to, missed = []}: Pick<PostedUpdate, 'to' | 'missed'>): boolean {
  return to.length === 0 || to.some(target => !missed.includes(target));
}

/** Who has a role now; the first of several experts. */
export function holderOf({roles}: Pick<Incident, 'roles'>, role: IncidentRole): string | undefined {
  return roles.find(one => one.role === role)?.person;
}
