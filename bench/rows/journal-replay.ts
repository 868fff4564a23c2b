import {fold, initialShift} from '../../src/core/shift/fold.js';
import type {BenchRow} from '../bench-row.js';
import {inJournalFolder, journalAt} from '../support/journal-folder.js';
import {nightFacts} from '../support/night-facts.js';
import {median} from '../support/spawned.js';

const FACTS = 50_000;
const BUDGET = 300;

/** Opening, checking, reading and folding a journal, the first time in a process and warm. */
export const journalReplay: BenchRow = {
  name: 'journal: replay of 50,000 facts',
  budget: '<= 300 ms',
  run: () =>
    inJournalFolder(async folder => {
      await write(folder);
      const first = await timeReplay(folder);
      const warm = [];
      for (let turn = 0; turn < 5; turn++) warm.push((await timeReplay(folder)).total);
      return {
        figure: first.total,
        unit: 'ms',
        verdict: first.total <= BUDGET ? 'pass' : 'fail',
        detail: `folding: ${first.folding.toFixed(0)} ms of it; all warm: ${median(warm).toFixed(0)} ms`,
      };
    }),
};

async function write(folder: string): Promise<void> {
  const journal = await journalAt(folder);
  await journal.append(nightFacts(journal.origin, FACTS));
  await journal.close();
}

async function timeReplay(folder: string): Promise<{readonly total: number; readonly folding: number}> {
  const started = performance.now();
  const journal = await journalAt(folder);
  const {origin, facts} = await journal.replay();
  const read = performance.now();
  const state = fold(initialShift(origin), facts);
  const folded = performance.now();
  await journal.close();
  if (state.seq !== FACTS) throw new Error(`replayed ${state.seq} of ${FACTS} facts`);
  return {total: folded - started, folding: folded - read};
}
