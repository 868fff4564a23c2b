import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {onTestFinished} from 'vitest';

/** A terminal in the hands of another process; when that is killed, the terminal is gone as with a dropped line. */
export interface TerminalApart {
  /** Resolves with the first group of the match in all that was written to it. */
  seen(pattern: RegExp): Promise<string>;
  type(keys: string): void;
  drop(): void;
}

/** Runs a shell line on a terminal of `script`, whose loss is a real hang-up and not only a signal. */
export function terminalApart(line: string, env: Readonly<Record<string, string | undefined>> = {}): TerminalApart {
  const holder: ChildProcessWithoutNullStreams = spawn('script', ['-qfc', line, '/dev/null'], {
    env: {...process.env, ...env, TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', SHELL: '/bin/sh'},
  });
  let text = '';
  holder.stdout.on('data', chunk => {
    text += String(chunk);
  });
  const drop = () => void holder.kill('SIGKILL');
  onTestFinished(drop);
  return {
    async seen(pattern) {
      for (;;) {
        const found = pattern.exec(text);
        if (found !== null) return found[1] ?? '';
        await sleep(20);
      }
    },
    type: keys => void holder.stdin.write(keys),
    drop,
  };
}

/** Resolves when no process has this id any more; a zombie counts as gone. */
export async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await sleep(20);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
