import type {AlertKey} from '../alert/alert.js';
import type {TicketKind} from '../incident/incident.js';
import type {DeliveryVerb, TargetMessage, TargetRef} from './target.js';

/** One occurrence of an alert, as facts name it. */
export interface OccurrenceName {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
}

/** What is to be sent, as whoever wants it sent says it. */
export interface DeliveryDraft {
  readonly target: string;
  readonly verb: DeliveryVerb;
  /** What a target tells a repeat by; asked for again with the same key, nothing is sent. A new one where absent. */
  readonly key?: string;
  readonly thread: string;
  readonly title: string;
  readonly message: TargetMessage;
  readonly alerts?: readonly OccurrenceName[];
  readonly escalation?: string;
  readonly incident?: string;
  readonly handoff?: string;
  /** It makes a ticket of this kind. */
  readonly ticket?: TicketKind;
  /** It makes a channel for its incident, by this name, and is the first post there. */
  readonly room?: string;
  /** The line on top of that channel, or of the one that its incident has. */
  readonly topic?: string;
  /** It puts away the channel of its incident. */
  readonly archive?: true;
  /** Unix ms; by severity where absent. */
  readonly expiresAt?: number;
  readonly level?: number;
  readonly people?: readonly string[];
  readonly test?: boolean;
}

/** `requested` until it is settled: sent, failed for good, or expired. */
export type DeliveryState = 'requested' | 'sent' | 'failed' | 'expired';

/** One send to one target. Times are Unix ms. */
export interface Delivery {
  readonly delivery: string;
  readonly origin: string;
  /** Number of the fact that requested it. */
  readonly seq: number;
  /** Number of the fact that asked for it once more while it was not settled. */
  readonly again?: number;
  readonly by: string;
  readonly target: string;
  /** The vendor's interface. */
  readonly kind: string;
  readonly verb: DeliveryVerb;
  readonly key: string;
  readonly thread: string;
  readonly title: string;
  readonly message: TargetMessage;
  readonly alerts: readonly OccurrenceName[];
  readonly escalation?: string;
  readonly incident?: string;
  readonly handoff?: string;
  readonly ticket?: TicketKind;
  readonly room?: string;
  readonly topic?: string;
  readonly archive?: true;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly level?: number;
  readonly people?: readonly string[];
  readonly test?: true;

  readonly state: DeliveryState;
  /** Tries that are recorded, one under way among them. */
  readonly attempts: number;
  /** A recorded try has begun, and how it ended is not recorded. */
  readonly trying: boolean;
  /** Tries that ended without anybody knowing whether they got through. */
  readonly doubts: number;
  /** The last failure, cleared by success. */
  readonly trouble?: {readonly reason: string; readonly hint?: string};
  readonly retryAt?: number;
  readonly settledAt?: number;
  readonly stopped?: true;
  readonly repeat?: 'possible';
  readonly ref?: TargetRef;
  readonly url?: string;
  readonly remark?: string;
}

/** Names a thread of a target. */
export function threadKey(target: string, thread: string): string {
  return `${target}\n${thread}`;
}

/** What somebody did in a pager; `on` is Unix ms. */
export interface PagerDeed {
  readonly by: string;
  readonly on: number;
}

/** Something that was opened at a target, by us or by Alertmanager, as far as it is known. Times are Unix ms. */
export interface Thread {
  /** The journal whose cockpit opened or took it. */
  readonly origin: string;
  readonly target: string;
  readonly kind: string;
  readonly thread: string;
  /** It was opened by a delivery; else Alertmanager did, and it was found. */
  readonly ours: boolean;
  readonly title: string;
  readonly alerts: readonly OccurrenceName[];
  readonly escalation?: string;
  readonly incident?: string;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  /** Who acknowledged or resolved it there. */
  readonly by?: string;
  /** It was acknowledged by an ack of ours, and is no more than that. */
  readonly byAck?: true;
  /** What was last done to it there, by others. */
  readonly deeds?: {readonly escalated?: PagerDeed; readonly resolved?: PagerDeed};
  /** When the status was last heard of or set. */
  readonly on: number;
  readonly openedAt: number;
  readonly ref?: TargetRef;
  readonly url?: string;
}

/** The keys of the alerts that something is about. */
export function keysOf(alerts: readonly OccurrenceName[]): readonly AlertKey[] {
  return alerts.map(({source, fingerprint}) => `${source}/${fingerprint}`);
}
