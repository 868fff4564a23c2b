import {writeSync} from 'node:fs';
import type {Keyboard} from './keyboard.js';
import type {ScreenWriter} from './screen-writer.js';
import {setBlocking, type TerminalOutput} from './terminal-streams.js';

export interface OwnershipParts {
  readonly out: TerminalOutput;
  readonly writer: ScreenWriter;
  readonly keyboard: Keyboard;
  /** Bytes that make the terminal ours, and that undo it. */
  readonly enter: string;
  readonly leave: () => string;
  /** Somebody asks from outside that the job stops, while the terminal is ours: it has to be given back first. */
  readonly stopping: () => void;
}

/** Who has the terminal: we, nobody any more, or for a while the shell or a child. */
export interface Ownership {
  /** Steps back while `use` runs, and takes the terminal again afterwards; undefined where it is not ours to lend. */
  lend<T>(use: () => Promise<T>): Promise<T | undefined>;
  isLent(): boolean;
  close(): Promise<void>;
}

/** Takes the terminal: raw mode first, so that nothing typed is echoed into the picture. */
export function takeTerminal(parts: OwnershipParts): Ownership {
  let state: 'ours' | 'lent' | 'closed' = 'ours';
  let closing: Promise<void> | undefined;
  // Not while it is lent: then a stop is meant for all of the job, and is the kernel's business.
  const hearStops = (hear: boolean) => {
    process.off('SIGTSTP', parts.stopping);
    if (hear) process.on('SIGTSTP', parts.stopping);
  };
  const take = () => {
    hearStops(true);
    setBlocking(parts.out, false);
    parts.keyboard.start();
    parts.writer.enter(parts.enter);
  };
  const giveBack = async () => {
    await parts.keyboard.stop();
    await parts.writer.leave(parts.leave());
    setBlocking(parts.out, true);
    hearStops(false);
  };
  const watches = watchProcess({
    continued: () => {
      // Somebody stopped us from outside, and the shell had the terminal meanwhile.
      if (state === 'ours') take();
    },
    exiting: () => {
      if (state === 'ours') writeNow(parts.out, parts.leave());
    },
  });
  const close = async () => {
    const had = state;
    state = 'closed';
    if (had === 'ours') await giveBack();
    watches.end();
  };
  take();
  return {
    async lend(use) {
      if (state !== 'ours') return undefined;
      state = 'lent';
      try {
        await giveBack();
        return await use();
      } finally {
        if (isStill(state, 'lent')) {
          state = 'ours';
          take();
        }
      }
    },
    isLent: () => state === 'lent',
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** What a variable holds may have changed while we waited, which the compiler cannot see. */
function isStill<T>(now: T, then: T): boolean {
  return now === then;
}

function watchProcess({continued, exiting}: {readonly continued: () => void; readonly exiting: () => void}) {
  process.on('SIGCONT', continued);
  process.on('exit', exiting);
  return {
    end() {
      process.off('SIGCONT', continued);
      process.off('exit', exiting);
    },
  };
}

/** The last resort where somebody ends the process without closing the screen. */
function writeNow(out: TerminalOutput, bytes: string): void {
  try {
    if (out.fd !== undefined && out.fd >= 0) writeSync(out.fd, bytes);
  } catch {
    // The terminal is gone or stalled, and there is no later.
  }
}
