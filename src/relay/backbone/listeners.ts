import type {Entry} from './backbone.js';

export type Listener = (entries: readonly Entry[] | undefined) => void;

export interface Listeners {
  tell(entries: readonly Entry[] | undefined): void;
  add(listener: Listener): () => void;
}

/** One that throws is reported to `warn` and does not keep the others from hearing. */
export function openListeners(warn: (message: string) => void): Listeners {
  const listeners = new Set<{readonly hear: Listener}>();
  return {
    tell(entries) {
      for (const {hear} of listeners) {
        try {
          hear(entries);
        } catch (error) {
          warn(`a listener to the stream failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
        }
      }
    },
    add(hear) {
      const one = {hear};
      listeners.add(one);
      return () => void listeners.delete(one);
    },
  };
}
