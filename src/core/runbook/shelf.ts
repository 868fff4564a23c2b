import type {RunbookMatch} from './desk.js';
import type {RunbookDocument, RunbookFile, StatementBlock} from './document.js';
import type {Placeholder} from './fill.js';
import type {Level, VerbTables} from './verdict.js';

/** A statement with what is known of it before anybody fills or runs it. */
export interface JudgedStatement {
  readonly statement: StatementBlock;
  readonly level: Level;
  readonly needsTerminal: boolean;
  readonly endless: boolean;
  /** What has to get a value first. Variables that an earlier statement sets are none. */
  readonly placeholders: readonly Placeholder[];
  readonly runnable: boolean;
  /** Why it has its level, or why it does not run. */
  readonly why: string;
}

/** The alert of a rule, or one that fires: what matching looks at. */
export interface NamedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a reader or a runner would trip over. */
export interface LintFinding {
  /** Absolute path. */
  readonly file: string;
  /** Path below its root. */
  readonly shown: string;
  readonly line: number;
  readonly severity: 'error' | 'warning';
  /** `dead-link`, `placeholder`... */
  readonly rule: string;
  readonly message: string;
}

export interface ShelfFiles {
  /** Each with the absolute path it was read from. */
  readonly files: readonly {readonly path: string; readonly file: RunbookFile}[];
  /** What could not be read, as sentences. */
  readonly troubles: readonly string[];
}

/** An alert and the runbooks that were found for it. */
export interface MatchedAlert {
  readonly alert: NamedAlert;
  readonly match: RunbookMatch;
}

/** Runbook files as commands need them. Rejects with what the operator can put right. */
export interface RunbookShelf {
  /** The folder of runbooks that comes with the program. */
  readonly builtIn: string;
  /** All files below some folders, read whole. */
  read(roots: readonly string[]): Promise<ShelfFiles>;
  /** One file: what a word names seen from a folder, or else below one of the roots. */
  open(
    word: string,
    seen: {readonly from: string; readonly roots: readonly string[]},
  ): Promise<ShelfFiles['files'][number]>;
  /** The statements of a document in order. */
  judge(document: RunbookDocument, tables: VerbTables): readonly JudgedStatement[];
  match(alerts: readonly NamedAlert[], roots: readonly string[]): Promise<readonly MatchedAlert[]>;
  /** The alerts of a file of Prometheus rules. */
  rules(path: string): Promise<readonly NamedAlert[]>;
  lint(
    files: ShelfFiles['files'],
    asked: {readonly tables: VerbTables; readonly now: number},
  ): Promise<readonly LintFinding[]>;
}
