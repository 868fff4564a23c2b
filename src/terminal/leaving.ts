import {plainText} from '../lib/plain-text.js';
import type {TerminalScreen} from './open-screen.js';
import type {Emitter, TerminalInput, TerminalOutput} from './terminal-streams.js';

/** Why the process has to go. `gone`: nobody is at the other end of the terminal any more. */
export type LeaveReason =
  | {readonly kind: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'}
  | {readonly kind: 'gone'}
  | {readonly kind: 'error'; readonly error: unknown};

export interface GuardOptions {
  /** Flushes what must not be lost; runs once, after the terminal was restored or given up. */
  readonly onLeave: (reason: LeaveReason) => Promise<void> | void;
  /** Tells of an error that nobody caught, on a terminal that is restored; on stderr when left out. */
  readonly onError?: (error: unknown) => void;
  /** What ends the process, and where its ends are: those of `process` when left out. */
  readonly exit?: (code: number) => void;
  readonly stdin?: TerminalInput;
  readonly stdout?: TerminalOutput;
}

/** The watch over a terminal; `stop` ends it, once the program has left in its own way. */
export interface Guard {
  stop(): void;
}

const SIGNALS = {SIGINT: 2, SIGTERM: 15, SIGHUP: 1} as const;
const BUG = 70;
/** Whatever hangs, the process is gone by then. */
const LAST_MOMENT_MS = 1800;
/** For the terminal to take its last bytes, so that the flush has the rest of the time. */
const RESTORE_MS = 500;

/**
 * Ends the process in good order whatever ends it: the terminal is restored once, `onLeave` runs, and `exit` is called
 * within 2 s with 128 + n for a signal, 129 for a lost terminal, 70 for an error.
 */
export function guardTerminal(screen: Pick<TerminalScreen, 'close' | 'isLent'>, options: GuardOptions): Guard {
  let left = false;
  const leave = (reason: LeaveReason) => {
    if (left) return;
    left = true;
    const {exit: end = (code: number) => process.exit(code)} = options;
    const exit = once(() => end(codeOf(reason)));
    setTimeout(exit, LAST_MOMENT_MS).unref();
    void restoreAndFlush(screen, reason, options).finally(exit);
  };
  const signalled = (signal: NodeJS.Signals) => {
    // `ctrl-c` in a program that has the terminal is meant for that program.
    if (signal === 'SIGINT' && screen.isLent()) return;
    if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') leave({kind: 'signal', signal});
  };
  const failed = (error: unknown) => leave({kind: 'error', error});
  const gone = () => leave({kind: 'gone'});
  const outputFailed = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EAGAIN') return;
    gone();
  };
  const {stdin = process.stdin, stdout = process.stdout} = options;
  const events = process as unknown as Emitter;
  const lift = [
    ...Object.keys(SIGNALS).map(signal => listening(events, signal, signalled)),
    listening(events, 'uncaughtException', failed),
    listening(events, 'unhandledRejection', failed),
    listening(stdin, 'end', gone),
    listening(stdin, 'close', gone),
    listening(stdin, 'error', gone),
    listening(stdout, 'error', outputFailed),
    listening(stdout, 'close', gone),
  ];
  return {
    stop() {
      for (const off of lift) off();
    },
  };
}

async function restoreAndFlush(
  screen: Pick<TerminalScreen, 'close'>,
  reason: LeaveReason,
  options: GuardOptions,
): Promise<void> {
  // A failure on the way out must not keep the rest from happening, nor come back as another one.
  await Promise.race([screen.close(), later(reason.kind === 'gone' ? 0 : RESTORE_MS)]).catch(() => undefined);
  if (reason.kind === 'error') (options.onError ?? tell)(reason.error);
  await Promise.resolve(reason)
    .then(options.onLeave)
    .catch(() => undefined);
}

/** An error's text may be a remote's. */
function tell(error: unknown): void {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Stopped by an error that is a bug:\n${plainText(what, {multiline: true})}\n`);
}

function codeOf(reason: LeaveReason): number {
  if (reason.kind === 'signal') return 128 + SIGNALS[reason.signal];
  return reason.kind === 'gone' ? 128 + SIGNALS.SIGHUP : BUG;
}

function listening(emitter: Emitter, event: string, listener: (value: never) => void): () => void {
  emitter.on(event, listener);
  return () => void emitter.off(event, listener);
}

function later(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}

function once(task: () => void): () => void {
  let done = false;
  return () => {
    if (!done) task();
    done = true;
  };
}
