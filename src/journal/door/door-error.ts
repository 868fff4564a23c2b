import type {Holder} from '../holder.js';
import type {DoorTrouble} from './protocol.js';

/**
 * Why nothing came of knocking. After `absent` and `leaving` nothing was done, and soon whoever gets the lock may write;
 * after `lost` the same, but it may have been done.
 */
export class DoorError extends Error {
  override name = 'DoorError' as const;
  readonly kind: 'absent' | 'silent' | 'lost' | 'bad-answer' | 'too-large' | DoorTrouble;
  readonly hint: string;

  constructor(kind: DoorError['kind'], message: string, options: {readonly hint: string; readonly cause?: unknown}) {
    super(message, {cause: options.cause});
    this.kind = kind;
    this.hint = options.hint;
  }
}

/** Whether the holder has gone or is about to, so that another one is to be looked for, or the lock to be taken. */
export function isGone({kind}: DoorError): boolean {
  return kind === 'absent' || kind === 'leaving' || kind === 'lost';
}

export function absent(): DoorError {
  return new DoorError('absent', 'no watchkeeper holds the journal here', {
    hint: 'Start wk, or let the command write by itself.',
  });
}

export function silent(
  holder: Holder | undefined,
  options: {readonly timeoutMs: number; readonly stopped: boolean},
): DoorError {
  const who = holder === undefined ? 'the watchkeeper that holds the journal' : `watchkeeper with pid ${holder.pid}`;
  const state = options.stopped ? 'it is stopped' : 'stopped?';
  return new DoorError('silent', `${who} has not answered for ${options.timeoutMs / 1000} s (${state})`, {
    hint:
      holder === undefined
        ? 'Nothing was written around it; see what it does, or end it.'
        : `Nothing was written around it: bring it back with \`fg\` in its own terminal, or end it (pid ${holder.pid}).`,
  });
}

export function lost(cause?: unknown): DoorError {
  return new DoorError('lost', 'the watchkeeper that holds the journal ended before it answered', {
    hint: 'See with `wk log` whether it was still done, then try again.',
    cause,
  });
}
