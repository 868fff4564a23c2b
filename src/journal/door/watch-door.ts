import {DoorError} from './door-error.js';
import {badAnswer, type Caller, knock} from './knock.js';
import type {DoorRequest} from './protocol.js';

export interface Watcher extends Caller {
  /** Ends the stream from this side. */
  readonly signal: AbortSignal;
  /** Ends soon by itself. */
  readonly brief?: boolean;
  readonly wants?: DoorRequest['wants'];
  /** Hears every message in order: a snapshot first. A refusal arrives as a rejection instead. */
  onMessage(message: unknown): void;
}

/** Follows the holder of the journal until the signal aborts. Rejects with `DoorError` when the holder goes or is silent. */
export async function watchDoor(watcher: Watcher): Promise<void> {
  const {brief = false, wants = []} = watcher;
  await knock(watcher, {watch: true, ...(brief ? {brief} : {}), ...(wants.length === 0 ? {} : {wants})}, line => {
    if ('message' in line) {
      watcher.onMessage(line.message);
      return false;
    }
    throw refusalIn(line.error);
  });
}

/** A refusal says itself what is wrong and what to do. */
function refusalIn(error: unknown): DoorError {
  const isSaid = typeof error === 'object' && error !== null && 'message' in error && 'hint' in error;
  if (!isSaid) return badAnswer('it is no message');
  return new DoorError('bad-answer', String(error.message), {hint: String(error.hint)});
}
