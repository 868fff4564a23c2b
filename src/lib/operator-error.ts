export interface OperatorErrorOptions {
  /** What to do next, as one sentence; shown on a line of its own. */
  readonly hint?: string;
  /** What the process ends with; 2 (usage or configuration) unless said otherwise. */
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/** Something the operator can put right: shown as a sentence with its next step, never with a stack trace. */
export class OperatorError extends Error {
  override name = 'OperatorError' as const;
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(message: string, options: OperatorErrorOptions = {}) {
    super(message, {cause: options.cause});
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 2;
  }
}
