import {once} from 'node:events';
import type {BenchRow} from '../bench-row.js';
import {forked} from '../support/forked.js';
import {inJournalFolder, journalAt} from '../support/journal-folder.js';
import {nightFacts} from '../support/night-facts.js';
import type {Replayed} from '../support/programs/replay.js';
import {median} from '../support/spawned.js';

const FACTS = 50_000;
const BUDGET = 300;
const STARTS = 5;
const TURNS = 6;

/** Opening, checking, reading and folding a journal, as a process does it first, and warm. */
export const journalReplay: BenchRow = {
  name: 'journal: replay of 50,000 facts',
  budget: '<= 300 ms',
  run: () =>
    inJournalFolder(async folder => {
      await write(folder);
      const firsts: Replayed[] = [];
      const plain: number[] = [];
      for (let start = 0; start < STARTS; start++) {
        firsts.push(...(await replays(folder, 1)));
        plain.push(await plainParse(folder));
      }
      const [, ...warm] = await replays(folder, TURNS);
      const figure = median(firsts.map(total));
      return {
        figure,
        unit: 'ms',
        ratio: figure / median(plain),
        verdict: figure <= BUDGET ? 'pass' : 'fail',
        detail: `JSON.parse of its lines: ${median(plain).toFixed(0)} ms; folding: ${median(firsts.map(({folded}) => folded)).toFixed(0)} ms; warm: ${median(warm.map(total)).toFixed(0)} ms`,
      };
    }),
};

async function write(folder: string): Promise<void> {
  const journal = await journalAt(folder);
  await journal.append(nightFacts(journal.origin, FACTS));
  await journal.close();
}

/** In a process of its own: what other rows have done to the heap of this one is no part of it. */
async function replays(folder: string, turns: number): Promise<readonly Replayed[]> {
  const child = await forked('bench/support/programs/replay.ts', [folder, String(turns)]);
  const [replayed] = (await once(child, 'message')) as [readonly Replayed[]];
  const short = replayed.find(({seq}) => seq !== FACTS);
  if (short !== undefined) throw new Error(`replayed ${short.seq} of ${FACTS} facts`);
  return replayed;
}

/** What nobody can do without, ms: its lines read and parsed one by one, in a process of its own too. */
async function plainParse(folder: string): Promise<number> {
  const child = await forked('bench/support/programs/parse-lines.ts', [folder]);
  const [ms] = (await once(child, 'message')) as [number];
  return ms;
}

function total({read, folded}: Replayed): number {
  return read + folded;
}
