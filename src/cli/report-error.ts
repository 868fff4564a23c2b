import type {Config} from '../config/config.js';
import {absolutePath, defaultStateDir} from '../config/places.js';
import type {CommandContext} from './context.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import {say} from './output.js';

/** Tells the operator what went wrong and what next, and answers the exit code. A stack is shown with WK_DEBUG only. */
export function reportError(error: unknown, context: CommandContext, config: Config | undefined): number {
  const told = error instanceof Error ? error : new Error(String(error));
  if (isOn(context.env.WK_DEBUG)) {
    say(told.stack ?? told.message, context);
  }
  const exitCode = exitCodeOf(told);
  if (exitCode === undefined) {
    return reportBug(told, context, config);
  }
  say(`wk: ${told.message}`, context);
  if ('hint' in told && typeof told.hint === 'string' && told.hint !== '') {
    say(`    ${told.hint}`, context);
  }
  return exitCode;
}

function reportBug(error: Error, context: CommandContext, config: Config | undefined): number {
  const {env, cwd, home} = context;
  const stateDir =
    config?.stateDir ?? (env.WK_STATE ? absolutePath(env.WK_STATE, cwd, home) : defaultStateDir({env, cwd, home}));
  say(`wk: This is a bug in wk: ${error.message}`, context);
  say(`    What was recorded is safe in ${stateDir}. Run it again with WK_DEBUG=1 to see where it happened.`, context);
  return EXIT.bug;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}

/** Errors are known by name, so that telling them apart loads nothing. */
function exitCodeOf(error: Error): number | undefined {
  if (error.name === 'OperatorError' && 'exitCode' in error) {
    return Number(error.exitCode);
  }
  if (error.name === 'SourceError' && 'kind' in error) {
    return exitCodeOfFailure(String(error.kind));
  }
  if (error.name === 'JournalError' && 'kind' in error) {
    return error.kind === 'newer' || error.kind === 'read-only' ? EXIT.refused : EXIT.failed;
  }
  return undefined;
}

/** What a source that did not do its part means for a script. */
export function exitCodeOfFailure(kind: string): ExitCode {
  switch (kind) {
    case 'refused':
      return EXIT.notAllowed;
    case 'not-found':
      return EXIT.notFound;
    case 'rejected':
      return EXIT.failed;
    default:
      return EXIT.unreachable;
  }
}
