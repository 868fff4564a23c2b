import {OperatorError} from '../lib/operator-error.js';
import type {SourceFailure} from './context.js';
import type {ExitCode} from './exit-codes.js';
import {exitCodeOfFailure} from './report-error.js';

/** What a command that asked several sources ends with, and says of those that did not answer. */
export function failureReport(failures: readonly SourceFailure[]): {
  readonly said: readonly string[];
  readonly exitCode?: ExitCode;
} {
  const [first] = failures;
  if (first === undefined) {
    return {said: []};
  }
  return {
    said: failures.map(failure => `wk: ${sentenceOf(failure)}\n    ${failure.hint}`),
    exitCode: exitCodeOfFailure(first.kind),
  };
}

/** Rejects when no source answered: then there is nothing to show. */
export function demandAnswer(failures: readonly SourceFailure[], asked: number): void {
  const [first] = failures;
  if (first !== undefined && failures.length >= asked) {
    throw new OperatorError(sentenceOf(first), {
      hint: first.hint,
      exitCode: exitCodeOfFailure(first.kind),
    });
  }
}

/** What failed and where. A source that is named after its address names itself. */
function sentenceOf({source, message}: SourceFailure): string {
  return message.includes(source) ? message : `${source}: ${message}`;
}
