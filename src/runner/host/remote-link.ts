import {execa} from 'execa';
import {plainText} from '../../lib/plain-text.js';

/** The way to the other host. */
export interface Link {
  readonly via: readonly string[];
  /** Of the wrapper itself, at this end. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A short call may take so long, ms: connecting included, and the login shell's 5 s. */
const LIMIT = 30_000;
const LARGEST = 1_000_000;

/** Reads its commands from standard input; these words mean the same with and without a shell in between. */
export const BASH_THERE = ['bash', '--noprofile', '--norc', '-s'];

/** Runs a payload there and waits for it. Never rejects: a line that fails says so in `stderr`. */
export async function call({via, env}: Link, payload: string | Uint8Array): Promise<Answer> {
  const [file = '', ...args] = via;
  const result = await execa(file, [...args, ...BASH_THERE], {
    env: linkEnvironment(env),
    extendEnv: false,
    input: payload,
    detached: true,
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: LARGEST,
    timeout: LIMIT,
    killSignal: 'SIGKILL',
  });
  const stderr = Buffer.from(result.stderr).toString();
  const why = result.timedOut ? `no answer within ${LIMIT / 1000} s` : '';
  const own = result.exitCode === undefined && why === '' ? (result.originalMessage ?? 'it could not be run') : why;
  return {stdout: Buffer.from(result.stdout), stderr: own === '' ? stderr : `${stderr}\n${own}\n`};
}

/** Nobody is there to answer a question for a password. */
export function linkEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  return {...env, SSH_ASKPASS_REQUIRE: 'never'};
}

/** What our own side there said of a failure, or else the last line of the wrapper. */
export function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map(line => line.trim());
  const own = lines.findLast(line => line.startsWith('wk-failed '));
  if (own !== undefined) return plainText(own.slice('wk-failed '.length), {maxLength: 300});
  if (lines.includes('wk-gone')) return GONE;
  const said = lines.findLast(line => line !== '' && !line.startsWith('wk-'));
  if (said === undefined) return 'the line ended without a word';
  return /bash: (command )?not found|"?bash"?: executable file not found/.test(said)
    ? 'there is no bash there, and statements run in bash'
    : plainText(said, {maxLength: 300});
}

const GONE =
  'the folder with the shell state of this walk is gone there (was it restarted?), so it was not run; ' +
  'run it again to begin with a fresh shell';
