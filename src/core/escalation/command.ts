import type {AlertKey} from '../alert/alert.js';
import type {DeliveryDraft} from './delivery.js';
import type {FoundIncident, TargetResult} from './target.js';

/** What can be asked of the writer about what goes to others. Times are Unix ms. */
export type EscalationCommand =
  /** Sends these: all of them, or none where one cannot be sent at all. */
  | {readonly type: 'deliver'; readonly deliveries: readonly DeliveryDraft[]}
  /** Ends a delivery that is not settled. */
  | {readonly type: 'stop-delivery'; readonly delivery: string}
  /** Tries again now what waits for its next try. */
  | {readonly type: 'flush-deliveries'}
  /** Internal: a try begins whose repeat the target could not tell. */
  | {readonly type: 'try-delivery'; readonly delivery: string}
  | {
      readonly type: 'settle-delivery';
      readonly delivery: string;
      readonly result: TargetResult;
      readonly repeat?: 'possible';
      /** Nothing of that thread was open there. */
      readonly absent?: true;
    }
  | {
      readonly type: 'settle-delivery-failed';
      readonly delivery: string;
      readonly reason: string;
      readonly hint?: string;
      readonly final: boolean;
      readonly unknown: boolean;
      readonly retryAt?: number;
      /** A try was made; false when it was given up without one. */
      readonly tried: boolean;
    }
  | {readonly type: 'expire-delivery'; readonly delivery: string}
  /** Internal: how an incident stands at a pager. */
  | {
      readonly type: 'report-pager';
      readonly target: string;
      readonly found: FoundIncident;
      /** It stands at a higher level than at the last look. */
      readonly raised?: true;
    }
  | Escalate
  /** What is announced for a group of alerts is not sent. */
  | {readonly type: 'stop-escalation'; readonly group: string}
  /** Internal: looks what time, acks and progress have brought to the ladders. */
  | {readonly type: 'tick-ladders'};

/** Pages somebody about alerts: a level of their policy, or targets by name. */
export interface Escalate {
  readonly type: 'escalate';
  readonly alerts: readonly AlertKey[];
  /** Number of the level, from 1; with neither a level nor targets, the next one. */
  readonly level?: number;
  readonly targets?: readonly string[];
  /** What the operator adds. */
  readonly message?: string;
  /** When the preview was made that was said yes to: refused when the state has moved since. */
  readonly asOf?: number;
}
