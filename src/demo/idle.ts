import {subscribe, unsubscribe} from 'node:diagnostics_channel';

/** Turns of the event loop in which nothing may be under way before that counts as rest. */
const QUIET_TURNS = 4;

export interface IdleWatch {
  /** Resolves when no HTTP request and no file operation of this process is under way, and no work waits for its turn. */
  idle(): Promise<void>;
  stop(): void;
}

/**
 * Watches what this process has under way, without asking those who began it: requests of undici and of `fetch` by
 * their diagnostics channels, file operations by what keeps the event loop. `also` adds what cannot be seen from here.
 */
export function idleWatch(also: () => boolean = () => false): IdleWatch {
  const requests = new Set<unknown>();
  const begun = (message: unknown) => void requests.add(requestOf(message));
  const ended = (message: unknown) => void requests.delete(requestOf(message));
  subscribe('undici:request:create', begun);
  subscribe('undici:request:trailers', ended);
  subscribe('undici:request:error', ended);
  return {
    async idle() {
      for (let quiet = 0; quiet < QUIET_TURNS; ) {
        await turn();
        // Asking for file operations is slow, and while they are under way later turns see them too.
        const asks = quiet === 0 || quiet === QUIET_TURNS - 1;
        const busy = requests.size > 0 || (asks && isReadingOrWriting()) || also();
        quiet = busy ? 0 : quiet + 1;
      }
    },
    stop() {
      unsubscribe('undici:request:create', begun);
      unsubscribe('undici:request:trailers', ended);
      unsubscribe('undici:request:error', ended);
    },
  };
}

function requestOf(message: unknown): unknown {
  return (message as {readonly request: unknown}).request;
}

function isReadingOrWriting(): boolean {
  return process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'));
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
