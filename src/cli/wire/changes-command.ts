import type {Alert} from '../../core/alert/alert.js';
import {observedChanges} from '../../core/alert/observed-changes.js';
import type {Lookups} from '../../core/ports.js';
import {plainText} from '../../lib/plain-text.js';

const TIMEOUT = 5_000;
const OUTPUT_LIMIT = 256 * 1024;
const MOST_NAME = 60;

/**
 * Asks the configured command for recent changes. It is run as it is written, without a shell; the alert is in its
 * environment as JSON (`WK_ALERT`) and, for scripts, its service and name (`WK_SERVICE`, `WK_ALERTNAME`). One that fails
 * rejects with one sentence on one line; nothing of what it printed is in it.
 */
export function changesCommand(command: readonly string[]): NonNullable<Lookups['changes']> {
  const [file = '', ...args] = command;
  return async (alert: Alert, signal) => {
    const {execa} = await import('execa');
    const ended = await execa(file, args, {
      env: {
        WK_ALERT: JSON.stringify({
          labels: alert.labels,
          annotations: alert.annotations,
          startsAt: new Date(alert.startsAt).toISOString(),
        }),
        WK_SERVICE: alert.labels.service ?? '',
        WK_ALERTNAME: alert.labels.alertname ?? '',
      },
      stdin: 'ignore',
      stderr: 'ignore',
      timeout: TIMEOUT,
      maxBuffer: OUTPUT_LIMIT,
      cancelSignal: signal,
      reject: false,
    });
    signal.throwIfAborted();
    if (ended.failed) throw new Error(failureText(plainText(file, {maxLength: MOST_NAME}), ended));
    return observedChanges(plainText(ended.stdout, {multiline: true}));
  };
}

/** How a run ended that was not good. */
interface Ended {
  readonly code?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly timedOut: boolean;
  readonly isMaxBuffer: boolean;
}

const START_FAILURES: Readonly<Record<string, string>> = {ENOENT: 'not found', EACCES: 'not allowed'};

function failureText(program: string, {code, exitCode, signal, timedOut, isMaxBuffer}: Ended): string {
  const byHand = 'run it by hand to see why.';
  if (timedOut) return `changes: ${program} was not done within ${TIMEOUT / 1000} s and was stopped; ${byHand}`;
  if (isMaxBuffer) return `changes: ${program} printed more than ${OUTPUT_LIMIT / 1024} KiB; let it print less.`;
  if (exitCode !== undefined) return `changes: ${program} ended with exit code ${exitCode}; ${byHand}`;
  if (signal !== undefined) return `changes: ${program} was ended by ${signal}; ${byHand}`;
  const why = START_FAILURES[code ?? ''] ?? code ?? 'unknown reason';
  return `changes: ${program} cannot be run (${why}); correct changes.command in the configuration.`;
}
