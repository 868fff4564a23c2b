import {spawn} from 'node:child_process';
import type {Clock} from '../../core/ports.js';

export interface Started {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For its standard input. */
  readonly input: string;
  /** Ms; after it the whole group is killed. */
  readonly timeout: number;
  readonly clock: Pick<Clock, 'after'>;
  readonly signal: AbortSignal;
}

/** How a program ended: by itself, not at all, or because we ended it. */
export type Ending =
  | {readonly how: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string}
  | {readonly how: 'killed'; readonly by: string; readonly stderr: string}
  | {readonly how: 'late'; readonly stderr: string}
  | {readonly how: 'absent'; readonly code: string};

/** Bytes kept of what it prints; the rest is read and left. */
const MOST_OUTPUT = 64 * 1024;
/** Ms between asking a group to end and ending it. */
const MERCY = 2_000;
/** Ms that what it left behind may hold its output open. */
const LINGER = 500;

/**
 * Runs a program without a shell, in a process group of its own, so that nothing of it is left when it is stopped. Rejects
 * only with the signal's reason.
 */
export function run(started: Started): Promise<Ending> {
  const {argv, env, input, timeout, clock, signal} = started;
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {env: {...env}, detached: true, stdio: 'pipe'});
    const out = collected(child.stdout);
    const err = collected(child.stderr);
    let stop: 'late' | 'aborted' | undefined;
    const end = (why: 'late' | 'aborted') => {
      stop ??= why;
      kill(child.pid, 'SIGTERM');
      // Not by the given clock: what does not listen has to go even when time stands still.
      setTimeout(() => kill(child.pid, 'SIGKILL'), MERCY).unref();
    };
    const abort = () => end('aborted');
    const cancel = clock.after(timeout, () => end('late'));
    signal.addEventListener('abort', abort, {once: true});
    const settle = (ending: () => Ending) => {
      cancel();
      signal.removeEventListener('abort', abort);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      if (stop === 'aborted') reject(signal.reason);
      else resolve(stop === 'late' ? {how: 'late', stderr: err()} : ending());
    };
    child.on('error', error => settle(() => ({how: 'absent', code: 'code' in error ? String(error.code) : 'unknown'})));
    child.on('exit', (code, by) => {
      const ending = (): Ending =>
        code === null
          ? {how: 'killed', by: by ?? 'a signal', stderr: err()}
          : {how: 'exited', code, stdout: out(), stderr: err()};
      const late = setTimeout(() => settle(ending), LINGER);
      child.on('close', () => {
        clearTimeout(late);
        settle(ending);
      });
    });
    // A program that does not read its input is no failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function collected(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size < MOST_OUTPUT) chunks.push(chunk);
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, MOST_OUTPUT).toString('utf8');
}

function kill(pid: number | undefined, by: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, by);
  } catch (error) {
    // The group is gone already.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}
