import type {FeedFact} from '../../../src/core/feed/message.js';

/** A note in the journal of a cockpit. */
export function aFact(seq: number, over: Partial<FeedFact> = {}): FeedFact {
  return {
    v: 1,
    seq,
    origin: 'j1',
    at: '2026-11-20T03:00:00.000Z',
    by: 'ana',
    type: 'note.added',
    note: `note-${seq}`,
    text: `the ${seq}. note`,
    ...over,
  };
}
