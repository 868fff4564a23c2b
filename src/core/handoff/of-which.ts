/** What a handoff is of, beside its times. */
export interface OfWhich {
  /** No watch was begun: it is of everything in the log. */
  readonly noWatch?: true;
  /** By which clocks the operator lives, where it is configured. */
  readonly zone?: string;
}
