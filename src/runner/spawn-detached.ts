import {spawn} from 'node:child_process';

export interface DetachedOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Open files for stdin, stdout and stderr; the child gets them as they are, with no pipe in between. */
  readonly files: readonly [stdin: number | 'ignore', stdout: number, stderr: number];
}

export interface Detached {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  readonly ended: Promise<DetachedEnd>;
}

export interface DetachedEnd {
  /** How it ended, in words. */
  readonly how: string;
  /** Undefined where a signal ended it, or where it never ran. */
  readonly code?: number;
}

/** Starts a program as leader of a session of its own, without a terminal, that outlives this process. */
export function spawnDetached(file: string, args: readonly string[], options: DetachedOptions): Detached {
  const child = spawn(file, args, {cwd: '/', env: {...options.env}, stdio: [...options.files], detached: true});
  child.unref();
  const ended = new Promise<DetachedEnd>(resolve => {
    child.once('error', error => resolve({how: error.message}));
    child.once('exit', (code, signal) => {
      resolve(code === null ? {how: `${signal} ended it`} : {how: `it ended with status ${code}`, code});
    });
  });
  return {pid: child.pid, ended};
}
