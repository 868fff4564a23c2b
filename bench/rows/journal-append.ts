import type {BenchRow} from '../bench-row.js';
import {inJournalFolder, journalAt} from '../support/journal-folder.js';
import {nightFacts} from '../support/night-facts.js';

const FACTS = 20_000;
const WRITERS = 200;
const BUDGET = 2_000;

/** Many hands at once, each waiting until its one fact would survive a crash. */
export const journalAppend: BenchRow = {
  name: 'journal: durable append',
  budget: '>= 2,000 facts/s',
  run: () =>
    inJournalFolder(async folder => {
      const journal = await journalAt(folder);
      const facts = nightFacts(journal.origin, FACTS).values();
      const started = performance.now();
      const writer = async () => {
        for (const fact of facts) await journal.append([fact]);
      };
      await Promise.all(Array.from({length: WRITERS}, writer));
      const rate = FACTS / ((performance.now() - started) / 1_000);
      await journal.close();
      return {figure: rate, unit: 'facts/s', verdict: rate >= BUDGET ? 'pass' : 'fail', detail: `${WRITERS} at once`};
    }),
};
