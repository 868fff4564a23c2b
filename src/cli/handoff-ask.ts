import type {Fact} from '../core/shift/fact.js';

/** A handoff in the formats that others read. */
export interface HandoffFormats {
  html(markdown: string): string;
  /** Messages as Slack takes them. */
  slack(markdown: string): unknown;
}

/** Which handoff is wanted, as of when (Unix ms). */
export interface HandoffAsk {
  readonly now: number;
  readonly shift?: string;
  /** Who takes it over: then it is that of whoever was there before. */
  readonly incoming?: string;
  /** Taken as if it were in the log, too. */
  readonly also?: readonly Fact[];
}

/** The facts of a watch as a file that another journal can take. */
export interface BundleText {
  readonly text: string;
  /** Of a watch that others came after: what was recorded from then on, Unix ms, is not in it. */
  readonly until?: number;
}
