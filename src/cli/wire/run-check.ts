import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {CheckResult} from '../../core/checklist/checklist.js';
import {maskSecrets} from '../../lib/mask-secrets.js';
import {plainText} from '../../lib/plain-text.js';
import {secretVariables} from './redactor.js';

const TIMEOUT = 60_000;
const OUTPUT_LIMIT = 256 * 1024;
const LONGEST = 300;

/**
 * Runs the program of a check as it is written, without a shell and, unless it is our own, without our secrets in its environment. It is well
 * when it ends with 0. Never rejects.
 */
export async function runCheck(
  command: readonly string[],
  {config, env, keepsSecrets = false}: {readonly config: Config; readonly env: Env; readonly keepsSecrets?: boolean},
): Promise<CheckResult> {
  const [file = '', ...args] = command;
  const {execa} = await import('execa');
  // Our own program asks the sources, and needs them.
  const ours = keepsSecrets ? {} : Object.fromEntries(secretVariables(config).map(name => [name, undefined]));
  const {all, exitCode, timedOut, failed, code} = await execa(file, args, {
    all: true,
    env: {...env, ...ours},
    extendEnv: false,
    stdin: 'ignore',
    timeout: TIMEOUT,
    maxBuffer: OUTPUT_LIMIT,
    reject: false,
  });
  const last = (all ?? '').trim().split('\n').at(-1) ?? '';
  const said = plainText(maskSecrets(last), {maxLength: LONGEST}).trim();
  if (!failed) return {ok: true, said: said === '' ? `${file} ended with 0.` : said};
  return {ok: false, said: `${howEnded({file, exitCode, timedOut, code})}${said === '' ? '.' : `: ${said}`}`};
}

interface Ended {
  readonly file: string;
  readonly exitCode?: number | undefined;
  readonly timedOut: boolean;
  readonly code?: string | undefined;
}

function howEnded({file, exitCode, timedOut, code}: Ended): string {
  if (timedOut) return `${file} was not done within ${TIMEOUT / 1000} s`;
  return exitCode === undefined
    ? `${file} cannot be run (${code ?? 'unknown reason'})`
    : `${file} ended with ${exitCode}`;
}
