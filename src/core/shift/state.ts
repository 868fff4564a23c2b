import type {AlertKey, AlertState, Labels} from '../alert/alert.js';
import type {Matcher} from '../alert/matcher.js';
import type {Severity} from '../alert/severity.js';
import type {Tick} from '../checklist/checklist.js';
import type {Delivery, Thread} from '../escalation/delivery.js';
import type {Ladder} from '../escalation/ladder.js';
import type {Course} from '../incident/course.js';
import type {Incident} from '../incident/incident.js';
import type {Lease} from '../lease/lease.js';
import type {Walk} from '../runbook/walk.js';

/** One firing of one label set, from its first sight to its end. */
export interface Occurrence {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
  readonly labels: Labels;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly suppressedBy: readonly string[];
  readonly summary: string;
  /** Recorded at, Unix ms. */
  readonly seenAt: number;
  /** When it stopped being suppressed, Unix ms: *just un-silenced*. */
  readonly unsilencedAt?: number;
  readonly resolvedOn?: number;
  /** The journal of a watch that was handed over, which alone told of it so far: nobody has seen it change here. */
  readonly toldBy?: string;
}

export type AckStatus = 'requested' | 'placed' | 'ended';

/** The silence that carries an ack. Times are Unix ms; `placedAt` is by our clock. */
export interface AckSilence {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly member: string;
  readonly placedAt: number;
}

/** Somebody is on it, and a short silence in Alertmanager says so. */
export interface Ack {
  readonly ack: string;
  readonly origin: string;
  /** Number of the fact that requested it. */
  readonly seq: number;
  readonly source: string;
  readonly by: string;
  readonly title: string;
  readonly requestedAt: number;
  readonly alerts: readonly {readonly fingerprint: string; readonly startsAt: number}[];
  readonly matchers: readonly Matcher[];
  readonly duration: number;
  readonly comment: string;
  readonly extend: boolean;
  readonly until?: number;
  /** No silence carries it: its source has none. */
  readonly carrier?: 'team';
  readonly status: AckStatus;
  /** The silence that carries it, once placed. */
  readonly silence?: AckSilence;
  /** It was taken over, and its silence still says that it is of this person. */
  readonly silenceOf?: string;
  /** Under whose names it may stand until then. Under another, somebody has taken it since. */
  readonly under?: readonly string[];
  /** When it was last taken over. */
  readonly takenAt?: number;
  /** After the end: the silence has still to be expired at the source. */
  readonly silenceOpen: boolean;
  readonly extensions: number;
  /** Fingerprints of the alerts that its silence, though in force, does not hold; absent where it holds them all. */
  readonly unheld?: readonly string[];
  /** The last failure, cleared by the next success. */
  readonly trouble?: {readonly reason: string; readonly hint?: string};
  readonly endedAt?: number;
  readonly endReason?: string;
  /** When its owner was last reminded, or last said to be still on it. */
  readonly remindedAt?: number;
  /** Its owner was reminded and has not acted on it since. */
  readonly reminder?: {readonly at: number; readonly because: 'time' | 'severity'};
  /** The worst severity among its alerts when it was acked or last reminded. */
  readonly severity: Severity;
}

/** A silence of ours that is not an ack, until it is settled. */
export interface SilenceOrder {
  readonly token: string;
  readonly origin: string;
  readonly seq: number;
  readonly source: string;
  readonly op: 'create' | 'update' | 'expire';
  readonly silence?: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly duration?: number;
  readonly createdBy: string;
  readonly comment: string;
  /** Under whose names it may stand until then, where it changes hands. Under another, somebody has taken it since. */
  readonly under?: readonly string[];
}

export interface Note {
  readonly note: string;
  readonly at: number;
  readonly by: string;
  readonly text: string;
  readonly alert?: {readonly source: string; readonly fingerprint: string; readonly startsAt: number};
  readonly title?: string;
}

export interface Change {
  readonly change: string;
  readonly on: number;
  readonly by: string;
  readonly text: string;
  readonly service?: string;
  readonly labels?: Labels;
  /** It was recorded before its time: that it was made is not known. */
  readonly planned?: true;
}

/** An earlier occurrence of a label set, for the history of an alert. */
export interface PastOccurrence {
  readonly startsAt: number;
  readonly resolvedOn: number;
  readonly severity: Severity;
}

/** One of several dead-man's switches that is missing. */
export interface GoneWatchdog {
  readonly source: string;
  readonly fingerprint: string;
  readonly labels: Labels;
  /** Unix ms. */
  readonly since: number;
  /** It is not expected back. */
  readonly forgotten?: true;
}

/** An alert that fired and ended after the handoff of a watch was drawn; Unix ms. */
export interface PassedAlert {
  readonly key: AlertKey;
  readonly name: string;
  readonly seenAt: number;
}

/** The watch that is on. Times are Unix ms. */
export interface RunningShift {
  readonly id: string;
  readonly operator: string;
  readonly startedAt: number;
  readonly endsAt?: number;
  /** The schedule that it ends by. */
  readonly schedule?: string;
  /** When the turn began that it goes by from its begin on, and when that was recorded. */
  readonly turn?: number;
  readonly recordedAt?: number;
  /** When its handoff was written or sent last. */
  readonly handoffAt?: number;
  /** When that was drawn: what was recorded later is not in it. */
  readonly drawnAt?: number;
  /** P1 that fired and ended since then, a bounded number; of alerts that it does not tell. */
  readonly passed?: readonly PassedAlert[];
  /** When a P1 or P2 that it does not tell was over last, or was held back, or a source that it has as seen was again. */
  readonly quietAt?: number;
  /** When its operator did something last. */
  readonly actedAt?: number;
}

/** A watch that was on. Times are Unix ms. */
export interface EndedShift
  extends Pick<RunningShift, 'id' | 'operator' | 'endsAt' | 'handoffAt' | 'drawnAt' | 'passed'> {
  readonly endedAt: number;
  /** Nobody ended it: it was over by its schedule. */
  readonly byItself?: true;
}

/** Everything the facts add up to. Replay is `fold(initialShift, all)`. */
export interface ShiftState {
  readonly origin: string;
  readonly seq: number;
  /** The highest number that is recorded of each other journal. */
  readonly others: ReadonlyMap<string, number>;
  /** Where to go on in the feed. */
  readonly feedReached?: string;
  readonly shift?: RunningShift;
  /** The last watch of each person that has ended, the last to end last. */
  readonly ended: readonly EndedShift[];
  /** Since when a cockpit watches, Unix ms; of one that left no word it still says so. */
  readonly watchedSince?: number;
  /** What fires, by alert key. */
  readonly firing: ReadonlyMap<AlertKey, Occurrence>;
  /** When operators said of alerts that they are over (Unix ms), by alert key, until they fire again; a bounded number. */
  readonly endedByHand: ReadonlyMap<AlertKey, number>;
  /** Ended occurrences by alert key, newest last, a bounded number each; of so many label sets, the last to end last. */
  readonly history: ReadonlyMap<AlertKey, readonly PastOccurrence[]>;
  /** Acks by id; ended ones stay for a day at most, and a bounded number. */
  readonly acks: ReadonlyMap<string, Ack>;
  /** The ack that holds an alert now, by alert key. */
  readonly ackOf: ReadonlyMap<AlertKey, string>;
  readonly orders: ReadonlyMap<string, SilenceOrder>;
  /** Silences known to be in force, by `source/id`: so that others' are recorded once. */
  readonly silencesSeen: ReadonlyMap<
    string,
    {readonly endsAt: number; readonly createdBy: string; readonly comment: string}
  >;
  /** Silences that ended lately, for *was silenced by*. */
  readonly silencesEnded: ReadonlyMap<
    string,
    {readonly endedAt: number; readonly createdBy: string; readonly comment: string}
  >;
  readonly notes: readonly Note[];
  readonly changes: readonly Change[];
  readonly judged: ReadonlyMap<AlertKey, 'actionable' | 'noise'>;
  /** When each of them was, Unix ms. */
  readonly judgedAt: ReadonlyMap<AlertKey, number>;
  /** Runbooks that are walked, by walk; closed ones stay until a snapshot a day later. */
  readonly walks: ReadonlyMap<string, Walk>;
  /** What was sent to others or is to be, by delivery: all that is under way, and the newest of what is settled. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** What is open at targets, and what was lately, by target and thread. */
  readonly threads: ReadonlyMap<string, Thread>;
  /** How far groups of alerts have come on their ladders, by group. */
  readonly ladders: ReadonlyMap<string, Ladder>;
  /** Who acts for whom where a cockpit is gone, by the journal of that cockpit. */
  readonly leases: ReadonlyMap<string, Lease>;
  /** Incidents by id; closed ones stay for a month. */
  readonly incidents: ReadonlyMap<string, Incident>;
  /** What was said of each of them where the last word counts: others' words may come here late. */
  readonly courses: ReadonlyMap<string, Course>;
  /** What was seen to of the lists of the watch, by list and item. */
  readonly ticks: ReadonlyMap<string, Tick>;
  /** What was last answered of each item as watches were taken over; a bounded number. */
  readonly accepted: ReadonlyMap<string, string>;
  /** Sources that do not answer, since when. */
  readonly lost: ReadonlyMap<string, number>;
  /** Sources whose dead-man's switch is missing, since when. */
  readonly watchdogMissing: ReadonlyMap<string, number>;
  /** Of several dead-man's switches of a source, those that went, by alert. */
  readonly watchdogsGone: ReadonlyMap<AlertKey, GoneWatchdog>;
  /** Sources whose dead-man's switch has been seen at least once. */
  readonly watchdogSeen: ReadonlySet<string>;
  /** The servers of each source, as it was last met: sorted `host:port`. */
  readonly servers: ReadonlyMap<string, readonly string[]>;
}
