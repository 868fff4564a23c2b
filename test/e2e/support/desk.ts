import {execFile} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {onTestFinished} from 'vitest';
import {type Launched, type LaunchOptions, launch} from '../../support/launch.js';
import {programFile} from '../../support/program.js';
import {tempDir} from '../../support/real.js';

export interface Ran {
  /** Exit code; -1 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An operator's account: a home, a configuration and a state folder of its own. Processes end with the test. */
export interface Desk {
  readonly bin: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `wk` on a terminal of its own. */
  cockpit(options?: Pick<LaunchOptions, 'cols' | 'rows' | 'command'> & {readonly argv?: readonly string[]}): Launched;
  /** `wk ...argv` without a terminal, to its end. */
  wk(argv: readonly string[], node?: string): Promise<Ran>;
}

/** `config` is the configuration file, YAML. */
export async function openDesk(config: string, operator = 'ana'): Promise<Desk> {
  const bin = await programFile();
  const home = tempDir();
  const state = path.join(home, 'state');
  mkdirSync(path.join(home, 'config'));
  writeFileSync(path.join(home, 'config/config.yaml'), `operator: ${operator}\n${config}`);
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: undefined,
    XDG_STATE_HOME: undefined,
    ALERTMANAGER_URL: undefined,
    WK_OPERATOR: undefined,
    WK_CONFIG: path.join(home, 'config/config.yaml'),
    WK_STATE: state,
  };
  return {
    bin,
    state,
    env,
    cockpit: ({argv = [], ...options} = {}) => endedWithTest(launch([bin, ...argv], {cwd: home, ...options, env})),
    wk: (argv, node = process.execPath) => run(node, [bin, ...argv], {cwd: home, env}),
  };
}

/**
 * Leaves the cockpit from whatever view, and says yes where acks are still open; again and again, since a key that comes
 * before a question is painted does not answer it. Resolves with the exit code.
 */
export async function leave(cockpit: Launched): Promise<number> {
  let code: number | undefined;
  void cockpit.exit.then(({exitCode}) => {
    code = exitCode;
  });
  const deadline = Date.now() + 15_000;
  while (code === undefined) {
    const shown = cockpit.screen().join('\n');
    if (Date.now() > deadline) throw new Error(`the cockpit does not leave:\n${shown}`);
    cockpit.type(shown.includes('y yes') ? 'y' : 'q');
    await sleep(300);
  }
  return code;
}

/** Kills the program when the test is over, if it still runs. */
export function endedWithTest(launched: Launched): Launched {
  let ended = false;
  void launched.exit.then(() => {
    ended = true;
  });
  onTestFinished(async () => {
    if (!ended) launched.kill('SIGKILL');
    await launched.exit;
  });
  return launched;
}

function run(
  command: string,
  argv: readonly string[],
  options: {readonly cwd: string; readonly env: Desk['env']},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(command, [...argv], {...options, maxBuffer: 64 * 1024 * 1024}, (error, stdout, stderr) => {
      const code = error === null ? 0 : (error.code ?? -1);
      if (typeof code === 'string') reject(error);
      else resolve({code, stdout, stderr});
    });
  });
}
