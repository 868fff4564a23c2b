import type {CheckResult, PreparedTest} from '../checklist/checklist.js';
import type {Draft} from '../runbook/desk.js';
import type {Fact} from '../shift/fact.js';
import type {FilledSpan} from './unwatched.js';
import type {Meanwhile} from './unwatched-hours.js';

/** What was recorded, as far as it can be read. */
export interface RecordedFacts {
  /** Oldest first. */
  readonly facts: readonly Fact[];
  /** What could not be read, in words. */
  readonly damage?: string;
}

/** A watch as another account handed it over. */
export interface BundledWatch {
  readonly operator: string;
  readonly shift?: string;
  readonly facts: readonly Fact[];
}

/** What the screens of a watch need of this machine. Rejections carry a `hint`. */
export interface WatchDesk {
  /** Every fact of the journal, also those that the screen has let go of long ago. */
  log(): Promise<RecordedFacts>;
  /** What others than a cockpit saw fire in these spans; nothing where there is nobody to ask. */
  meanwhile(spans: readonly FilledSpan[]): Promise<readonly Meanwhile[]>;
  /** Writes a file whole or not at all, for its owner alone; the answer is its path. */
  write(file: string, text: string): Promise<string>;
  /** A Markdown document of ours as a page for a browser. */
  html(markdown: string): Promise<string>;
  /** Lays a text down for the operator's editor, readable by nobody else. */
  draft(text: string, name: string): Promise<Draft>;
  /** Runs the check of an item: `wk doctor`, or a program, which is well when it ends with 0. Never rejects. */
  check(check: 'doctor' | readonly string[]): Promise<CheckResult>;
  /** Looks whom a test alert would reach, and posts it when that is run. */
  testAlert(): Promise<PreparedTest>;
  /** What another account handed over in a file. Rejects with what is wrong with it. */
  bundle(file: string): Promise<BundledWatch>;
}
