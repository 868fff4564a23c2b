import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';
import {word} from './bash-words.js';
import {childEnvironment} from './env-names.js';

/** The variables that statements start with, and where they come from, in words. */
export interface PreparedEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly from: string;
}

export interface LoginOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: readonly string[];
  /** ms */
  readonly limit: number;
}

/**
 * What the operator's login shell sets up, on top of our own environment: what this terminal has set stays. A profile
 * that hangs, prints or fails costs `limit` at most, and then our own environment has to do.
 */
export async function loginEnvironment(options: LoginOptions): Promise<PreparedEnvironment> {
  const own = childEnvironment(options.env, options.secrets);
  const shell = own.SHELL;
  if (shell === undefined || !path.isAbsolute(shell)) return {variables: own, from: 'this terminal (SHELL is not set)'};
  const folder = await mkdtemp(path.join(tmpdir(), 'wk-login-'));
  try {
    const file = path.join(folder, 'env');
    const failure = await runLogin({shell, file, env: own, limit: options.limit});
    if (failure !== undefined) return {variables: own, from: `this terminal (${shell} -l ${failure})`};
    const login = childEnvironment(await readEnvironment(file), options.secrets);
    return {variables: merged(own, login), from: `login shell ${shell}`};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

interface LoginRun {
  readonly shell: string;
  readonly file: string;
  readonly env: Record<string, string>;
  readonly limit: number;
}

/** Why it did not write the file. The shell may be any: its command line is words in single quotes and nothing else. */
async function runLogin({shell, file, env, limit}: LoginRun): Promise<string | undefined> {
  const write = 'require("fs").writeFileSync(process.argv[1], JSON.stringify(process.env), {mode: 0o600})';
  const command = [process.execPath, '-e', write, file].map(word).join(' ');
  const child = execa(shell, ['-l', '-c', command], {
    env,
    extendEnv: false,
    stdio: 'ignore',
    detached: true,
    reject: false,
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup(child.pid);
  }, limit);
  const {exitCode, failed} = await child;
  clearTimeout(timer);
  if (late) return `did not come back within ${limit / 1000} s`;
  return failed ? `failed with status ${exitCode ?? 'none'}` : undefined;
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

async function readEnvironment(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

function merged(own: Record<string, string>, login: Record<string, string>): Record<string, string> {
  const {_, SHLVL, PWD, OLDPWD, ...added} = login;
  return {...added, ...own, PATH: searchPath(own.PATH ?? '', login.PATH ?? '')};
}

/** The login shell's order where it knows every folder of ours; else ours first, since this terminal may be in a venv. */
function searchPath(own: string, login: string): string {
  const ours = own.split(':').filter(folder => folder !== '');
  const theirs = login.split(':').filter(folder => folder !== '');
  if (ours.every(folder => theirs.includes(folder))) return theirs.join(':');
  return [...ours, ...theirs.filter(folder => !ours.includes(folder))].join(':');
}
