import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';

/** A real program that serves on loopback, started for a test. */
export interface RealServer {
  readonly url: string;
  readonly port: number;
  /** Of the process that runs now; another one after a restart. */
  readonly pid: number;
  /** What it wrote to stdout and stderr so far. */
  log(): string;
  stop(): Promise<void>;
  /** Ends it and starts it again on the same port; `wipe` runs in between. */
  restart(wipe?: () => void): Promise<void>;
  /** Ends it as a crash would; `restart` brings it back. */
  kill9(): Promise<void>;
  /** Freezes it: connections are taken by the kernel and never answered. */
  pause(): void;
  resume(): void;
}

export interface ServerProgram {
  readonly binary: string;
  readonly args: readonly string[];
  readonly port: number;
  /** Where it serves, if not by HTTP. */
  readonly url?: string;
  readonly cwd: string;
  /** Path that answers 200 once the server serves; or a question of another protocol that says whether it does. */
  readonly ready: string | (() => Promise<boolean>);
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the program and resolves when it serves; rejects with its log when it ends before that. */
export async function startServer(program: ServerProgram): Promise<RealServer> {
  const url = program.url ?? `http://127.0.0.1:${program.port}`;
  const output: string[] = [];
  const start = () => spawnReady(program, url, output);
  let child = await start();
  return {
    url,
    port: program.port,
    get pid() {
      return child.pid ?? 0;
    },
    log: () => output.join(''),
    stop: () => end(child),
    async restart(wipe) {
      await end(child);
      wipe?.();
      child = await start();
    },
    kill9: () => endWith(child, 'SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

async function spawnReady(program: ServerProgram, url: string, output: string[]): Promise<ChildProcess> {
  const child = spawn(program.binary, program.args, {cwd: program.cwd, stdio: ['ignore', 'pipe', 'pipe']});
  running.add(child);
  child.once('exit', () => running.delete(child));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => output.push(String(chunk)));
  const failed = once(child, 'error').then(([error]) => Promise.reject(error));
  const {ready} = program;
  const serves = typeof ready === 'string' ? () => answers(`${url}${ready}`) : ready;
  await Promise.race([untilServing(child, serves, output), failed]);
  return child;
}

async function untilServing(
  child: ChildProcess,
  serves: () => Promise<boolean>,
  output: readonly string[],
): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await serves())) {
    if (hasEnded(child)) throw new Error(`${child.spawnfile} ended before it served:\n${output.join('')}`);
    if (Date.now() > deadline) {
      await end(child);
      throw new Error(`${child.spawnfile} does not serve:\n${output.join('')}`);
    }
    await sleep(30);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {signal: AbortSignal.timeout(2_000)});
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGCONT');
  const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await endWith(child, 'SIGTERM');
  clearTimeout(patience);
}

async function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
