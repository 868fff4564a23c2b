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
    throw badAnswer(describe(line.error));
  });
}

function describe(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'it is no message';
}
