import type {DispositionKind} from '../alert/disposition.js';
import type {Severity} from '../alert/severity.js';
import type {IncidentStatus} from '../incident/incident.js';
import type {EndedOccurrence} from '../shift/command.js';
import type {TakenOver} from './accepted-item.js';
import type {HandoffEdit} from './edit.js';
import type {Issue} from './issue.js';
import type {OfWhich} from './of-which.js';
import type {Reopening} from './reopening.js';
import type {UnsentDelivery} from './unsent-delivery.js';
import type {UntoldFacts} from './untold.js';
import type {BlindSpan, Unwatched} from './unwatched-hours.js';
import type {Figures} from './watch-figures.js';

/** What one person leaves to the next: a function of the facts, and of one look at the sources. Times are Unix ms. */
export interface Handoff extends OfWhich {
  readonly from: number;
  readonly to: number;
  /** When the look at the sources was taken. */
  readonly now: number;
  /** Whose watch it was. */
  readonly operator: string;
  /** Everybody who did something in it, the operator first. */
  readonly people: readonly string[];
  /** Who took this watch over, and what its operator took over before it. */
  readonly takenOver: readonly TakenOver[];
  /** Until when what begins belongs to it, where that is over: what came later nobody takes over with it. */
  readonly itsOwnUntil?: number;
  /** Since when what was recorded is told here, where that is before `from`: since the end of the watch before. */
  readonly since?: number;
  /** When nobody had the watch before it, where that was longer than hands take to change. */
  readonly gap?: {readonly from: number; readonly to: number};
  /** Where the log begins, when that is after `from`: what was before is not recorded. */
  readonly recordedFrom?: number;
  /** Since when another account's log that was taken over tells of the time before that. */
  readonly broughtFrom?: number;
  /** What of the log could not be read, in words: then all the rest may lack something. */
  readonly unread?: string;
  /** Facts of it that a newer version wrote and this one cannot read: what they say is not told. */
  readonly untold: readonly UntoldFacts[];
  /** Sources that were looked at. */
  readonly answered: readonly string[];
  /** Those of them whose list may still be short, and why, as what follows their name. */
  readonly short: readonly {readonly source: string; readonly why: string}[];
  /** Sources that did not answer, and when they last did: seen here, or else by the log. */
  readonly unseen: readonly {readonly source: string; readonly lastGood?: number; readonly inLog?: number}[];
  /** Sources of the log that were not asked: what fires there by the log, and when that last heard of them; 0 for never. */
  readonly left: readonly {readonly source: string; readonly alerts: number; readonly seenAt: number}[];
  /** Those that are open, and those that were worked on or ended in the watch; open ones first. */
  readonly incidents: readonly IncidentLine[];
  /** What is still to be done about incidents that are closed. */
  readonly actions: readonly OpenAction[];
  readonly ongoing: readonly OngoingIssue[];
  /** Runbooks that were opened and are not walked to their end. */
  readonly walks: readonly OpenWalk[];
  readonly silences: readonly StandingSilence[];
  /** What was to be sent to others and is not there, or not yet. */
  readonly unsent: readonly UnsentDelivery[];
  /** P1 and P2 that ended, oldest first. */
  readonly ended: readonly EndedIssue[];
  readonly lesser: readonly LesserIssue[];
  readonly noisy: readonly NoisyAlert[];
  readonly changes: readonly HandoffChange[];
  /** What is planned for a time to come. */
  readonly scheduled: readonly (HandoffChange & {readonly until?: number})[];
  /** Notes that belong to no alert, or to one that ended in an earlier watch; others are with it. */
  readonly notes: readonly (HandoffNote & {readonly about?: {readonly name: string; readonly endedAt?: number}})[];
  readonly blind: readonly BlindSpan[];
  /** The hours in which no cockpit was open. */
  readonly unwatched: Unwatched;
  readonly figures: Figures;
  /** What the next person has to decide or take, drawn from all of it. */
  readonly asks: readonly string[];
  /** What the operator asks or tells whoever comes. */
  readonly questions: readonly HandoffQuestion[];
  /** The operator's own words, where there are any. */
  readonly edit?: HandoffEdit;
}

export interface HandoffQuestion {
  readonly question: string;
  readonly by: string;
  readonly text: string;
}

/** Somebody who was called for help, and what became of it. */
export interface HandoffPage {
  readonly delivery: string;
  readonly target: string;
  /** What it is about at the target. */
  readonly thread: string;
  /** Who asked for it: somebody by hand, or `wk` because it was due. */
  readonly by: string;
  /** Who was to be called by it, where it names somebody. */
  readonly people: readonly string[];
  readonly level?: number;
  readonly requestedAt: number;
  readonly state: 'waiting' | 'sent' | 'failed' | 'expired' | 'stopped';
  readonly settledAt?: number;
  /** Why it was not sent. */
  readonly reason?: string;
  /** What was said there, once it was sent; absent where that cannot be told. */
  readonly answer?: {readonly status: 'none' | 'acknowledged' | 'resolved'; readonly by?: string; readonly at?: number};
}

export interface IncidentLine {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly status: IncidentStatus;
  readonly startedAt: number;
  readonly resolvedAt?: number;
  readonly commander?: string;
  /** Where people talk about it. */
  readonly room?: {readonly name: string; readonly url?: string};
  /** Why it has none although one was asked for. */
  readonly noRoom?: string;
  readonly impact?: string;
  readonly cause?: string;
  readonly fix?: string;
  readonly followUp?: string;
  readonly next?: string;
  /** Temporary measures that are still in place. */
  readonly measures: readonly string[];
  /** What is still to be done, with whoever does it. */
  readonly tasks: readonly string[];
  /** Those of them that are due at a time. */
  readonly dues: readonly {readonly task: string; readonly due: number}[];
  /** The next updates that are due, and to whom, the first one first. */
  readonly updates: readonly {readonly audience: string; readonly at: number}[];
  /** It was resolved and came back, oldest first. */
  readonly reopened: readonly Reopening[];
  /** What its alerts are called. */
  readonly alerts: readonly string[];
  /** Until when it is watched for coming back. */
  readonly watchedUntil?: number;
  /** Who was paged about its alerts while it lasted. */
  readonly pages: readonly HandoffPage[];
}

/** An incident that an issue is part of, and what is known of why and of what mended it. */
export interface IssueIncident {
  readonly id: string;
  readonly cause?: string;
  readonly fix?: string;
}

export interface OpenAction {
  readonly incident: string;
  readonly text: string;
  readonly owner?: string;
  /** By when. */
  readonly due?: number;
}

export interface OpenWalk {
  readonly title: string;
  readonly about?: string;
  readonly by: string;
  readonly openedAt: number;
  readonly done: number;
  readonly total: number;
  /** The step that something last happened to. */
  readonly at?: string;
}

export interface HandoffNote {
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

export interface HandoffChange {
  readonly on: number;
  readonly by: string;
  readonly text: string;
  readonly service?: string;
  /** It was recorded before its time: that it was made is not known. */
  readonly planned?: true;
}

export interface OngoingIssue extends Issue {
  readonly since: number;
  readonly alerts: number;
  readonly summary: string;
  /** How the alerts are held, the least held first. */
  readonly held: readonly Held[];
  readonly notes: readonly HandoffNote[];
  /** Who can be asked about it, and how. */
  readonly contacts: readonly string[];
  /** Who was paged since it began. */
  readonly pages: readonly HandoffPage[];
  readonly runbook?: string;
  /** Those that its alerts are linked to. */
  readonly incidents?: readonly IssueIncident[];
  /** It began after the watch had ended. */
  readonly afterWatch?: true;
  /** When its source was last heard of, where that is not now; 0 where that is not known. */
  readonly asOf?: number;
  /** Its source answers and does not show it any more, but its end is not recorded yet: since when; 0 where that is not known. */
  readonly goneSince?: number;
  /** The list of that source may still be short: that it is not in it says nothing. */
  readonly mayFire?: true;
}

export interface Held {
  readonly kind: DispositionKind;
  readonly alerts: number;
  readonly by?: string;
  /** Our own acks are extended for as long as the alert fires; another one ends then. */
  readonly until?: number;
  readonly extended?: boolean;
  readonly comment?: string;
  readonly trouble?: string;
}

export interface StandingSilence {
  readonly source: string;
  readonly id: string;
  readonly matchers: string;
  readonly by: string;
  readonly comment: string;
  readonly startsAt: number;
  /** When the log first knew of it, where it does. */
  readonly knownSince?: number;
  readonly endsAt: number;
  readonly pending: boolean;
  readonly isAck: boolean;
  /** An ack of ours that is extended for as long as its alerts fire. */
  readonly extended: boolean;
  readonly holds: number;
  readonly broad?: string;
  /** When its source was last heard of, where that is not now; 0 where that is not known. */
  readonly asOf?: number;
}

export interface EndedIssue extends Issue {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly alerts: number;
  readonly ackedBy?: string;
  /** From the first alert to the first ack, ms; absent where the log knew it before the watch. */
  readonly timeToAck?: number;
  readonly notes: readonly HandoffNote[];
  /** Changes to its service while it lasted. */
  readonly changes: readonly HandoffChange[];
  /** Who was paged while it lasted. */
  readonly pages: readonly HandoffPage[];
  /** Somebody acked it, or it was a P1, and nobody said what it was: of which alert that is asked. */
  readonly untold?: EndedOccurrence;
  /** Those that its alerts are linked to. */
  readonly incidents?: readonly IssueIncident[];
}

/** P3 and P4 that fired and ended, added up. */
export interface LesserIssue extends Issue {
  readonly times: number;
  readonly total: number;
  readonly notes: readonly HandoffNote[];
}

export interface NoisyAlert extends Issue {
  readonly fired: number;
  readonly acked: number;
  readonly median: number;
  readonly judged?: {readonly by: string; readonly reason?: string};
}
