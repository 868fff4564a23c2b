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
    said: failures.map(({source, message, hint}) => `wk: ${placed(source, message)}\n    ${hint}`),
    exitCode: exitCodeOfFailure(first.kind),
  };
}

/** What to say of members that gave no answer while another one of their cluster did. */
export function silentMembers(silent: readonly SourceFailure[] = []): readonly string[] {
  return silent.map(
    ({source, message, hint}) =>
      `Note: ${placed(source, message)} What is shown is what the other members have.\n    ${hint}`,
  );
}

/** Rejects when no source answered: then there is nothing to show. */
export function demandAnswer(failures: readonly SourceFailure[], asked: number): void {
  const [first] = failures;
  if (first !== undefined && failures.length >= asked) {
    throw new OperatorError(placed(first.source, first.message), {
      hint: first.hint,
      exitCode: exitCodeOfFailure(first.kind),
    });
  }
}

/** A failure with its place in front, unless its sentence names that already, as that of an unnamed source does. */
export function placed(place: string, sentence: string): string {
  return sentence.split(' ').includes(place) ? sentence : `${place}: ${sentence}`;
}
