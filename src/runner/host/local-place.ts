import {execa} from 'execa';
import type {RunPlace} from '../../core/runbook/run.js';
import {OperatorError} from '../../lib/operator-error.js';
import {readPlace} from '../read-place.js';
import {placeArgs} from '../scripts/run-statement.js';
import type {LocalTools} from './local-tools.js';

/** ms; a folder on a dead network share, or kubectl, could hold it up. */
const LIMIT = 5_000;

/** Where a statement of the session would run on this machine. */
export async function askPlace(
  tools: LocalTools,
  where: {readonly session: string; readonly cwd: string; readonly names: readonly string[]},
): Promise<RunPlace> {
  const {stdout, timedOut} = await execa(tools.bash, placeArgs(where, tools.scripts), {
    cwd: '/',
    env: tools.environment.variables,
    extendEnv: false,
    stdin: 'ignore',
    stderr: 'ignore',
    timeout: LIMIT,
    killSignal: 'SIGKILL',
    reject: false,
    stripFinalNewline: false,
  });
  const place = readPlace(stdout);
  if (place !== undefined) return {...place, environment: tools.environment.from};
  const why = timedOut ? `did not answer within ${LIMIT / 1000} s` : 'gave no answer';
  throw new OperatorError(`cannot tell where statements would run: the shell ${why}`, {
    hint: 'Is the folder of the walk on a network share that hangs? Is the disk full?',
  });
}
