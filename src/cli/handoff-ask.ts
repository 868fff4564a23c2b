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
}
