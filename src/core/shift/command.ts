import type {AlertKey, Labels} from '../alert/alert.js';
import type {Matcher} from '../alert/matcher.js';
import type {PlacedSilence} from '../alert/silence.js';
import type {ChecklistCommand} from '../checklist/command.js';
import type {EscalationCommand} from '../escalation/command.js';
import type {HandoffCommand} from '../handoff/command.js';
import type {IncidentCommand} from '../incident/command.js';
import type {LeaseCommand} from '../lease/command.js';
import type {Gone, Passed} from '../live/update.js';
import type {RunbookDeadline} from '../runbook/deadline.js';
import type {StepChoices} from '../runbook/document.js';
import type {LeftProcess, RunPlace, RunResult} from '../runbook/run.js';
import type {Level, Pointer} from '../runbook/verdict.js';
import type {Fact} from './fact.js';

/** How something ended, a line each, as far as anybody says. */
export interface Ending {
  readonly cause?: string;
  readonly fix?: string;
  readonly followUp?: string;
}

/** What can be asked of the writer. Times are Unix ms, durations ms. */
export type Command =
  /** Ack these alerts together as one silence for each source; more alerts of the same group may be named. */
  | {
      readonly type: 'ack';
      readonly alerts: readonly AlertKey[];
      readonly comment?: string;
      readonly duration?: number;
      readonly until?: number;
      readonly extend?: boolean;
      readonly single?: boolean;
    }
  /**
   * Says that these alerts are over, which their sources do not say. `anyway` also where a source does, and its word
   * was lost. What is known of how they ended is noted with them.
   */
  | {
      readonly type: 'resolve';
      readonly alerts: readonly AlertKey[];
      readonly anyway?: boolean;
      readonly ending?: Ending;
    }
  /** Says that these Watchdogs, which are missing, went for good. */
  | {readonly type: 'forget-watchdogs'; readonly alerts: readonly AlertKey[]}
  /** Ends the acks that hold these alerts. */
  | {readonly type: 'release'; readonly alerts: readonly AlertKey[]}
  | {
      readonly type: 'silence';
      readonly source: string;
      readonly matchers: readonly Matcher[];
      readonly duration?: number;
      readonly startsAt?: number;
      readonly endsAt?: number;
      readonly comment: string;
    }
  /** Moves the end of a silence; `endsAt` is absolute, so that a repeat changes nothing. */
  | {readonly type: 'extend-silence'; readonly source: string; readonly silence: string; readonly endsAt: number}
  | {readonly type: 'expire-silence'; readonly source: string; readonly silence: string}
  /** What ended an occurrence that is over already. */
  | {
      readonly type: 'tell-ending';
      readonly alert: EndedOccurrence;
      /** What it is called, as its labels are known to whoever asks. */
      readonly title: string;
      readonly ending: Ending;
    }
  | {readonly type: 'note'; readonly text: string; readonly alert?: AlertKey}
  | {
      readonly type: 'record-change';
      readonly text: string;
      readonly service?: string;
      readonly labels?: Labels;
      readonly on?: number;
    }
  | {
      readonly type: 'judge';
      readonly alerts: readonly AlertKey[];
      readonly verdict: 'actionable' | 'noise';
      readonly reason?: string;
    }
  | {
      readonly type: 'start-shift';
      readonly operator: string;
      readonly endsAt?: number;
      /** The schedule that this end is of. */
      readonly schedule?: string;
      /** It is the turn that began then by that schedule, Unix ms, and not only its end. */
      readonly turn?: number;
    }
  | {readonly type: 'end-shift'}
  /** Internal: begins or ends the watch where the schedules say that it is time. */
  | {readonly type: 'tick-turns'}
  /** Opens a runbook to walk it; where it is already open for the same alert, nothing. */
  | {
      readonly type: 'open-runbook';
      readonly file: string;
      readonly document: string;
      readonly title: string;
      readonly hash: string;
      readonly total: number;
      readonly choices?: StepChoices;
      readonly alert?: AlertKey;
      /** When its document wants somebody called. */
      readonly escalate?: RunbookDeadline;
    }
  | {readonly type: 'close-runbook'; readonly walk: string}
  | ConfirmRun
  | {readonly type: 'stop-run'; readonly run: string}
  | {readonly type: 'finish-step'; readonly walk: string; readonly step: string; readonly title: string}
  | {
      readonly type: 'skip-step';
      readonly walk: string;
      readonly step: string;
      readonly title: string;
      readonly reason?: string;
    }
  | {readonly type: 'reopen-step'; readonly walk: string; readonly step: string; readonly title: string}
  | IncidentCommand
  | HandoffCommand
  | ChecklistCommand
  | EscalationCommand
  | LeaseCommand
  /** Internal: compares what the facts say with what the sources show; all of it, or the named alerts. */
  | Reconcile
  | MeetSource
  | TakeBundle
  /** Internal: a deadline has passed. */
  | {readonly type: 'tick'}
  | OpenWatch
  | LeaveWatch
  /** Internal: how an effect ended. */
  | {
      readonly type: 'settle-ack';
      readonly ack: string;
      readonly placed: PlacedSilence;
      /** Under whose name. */
      readonly author?: string;
    }
  | {
      readonly type: 'settle-extension';
      readonly ack: string;
      readonly placed: PlacedSilence;
      /** Under whose name. */
      readonly author?: string;
    }
  | {
      readonly type: 'settle-ack-failed';
      readonly ack: string;
      readonly reason: string;
      readonly hint?: string;
      readonly final: boolean;
    }
  | {readonly type: 'settle-ack-expired'; readonly ack: string}
  | {
      readonly type: 'settle-order';
      readonly token: string;
      readonly placed?: PlacedSilence;
      /** Under whose name, where that is not the one that was asked for. */
      readonly author?: string;
    }
  | {readonly type: 'settle-order-failed'; readonly token: string; readonly reason: string; readonly hint?: string}
  | {readonly type: 'settle-recording'; readonly since: number; readonly reason: string}
  | {
      readonly type: 'settle-run-started';
      readonly run: string;
      readonly on: number;
      readonly pid?: number;
      readonly file?: string;
    }
  | {readonly type: 'settle-run-ended'; readonly run: string; readonly result: RunResult; readonly excerpt?: string}
  /** What a run that has ended left running, as it is now. */
  | {readonly type: 'settle-run-left'; readonly run: string; readonly left: readonly LeftProcess[]}
  | {readonly type: 'settle-run-failed'; readonly run: string; readonly reason: string; readonly hint?: string};

/**
 * Runs one statement of a walk, exactly as it was shown. `text` has secrets in clear and stays in memory; what is
 * recorded is `shown`.
 */
export interface ConfirmRun {
  readonly type: 'confirm-run';
  readonly walk: string;
  readonly step: string;
  readonly title: string;
  readonly statement: string;
  readonly text: string;
  readonly shown: string;
  readonly env: Readonly<Record<string, string>>;
  /** Values that must not be in the excerpt. */
  readonly secrets: readonly string[];
  readonly level: Level;
  /** Runs until it is stopped, so it does not outlive the cockpit. */
  readonly endless?: boolean;
  readonly reasons: readonly string[];
  /** The command words in it. */
  readonly commands: readonly string[];
  /** Where they act; the place names the same. */
  readonly points?: readonly Pointer[];
  readonly edited: boolean;
  readonly values: readonly {readonly placeholder: string; readonly value: string; readonly source: string}[];
  readonly place: RunPlace;
  /** Runs on the terminal of whoever confirmed it, who tells how it ended. */
  readonly terminal?: boolean;
  /** What a destructive statement hits, and what the operator typed. */
  readonly resource?: string;
  readonly typed?: string;
  readonly cwd?: string;
  readonly idleTimeout?: number;
  readonly totalTimeout?: number;
}

/**
 * Compares the facts with what one source shows: the named alerts and silences, or everything of it where they are
 * absent (after a start, or when recording works again).
 */
export interface Reconcile {
  readonly type: 'reconcile';
  readonly source: string;
  readonly touched?: readonly AlertKey[];
  /** Keys of silences, `source/id`. */
  readonly silences?: readonly string[];
  readonly gone?: readonly Gone[];
  /** What began and ended before it could be shown, oldest first. */
  readonly passed?: readonly Passed[];
  /** The list of silences was read whole, so an absent one is gone. */
  readonly silencesRead?: boolean;
}

/** Internal: a cockpit watches from `on`; `seen` is when one was last seen watching before, Unix ms. */
export interface OpenWatch {
  readonly type: 'open-watch';
  readonly on: number;
  readonly seen?: number;
}

/** Internal: the cockpit is left in order. */
export interface LeaveWatch {
  readonly type: 'leave-watch';
  readonly on: number;
}

/** What the feed told: facts of others are recorded as they came. */
export interface Arrival {
  readonly type: 'receive-facts';
  /** In the team's order, those of our own that were told back among them. */
  readonly facts: readonly Fact[];
  /** The number up to which our own were told back before. */
  readonly echoed: number;
  /** The feed's id of the last of them. */
  readonly reached: string;
  /** Ids of those that the journal has not, though it has later ones of theirs: by a file, which carries a selection. */
  readonly missing?: ReadonlySet<string> | undefined;
}

/** Facts of another journal, as they were handed over in a file; the engine leaves out what the journal holds. */
export interface TakeBundle {
  readonly type: 'take-bundle';
  readonly facts: readonly Fact[];
}

/** Internal: a source has answered for the first time since the start. */
export interface MeetSource {
  readonly type: 'meet-source';
  readonly source: string;
}

/** Why the writer did not do it. The codes map to exit codes of the command line. */
export interface Refusal {
  readonly code: 'refused' | 'read-only' | 'not-found' | 'invalid' | 'not-recorded' | 'unsupported';
  readonly message: string;
  readonly hint: string;
  /** Nobody said no: whoever writes did not answer, and may still have done it. */
  readonly unheard?: true;
  /** Whoever wrote has gone, or is about to: whoever writes next can be asked the same. */
  readonly gone?: true;
  /** Of what could not be recorded: why, for sentences of their own. */
  readonly why?: string;
}

/** Names an occurrence that does not fire any more. */
export interface EndedOccurrence {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
}
