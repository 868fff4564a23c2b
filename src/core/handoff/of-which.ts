/** What a handoff is of, beside its times. */
export interface OfWhich {
  /** No watch was begun: it is of everything in the log. */
  readonly noWatch?: true;
  /** By which clocks its operator lives, where that is known. */
  readonly zone?: string;
}
