import {type Journal, JournalError} from '../../../core/ports.js';
import type {Fact} from '../../../core/shift/fact.js';
import {prepare} from '../prepare.js';
import {isSnapshot, restore} from './snapshot.js';
import {emptyStream, type Stream, type StreamOptions, take} from './stream.js';
import {readStreamFact} from './stream-fact.js';

export interface Replayed {
  readonly stream: Stream;
  /** How much the segment that is written to holds beside its snapshot. */
  readonly written: {readonly count: number; readonly bytes: number};
}

/** What the journal holds. Rejects with {@link JournalError} when this version cannot go on from it. */
export async function replayStream(journal: Journal, options: Omit<StreamOptions, 'epoch'>): Promise<Replayed> {
  const {origin, snapshot, facts} = await journal.replay();
  const stream = emptyStream({...options, epoch: origin});
  if (snapshot !== undefined) {
    if (!isSnapshot(snapshot)) throw newer('holds a snapshot');
    restore(stream, snapshot);
  }
  let count = 0;
  let bytes = 0;
  for (const fact of facts) {
    if (fact.origin !== origin || fact.seq <= stream.window.head) continue;
    bytes += takeFact(stream, fact);
    count += 1;
  }
  return {stream, written: {count, bytes}};
}

function takeFact(stream: Stream, fact: Fact): number {
  if (fact.seq !== stream.window.head + 1) throw gap(stream.window.head + 1, fact.seq);
  const read = readStreamFact(fact);
  if (read === undefined) throw newer(`holds "${fact.type}" in version ${fact.v}`);
  return take(stream, prepare(read.entry), Date.parse(read.at)).bytes;
}

function newer(what: string): JournalError {
  return new JournalError('newer', `the relay's journal ${what}, which this version does not know`, {
    hint: 'Upgrade watchkeeper here, or give the relay another state folder.',
  });
}

function gap(wanted: number, found: number): JournalError {
  return new JournalError('corrupt', `the relay's journal goes on with entry ${found} where ${wanted} belongs`, {
    hint: 'Nothing was changed. Put the missing file back from a backup, or give the relay another state folder.',
  });
}
