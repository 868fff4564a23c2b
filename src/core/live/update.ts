import type {Alert} from '../alert/alert.js';
import type {Group} from '../alert/group.js';
import type {Routing} from '../alert/routing.js';
import type {Silence} from '../alert/silence.js';

/** A set of things that changed and of keys that are gone. */
export interface Changes<T> {
  readonly changed: readonly T[];
  readonly gone: readonly string[];
}

/** An alert the source no longer shows, after the grace. */
export interface Gone {
  readonly fingerprint: string;
  readonly startsAt: number;
  /** First poll that missed it, or the time of an explicit "resolved". */
  readonly on: number;
  readonly reason: 'absent' | 'resolved-event' | 'rotated';
}

/** An occurrence that began and ended before it could be shown. */
export interface Passed {
  readonly alert: Alert;
  readonly on: number;
  readonly reason: Gone['reason'];
}

export type SourceState = 'connecting' | 'up' | 'down';

/** What went wrong, why, and what to do, in words for the operator. */
export interface SourceTrouble {
  readonly kind: 'unreachable' | 'timeout' | 'refused' | 'bad-answer' | 'overloaded' | 'too-large';
  readonly message: string;
  readonly hint: string;
}

export interface MemberHealth {
  /** `host:port` (and prefix where there is one). */
  readonly name: string;
  readonly up: boolean;
  /** Of one that is silent: its last whole answer, Unix ms. */
  readonly lastGood?: number;
  readonly trouble?: SourceTrouble;
  readonly version?: string;
  /** How many members it is clustered with, itself included; 1 where clustering is off. */
  readonly clusterSize?: number;
  /** When this member started, Unix ms by the server's clock. */
  readonly startedAt?: number;
}

/** Whether a source can be trusted now. Times are Unix ms. */
export interface SourceHealth {
  readonly source: string;
  readonly state: SourceState;
  /** End of the last poll that gave the whole truth; absent before the first. */
  readonly lastGood?: number;
  /** Since when `state` holds. */
  readonly since: number;
  readonly trouble?: SourceTrouble;
  readonly retryAt?: number;
  /** Interval in force, in ms (wider than configured when polls are slow). */
  readonly interval: number;
  /** How long, ms, an alert that it no longer shows is waited for; absent where the source itself says what ended. */
  readonly grace?: number;
  /** How long the last poll took, in ms. */
  readonly latency?: number;
  /** Server clock minus ours, in ms. */
  readonly skew?: number;
  readonly members: readonly MemberHealth[];
  /** Members that answer do not know each other: they are not one cluster, and share no silences. */
  readonly apart?: true;
  /** A node restarted less than two minutes ago: its list may still be short. */
  readonly settling?: boolean;
  /** Of a source that tells by itself: when it last did; 0 where it has told nothing that is known. */
  readonly toldAt?: number;
  /** Alerts that nobody has told again since the relay lost its stream, then (Unix ms): whether they still fire is not known. */
  readonly unconfirmed?: {readonly since: number; readonly alerts: number};
  /** What can be done to its alerts; absent where that is everything an Alertmanager can. */
  readonly powers?: SourcePowers;
  /** How it groups alerts and whom it tells, for the keys that pagers know its groups by. */
  readonly routing?: Routing;
}

/** What one poll (or one push) changed. Only what differs is carried. */
export interface SourceUpdate {
  readonly source: string;
  readonly at: number;
  readonly health: SourceHealth;
  readonly alerts?: {
    readonly changed: readonly Alert[];
    readonly gone: readonly Gone[];
    /** What is recorded and never shown, oldest first. */
    readonly passed?: readonly Passed[];
  };
  /** `gone` holds group keys. */
  readonly groups?: Changes<Group>;
  /** `gone` holds silence ids. */
  readonly silences?: Changes<Silence>;
  /** True when this update follows a poll that read the whole list of silences. */
  readonly silencesRead?: boolean;
  /** `alerts` is all that fires there: what the facts say beside it has ended. */
  readonly whole?: boolean;
}

/** What can be done to the alerts of a source. */
export interface SourcePowers {
  readonly silence: boolean;
  /** It tells when an alert has ended. */
  readonly resolve: boolean;
  readonly history: boolean;
  /** Ms after which an alert that was not told again counts as ended. */
  readonly resolveAfter?: number;
}
