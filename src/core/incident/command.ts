import type {AlertKey} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import type {AidAnswer} from './aid-schema.js';
import type {
  Audience,
  Detection,
  DraftKind,
  IncidentPhase,
  IncidentRole,
  IncidentStatus,
  TicketKind,
} from './incident.js';

/** What can be asked about incidents. Times are Unix ms. */
export type IncidentCommand =
  | {
      readonly type: 'declare-incident';
      readonly title: string;
      readonly severity: Severity;
      readonly detected?: Detection;
      readonly alerts: readonly AlertKey[];
      readonly startedAt?: number;
      readonly impact?: Readonly<Record<string, string>>;
      /** What was answered to decision aids before it was called an incident. */
      readonly answers?: readonly AidAnswer[];
    }
  | Of<'set-incident-status', {readonly status: IncidentStatus; readonly on?: number}>
  | Of<'correct-incident-time', {readonly phase: IncidentPhase; readonly on: number}>
  | Of<'change-incident-severity', {readonly severity: Severity; readonly reason?: string}>
  | Of<'assign-role', {readonly role: IncidentRole; readonly person: string}>
  | Of<'release-role', {readonly role: IncidentRole; readonly person: string}>
  | Of<'describe-incident', {readonly fields: Readonly<Record<string, string>>}>
  | Of<'answer-aid', {readonly aid: string; readonly question: string; readonly answer: string}>
  | Of<'link-alerts', {readonly alerts: readonly AlertKey[]}>
  | Of<'unlink-alert', {readonly alert: AlertKey}>
  | Of<
      'post-update',
      {
        readonly audience: Audience;
        readonly draft: DraftKind;
        readonly title: string;
        readonly text: string;
        /** Targets; none where it was only copied or said. */
        readonly to: readonly string[];
      }
    >
  | Of<
      'add-task',
      {
        readonly text: string;
        readonly owner?: string;
        readonly due?: number;
        readonly kind?: 'task' | 'action';
        readonly term?: 'immediate' | 'short' | 'long';
      }
    >
  | Of<'finish-task', {readonly task: string}>
  | Of<'take-measure', {readonly text: string}>
  | Of<'remove-measure', {readonly measure: string}>
  | Of<'add-link', {readonly title: string; readonly url: string}>
  | Of<'open-room', {readonly target?: string}>
  | Of<'record-room', {readonly name: string; readonly target?: string; readonly url?: string}>
  | {
      /** Asks a target for a ticket; recorded as one once it is there. */
      readonly type: 'open-ticket';
      readonly incident?: string;
      readonly ticket: TicketKind;
      readonly title: string;
      readonly text: string;
      readonly target: string;
      readonly alert?: AlertKey;
      /** What is known of it, beside what kind of ticket it is and of which incident. */
      readonly fields?: readonly {readonly name: string; readonly value: string}[];
    }
  | Of<'pin-entry', {readonly entry: Entry; readonly pinned: boolean}>
  | Of<
      'correct-entry',
      {readonly entry: Entry; readonly on?: number; readonly text?: string; readonly hidden?: boolean}
    >
  | Of<
      'resolve-incident',
      {readonly on?: number; readonly cause?: string; readonly fix?: string; readonly followUp?: string}
    >
  | Of<'reopen-incident', {readonly reason?: string}>
  | Of<'close-incident', {readonly reason?: string}>;

/** Every command about incidents: all of them may be asked by whoever may ask anything. */
export const INCIDENT_COMMANDS = [
  'declare-incident',
  'set-incident-status',
  'correct-incident-time',
  'change-incident-severity',
  'assign-role',
  'release-role',
  'describe-incident',
  'answer-aid',
  'link-alerts',
  'unlink-alert',
  'post-update',
  'add-task',
  'finish-task',
  'take-measure',
  'remove-measure',
  'add-link',
  'open-room',
  'record-room',
  'open-ticket',
  'pin-entry',
  'correct-entry',
  'resolve-incident',
  'reopen-incident',
  'close-incident',
] as const satisfies readonly IncidentCommand['type'][];

/** Names one fact of any journal. */
export interface Entry {
  readonly origin: string;
  readonly seq: number;
}

type Of<T extends string, Rest> = Readonly<{type: T; incident: string}> & Rest;
