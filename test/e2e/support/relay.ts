import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {onTestFinished} from 'vitest';
import {programFile} from '../../support/program.js';
import {tempDir} from '../../support/real.js';

export const TOKEN = 'a-token-for-tests-only';

export interface RealRelay {
  readonly port: number;
  readonly tokenFile: string;
  readonly feed: string;
  /** The folder of its journal. */
  readonly state: string;
  /** What it said. */
  log(): string;
  kill9(): Promise<void>;
  /** Starts it again on the same port and journal. */
  restart(): Promise<void>;
  /** Freezes it: the kernel still takes connections for it. */
  pause(): void;
  resume(): void;
}

/** `wk relay` as a process of its own, ready for requests. */
export async function startRelay(port: number, argv: readonly string[] = [], token = TOKEN): Promise<RealRelay> {
  const bin = await programFile();
  const folder = tempDir();
  const tokenFile = path.join(folder, 'token');
  writeFileSync(tokenFile, `${token}\n`);
  const state = path.join(folder, 'state');
  let said = '';
  let child: ChildProcess;
  const start = async () => {
    const args = ['relay', '--listen', `127.0.0.1:${port}`, '--token-file', tokenFile, '--state-dir', state];
    child = spawn(process.execPath, [bin, ...args, ...argv], {
      env: {...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, WK_CONFIG: undefined},
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', chunk => {
      said += String(chunk);
    });
    await untilReady(port, () => said);
  };
  const kill9 = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill9);
  await start();
  return {
    port,
    tokenFile,
    feed: `ws://127.0.0.1:${port}/v1/feed`,
    state,
    log: () => said,
    kill9,
    restart: start,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

async function untilReady(port: number, said: () => string): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(50);
  }
  throw new Error(`the relay is not ready:\n${said()}`);
}
