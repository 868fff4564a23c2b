import {badAnswer, type Caller, knock} from './knock.js';

export interface Watcher extends Caller {
  /** Ends the stream from this side. */
  readonly signal: AbortSignal;
  /** Hears every message in order: a snapshot first. A refusal arrives as a rejection instead. */
  onMessage(message: unknown): void;
}

/** Follows the holder of the journal until the signal aborts. Rejects with `DoorError` when the holder goes or is silent. */
export async function watchDoor(watcher: Watcher): Promise<void> {
  await knock(watcher, {watch: true}, line => {
    if ('message' in line) {
      watcher.onMessage(line.message);
      return false;
    }
    throw badAnswer(describe(line.error));
  });
}

function describe(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'it is no message';
}
