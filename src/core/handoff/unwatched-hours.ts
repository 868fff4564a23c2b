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
    /** How often it looked, ms, where what was shorter may be missing. */
    readonly step?: number;
  }[];
}

export interface MissedAlert extends Issue {
  readonly from: number;
  readonly to?: number;
  readonly alerts: number;
  /** Where it was there more than once, how often, and the first of these times. */
  readonly times?: number;
  readonly each?: readonly {readonly from: number; readonly to?: number}[];
}

/** What a server saw fire between two moments. */
export interface Meanwhile extends Partial<SeenMeanwhile> {
  readonly from: number;
  readonly to: number;
  readonly server: string;
  readonly trouble?: string;
}

export interface SeenMeanwhile {
  /** Each time that each alert fired. */
  readonly alerts: readonly MeanwhileAlert[];
  /** How often it looked, ms, where that is so seldom that what was shorter may be missing. */
  readonly step?: number;
}

export interface MeanwhileAlert {
  /** Where it came from, where the server knows. */
  readonly source?: string;
  readonly labels: Labels;
  /** When it was first and last seen firing in that time. */
  readonly from: number;
  readonly to: number;
}
