import type {Labels} from '../alert/alert.js';
import type {RunbookDeadline} from './deadline.js';
import type {StepChoices} from './document.js';
import type {LeftProcess} from './run.js';
import type {Level} from './verdict.js';

/** One operator's way through one document, for one alert or for none. Times are Unix ms. */
export interface Walk {
  readonly walk: string;
  readonly origin: string;
  readonly by: string;
  /** Absolute path of the file, and the document in it. */
  readonly file: string;
  readonly document: string;
  readonly title: string;
  /** SHA-256 of the file when it was opened. */
  readonly hash: string;
  /** How many steps it had then. */
  readonly total: number;
  /** The steps of each option of each choice among them. */
  readonly choices?: StepChoices;
  readonly alert?: {readonly source: string; readonly fingerprint: string; readonly startsAt: number};
  /** The name of that alert. */
  readonly about?: string;
  readonly labels: Labels;
  readonly openedAt: number;
  readonly closedAt?: number;
  /** The runbook wants somebody called when the alert fires for so long after it was opened. */
  readonly escalate?: RunbookDeadline;
  /** When that was due, and recorded. */
  readonly escalationDueAt?: number;
  /** Since then somebody has written a note about the alert. */
  readonly escalationSeen?: boolean;
  /** What became of steps, by id; an untouched one is not in it. */
  readonly steps: ReadonlyMap<string, StepProgress>;
  /** The step that something last happened to. */
  readonly at?: string;
}

export interface StepProgress {
  readonly title: string;
  /** What the operator said of it; undefined while only runs tell. */
  readonly outcome?: 'done' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
  readonly by: string;
  readonly on: number;
  /** Oldest first: the newest few, and the last one of each statement. */
  readonly runs: readonly StepRun[];
}

export type RunStatus = 'confirmed' | 'running' | 'ended' | 'failed';

/** One execution of one statement. */
export interface StepRun {
  readonly run: string;
  readonly statement: string;
  /** As it ran, secrets masked. */
  readonly text: string;
  readonly level: Level;
  readonly by: string;
  readonly confirmedAt: number;
  readonly status: RunStatus;
  readonly pid?: number;
  /** Where its whole output lies. */
  readonly file?: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly how?: string;
  readonly code?: number;
  readonly signal?: string;
  /** Who asked for its end. */
  readonly stoppedBy?: string;
  readonly excerpt?: string;
  /** Why it did not run, or nobody saw its end. */
  readonly trouble?: string;
  /** What it started that still lives though it has ended. */
  readonly left?: readonly LeftProcess[];
  /** Who asked for the end of that, and is not answered yet. */
  readonly leftStoppedBy?: string;
}

export function isUnderWay(run: StepRun): boolean {
  return run.status === 'confirmed' || run.status === 'running';
}

/** The run of a walk that is under way: one at a time, because they share a shell's state. */
export function runUnderWay(walk: Walk): StepRun | undefined {
  for (const step of walk.steps.values()) {
    const run = step.runs.find(isUnderWay);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** What has run in a walk, oldest first: what these statements set, the next one finds in its shell. */
export function textsRun(walk: Walk): readonly string[] {
  return [...walk.steps.values()]
    .flatMap(step => step.runs.filter(run => run.status === 'ended'))
    .sort((a, b) => a.confirmedAt - b.confirmedAt)
    .map(run => run.text);
}

/** The runs of a walk that have ended and left something running, oldest first. */
export function runsWithLeft(walk: Walk): readonly StepRun[] {
  return [...walk.steps.values()]
    .flatMap(step => step.runs.filter(run => !isUnderWay(run) && run.left !== undefined))
    .sort((a, b) => a.confirmedAt - b.confirmedAt);
}

/** The run of that id, with the step and the walk it belongs to. */
export function findRun(
  walks: ReadonlyMap<string, Walk>,
  id: string,
): {readonly walk: Walk; readonly step: string; readonly run: StepRun} | undefined {
  for (const walk of walks.values()) {
    for (const [step, progress] of walk.steps) {
      const run = progress.runs.find(one => one.run === id);
      if (run !== undefined) return {walk, step, run};
    }
  }
  return undefined;
}
