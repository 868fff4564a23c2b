import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Fact} from '../../../src/core/shift/fact.js';
import {type DiskJournal, type JournalOptions, openJournal} from '../../../src/journal/open-journal.js';
import {type FactFilter, readFacts} from '../../../src/journal/read-facts.js';
import {type Files, nodeFiles} from '../../../src/lib/node/files.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';

export const ORIGIN = 'j-test';

/** A disk with too little room for a reserve, which costs time to write. */
const noReserve: Files = {...nodeFiles, statfs: async () => ({bavail: 0, bsize: 4096})};

function options(folder: string, rest: Partial<JournalOptions> = {}): JournalOptions {
  return {folder, clock: systemClock, ids: prefix => `${prefix}-test`, files: noReserve, ...rest};
}

/** A journal on a real folder, with the origin `j-test` when it is new. */
export function journalIn(folder: string, rest: Partial<JournalOptions> = {}): Promise<DiskJournal> {
  return openJournal(options(folder, rest));
}

export function note(seq: number, text = `note ${seq}`, origin = ORIGIN): Fact {
  return {
    v: 1,
    seq,
    origin,
    at: new Date(1_790_000_000_000 + seq).toISOString(),
    by: 'ana',
    type: 'note.added',
    note: `n${seq}`,
    text,
  };
}

export function notes(from: number, to: number): Fact[] {
  return Array.from({length: to - from + 1}, (_, index) => note(from + index));
}

/** What a fresh reader finds. */
export async function replayed(folder: string): Promise<readonly Fact[]> {
  const journal = await journalIn(folder, {readOnly: true});
  return (await journal.replay()).facts;
}

export function segmentFile(folder: string, number: number): string {
  return join(folder, 'segments', `${String(number).padStart(6, '0')}.jsonl`);
}

export async function linesOf(folder: string, number: number): Promise<string[]> {
  return (await readFile(segmentFile(folder, number), 'utf8')).split('\n').slice(0, -1);
}

/** What the reading commands see. */
export async function readAll(folder: string, filter: FactFilter = {}): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const fact of readFacts(folder, filter)) facts.push(fact);
  return facts;
}
