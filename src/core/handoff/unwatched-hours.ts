import type {Labels} from '../alert/alert.js';
import type {Issue} from './issue.js';

export interface BlindSpan {
  readonly kind: 'source' | 'watchdog' | 'journal';
  readonly source: string;
  /** Of one of several Watchdogs, what tells it from the others. */
  readonly which?: string;
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
  readonly reason?: string;
}

export interface Unwatched {
  /** Since when it is recorded whether a cockpit was open; absent where it is not at all. */
  readonly knownFrom?: number;
  readonly spans: readonly UnwatchedSpan[];
}

export interface UnwatchedSpan {
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
  /** When a relay acted for whoever was gone. */
  readonly relayed: readonly {readonly from: number; readonly to: number}[];
  /** What began in it and was found when somebody watched again. */
  readonly found: readonly MissedAlert[];
  /** What was seen meanwhile by servers that do not depend on a cockpit: what one said before is not said again. */
  readonly asked: readonly {
    readonly server: string;
    /** Why it said nothing. */
    readonly trouble?: string;
    /** What fired by it, and the log knows nothing of. */
    readonly missed?: readonly MissedAlert[];
  }[];
}

export interface MissedAlert extends Issue {
  readonly from: number;
  readonly to?: number;
  readonly alerts: number;
}

/** What a server saw fire between two moments. */
export interface Meanwhile {
  readonly from: number;
  readonly to: number;
  readonly server: string;
  readonly trouble?: string;
  readonly alerts?: readonly MeanwhileAlert[];
}

export interface MeanwhileAlert {
  /** Where it came from, where the server knows. */
  readonly source?: string;
  readonly labels: Labels;
  /** When it was first and last seen firing in that time. */
  readonly from: number;
  readonly to: number;
}
