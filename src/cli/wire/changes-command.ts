import type {Alert} from '../../core/alert/alert.js';
import {observedChanges} from '../../core/alert/observed-changes.js';
import type {Lookups} from '../../core/ports.js';
import {plainText} from '../../lib/plain-text.js';

const TIMEOUT = 5_000;
const OUTPUT_LIMIT = 256 * 1024;

/**
 * Asks the configured command for recent changes. It is run as it is written, without a shell; the alert is in its
 * environment as JSON (`WK_ALERT`) and, for scripts, its service and name (`WK_SERVICE`, `WK_ALERTNAME`).
 */
export function changesCommand(command: readonly string[]): NonNullable<Lookups['changes']> {
  const [file = '', ...args] = command;
  return async (alert: Alert, signal) => {
    const {execa} = await import('execa');
    const {stdout} = await execa(file, args, {
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
    });
    return observedChanges(plainText(stdout, {multiline: true}));
  };
}
