import type {TerminalScreen} from './open-screen.js';
import type {Emitter, TerminalInput, TerminalOutput} from './terminal-streams.js';

/** Why the process has to go. `gone`: nobody is at the other end of the terminal any more. */
export type LeaveReason =
  | {readonly kind: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT'}
  | {readonly kind: 'gone'}
  | {readonly kind: 'error'; readonly error: unknown};

export interface GuardOptions {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  /** Flushes what must not be lost and tells of an error; runs once, after the terminal was restored or given up. */
  readonly onLeave: (reason: LeaveReason) => Promise<void> | void;
  readonly exit: (code: number) => void;
}

const SIGNALS = {SIGINT: 2, SIGQUIT: 3, SIGTERM: 15, SIGHUP: 1} as const;
const BUG = 70;
/** Whatever hangs, the process is gone by then. */
const LAST_MOMENT_MS = 1800;
/** For the terminal to take its last bytes, so that the flush has the rest of the time. */
const RESTORE_MS = 500;

/**
 * Ends the process in good order whatever ends it: the terminal is restored once, `onLeave` runs, and `exit` is called
 * within 2 s with 128 + n for a signal, 129 for a lost terminal, 70 for an error. The answer lifts the guard.
 */
export function guardTerminal(screen: Pick<TerminalScreen, 'close' | 'isLent'>, options: GuardOptions): () => void {
  let left = false;
  const leave = (reason: LeaveReason) => {
    if (left) return;
    left = true;
    const exit = once(() => options.exit(codeOf(reason)));
    setTimeout(exit, LAST_MOMENT_MS).unref();
    void restoreAndFlush(screen, reason, options).finally(exit);
  };
  const signalled = (signal: NodeJS.Signals) => {
    // `ctrl-c` and `ctrl-\` in a program that has the terminal are meant for that program.
    if ((signal === 'SIGINT' || signal === 'SIGQUIT') && screen.isLent()) return;
    if (isOurs(signal)) leave({kind: 'signal', signal});
  };
  const failed = (error: unknown) => leave({kind: 'error', error});
  const gone = () => leave({kind: 'gone'});
  const outputFailed = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EAGAIN') return;
    gone();
  };
  const {stdin, stdout} = options;
  const events: Emitter = process;
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
  return () => {
    for (const off of lift) off();
  };
}

function isOurs(signal: NodeJS.Signals): signal is keyof typeof SIGNALS {
  return signal in SIGNALS;
}

async function restoreAndFlush(
  screen: Pick<TerminalScreen, 'close'>,
  reason: LeaveReason,
  options: GuardOptions,
): Promise<void> {
  // A failure on the way out must not keep the rest from happening, nor come back as another one.
  await Promise.race([screen.close(), later(reason.kind === 'gone' ? 0 : RESTORE_MS)]).catch(() => undefined);
  await Promise.resolve(reason)
    .then(options.onLeave)
    .catch(() => undefined);
}

function codeOf(reason: LeaveReason): number {
  if (reason.kind === 'signal') return 128 + SIGNALS[reason.signal];
  return reason.kind === 'gone' ? 128 + SIGNALS.SIGHUP : BUG;
}

function listening<T>(emitter: Emitter, event: string, listener: (value: T) => void): () => void {
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
