import type {Journal, JournalError} from '../../core/ports.js';

/** Stands in for a journal that is damaged in its middle: knows nothing, and refuses every fact for the same reason. */
export function untrustedJournal(reason: JournalError): Journal {
  return {
    replay: async () => ({origin: 'unrecorded', facts: [], repaired: `${reason.message} ${reason.hint}`}),
    append: async () => {
      throw reason;
    },
    rotate: async () => {
      throw reason;
    },
    close: async () => undefined,
  };
}
