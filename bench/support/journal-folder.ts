import {mkdtemp, rm} from 'node:fs/promises';
import {type DiskJournal, openJournal} from '../../src/journal/open-journal.js';
import {randomId} from '../../src/lib/node/random-ids.js';
import {systemClock} from '../../src/lib/node/system-clock.js';

/** Runs the work on a folder for a journal, on the project's disk rather than in a memory file system, gone after it. */
export async function inJournalFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp('.bench/journal-');
  try {
    return await work(folder);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

export function journalAt(folder: string): Promise<DiskJournal> {
  return openJournal({folder, clock: systemClock, ids: randomId});
}
