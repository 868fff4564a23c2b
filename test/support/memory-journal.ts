import {type Journal, JournalError, type Replay} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';

export interface MemoryJournal extends Journal {
  /** What has been made durable, in order. */
  readonly facts: Fact[];
  /** How many facts each append carried. */
  readonly appends: number[];
  /** While set, appends are rejected with it. */
  failure: JournalError | undefined;
  /** While set, appends wait for it before they are durable. */
  hold: Promise<void> | undefined;
  snapshot: unknown;
}

/** A journal in memory, with the promises of the real one, and with faults on demand. */
export function memoryJournal(start: {readonly facts?: readonly Fact[]; readonly origin?: string} = {}): MemoryJournal {
  const journal: MemoryJournal = {
    facts: [...(start.facts ?? [])],
    appends: [],
    failure: undefined,
    hold: undefined,
    snapshot: undefined,
    replay: async (): Promise<Replay> => ({
      origin: start.origin ?? 'here',
      ...(journal.snapshot === undefined ? {} : {snapshot: journal.snapshot}),
      facts: [...journal.facts],
    }),
    append: async facts => {
      await journal.hold;
      if (journal.failure !== undefined) throw journal.failure;
      journal.appends.push(facts.length);
      journal.facts.push(...facts);
    },
    rotate: async snapshot => {
      journal.snapshot = JSON.parse(JSON.stringify(snapshot));
    },
    close: async () => undefined,
  };
  return journal;
}

export function diskFull(): JournalError {
  return new JournalError('full', 'the disk is full', {hint: 'Free some space.'});
}
