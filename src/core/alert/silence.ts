import type {Matcher} from './matcher.js';

export type SilenceState = 'active' | 'pending' | 'expired';

/** A silence as a source shows it now. Matchers keep the order the source gave: another order forks the id. */
export interface Silence {
  readonly source: string;
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly state: SilenceState;
  /** Free key-value pairs of Alertmanager 0.32 and newer; kthxbye and karma drop them. */
  readonly annotations?: Readonly<Record<string, string>>;
}

export function silenceKey(silence: {readonly source: string; readonly id: string}): string {
  return `${silence.source}/${silence.id}`;
}

/** What is asked of a source when a silence is made or changed. */
export interface SilenceDraft {
  /** Id of the silence to change in place; absent for a new one. */
  readonly id?: string;
  readonly matchers: readonly Matcher[];
  /** Unix ms. Absent for "from now"; echoed unchanged when a silence is changed, or its id forks. */
  readonly startsAt?: number;
  /** How long from the server's now, in ms; the source adds it to the server's `Date`. */
  readonly duration?: number;
  /** An end at a fixed time, Unix ms, for scheduled silences; wins over `duration`. */
  readonly endsAt?: number;
  readonly createdBy: string;
  readonly comment: string;
  /** Our own mark, the last word of the comment: found again before a repeat is sent. */
  readonly token: string;
}

/** Where a silence ended up. */
export interface PlacedSilence {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The member that took it, as `host:port`. */
  readonly member: string;
  /** As the server has it. */
  readonly createdBy?: string;
}
