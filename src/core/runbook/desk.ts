import type {Labels} from '../alert/alert.js';
import type {RunbookFile} from './document.js';
import type {FilledValue, Filling, Placeholder} from './fill.js';
import type {CarriedShell, RunPlace, RunRequest} from './run.js';
import type {Verdict} from './verdict.js';
import type {ItemWas} from './walk-items.js';

/** One runbook that can be opened. */
export interface RunbookEntry {
  /** Absolute path. */
  readonly file: string;
  /** Path below its root, for people. */
  readonly shown: string;
  readonly document: string;
  readonly title: string;
  /** The section that is about the alert: the walk begins there. */
  readonly section?: string;
  /** Why it is offered: `runbook_url`, `says Alert: X`, `file name`, `title`, `heading`. */
  readonly because: string;
}

/** What fits an alert. More than one is offered, never chosen. */
export interface RunbookMatch {
  readonly found: readonly RunbookEntry[];
  /** No match, but a title like it. */
  readonly suggested: readonly RunbookEntry[];
  /** The address in the alert's annotations, for when nothing local fits. */
  readonly link?: string;
}

/** Whether somebody here has looked at this very text before. */
export type Trust =
  | {readonly state: 'trusted'; readonly since: number}
  | {readonly state: 'new'}
  /** `diff`: lines that begin with `+`, `-` or a blank. */
  | {readonly state: 'changed'; readonly since: number; readonly diff: readonly string[]};

export interface OpenedRunbook {
  readonly file: RunbookFile;
  readonly trust: Trust;
  /** Its statements run on another machine. */
  readonly away?: boolean;
}

/** Where values for holes may come from, beside the environment. */
export interface FillContext {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly earlier: readonly FilledValue[];
  readonly operator: string;
  /** What has run in the walk: what it set needs no value. */
  readonly before: readonly string[];
}

/** What is known of a statement beside its text. */
export interface StatementNote {
  readonly language: string;
  readonly warning?: string | undefined;
  /** What earlier statements left in the shell where it will run. */
  readonly carried?: CarriedShell | undefined;
}

/** A hole and what could fill it, best first. */
export interface Hole {
  readonly placeholder: Placeholder;
  readonly candidates: readonly FilledValue[];
}

/** A text in a file of its own, and how the operator's editor opens it. */
export interface Draft {
  /** What opens, in words: `nvim`, `vi ($EDITOR is not set)`. */
  readonly editor: string;
  readonly file: string;
  readonly args: readonly string[];
  /** What the file holds now; the file is gone afterwards. */
  take(): Promise<string>;
}

/** Where the operator is in a walk, beside what the log knows of it. */
export interface KeptSpot {
  readonly item: string;
  /** What the item was, for a file that is changed before somebody comes back. */
  readonly was?: ItemWas | undefined;
  /** The step that something had last happened to: where that is another one now, the walk has gone on since. */
  readonly at?: string | undefined;
  /** Changed statements, by id. */
  readonly edits: Readonly<Record<string, string>>;
  /** Statements whose change was not kept. */
  readonly lost: readonly string[];
}

/** Where walks stood when a cockpit ended. Never rejects. */
export interface SpotKeeper {
  /** Undefined: the walk has ended. */
  keep(walk: string, spot: KeptSpot | undefined): void;
  find(walk: string): Promise<KeptSpot | undefined>;
}

/** Runbook files and what is known of their statements. Rejections carry a `hint`. */
export interface RunbookDesk {
  /** How long a statement may say nothing, and how long it may take, ms; absent: as long as it wants. */
  readonly limits: {readonly idle: number; readonly total?: number};
  match(alert: {readonly labels: Labels; readonly annotations: Labels}): Promise<RunbookMatch>;
  list(): Promise<readonly RunbookEntry[]>;
  /** The file as it is now. */
  read(file: string): Promise<OpenedRunbook>;
  trust(file: string, hash: string): Promise<void>;
  /** `variables`: values that the statement will find, so that what it hits is named by its name. */
  judge(text: string, note: StatementNote, variables: Readonly<Record<string, string>>): Verdict;
  /**
   * Learns which variables of a statement have a value where it would run, so that nobody is asked for them; absent where
   * that is known without asking. Never rejects.
   */
  learn?(text: string): Promise<void>;
  holes(text: string, context: FillContext): readonly Hole[];
  fill(text: string, values: readonly FilledValue[], before: readonly string[]): Filling;
  /** Text with what looks like a secret, and these values, masked. */
  redact(text: string, secrets: readonly string[]): string;
  /** Where a statement would run, with the values of these variables there. */
  place(session: string, names: readonly string[]): Promise<RunPlace>;
  /** Absent where nothing is kept over a restart. */
  readonly spots?: SpotKeeper;
  /** Lays a text down for the operator's editor, readable by nobody else. */
  draft(text: string): Promise<Draft>;
  /** The command line that runs a statement on the real terminal. */
  interactive(request: RunRequest): Promise<{readonly file: string; readonly args: readonly string[]}>;
}
