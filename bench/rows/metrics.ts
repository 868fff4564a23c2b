import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {aYear} from '../../test/support/year/year.js';
import type {BenchRow} from '../bench-row.js';
import {inJournalFolder, journalAt} from '../support/journal-folder.js';
import {BIN} from '../support/program.js';
import {BARE_NODE, type CommandLine, medianTimes} from '../support/spawned.js';

const FACTS = 100_000;
const BUDGET = 2_000;
const TURNS = 5;

/** The whole command, from the start of the process to the last figure, over a year of watches. */
export const metrics: BenchRow = {
  name: 'wk metrics, a year of 100,000 facts',
  budget: '<= 2 s',
  run: () =>
    inJournalFolder(async folder => {
      const journal = await journalAt(folder);
      await journal.append(aYear({facts: FACTS, origin: journal.origin}));
      await journal.close();
      const command = commandFor(folder);
      await demandFigures(command);
      const [bare = 0, figure = 0] = await medianTimes([BARE_NODE, command], TURNS);
      return {
        figure,
        unit: 'ms',
        verdict: figure <= BUDGET ? 'pass' : 'fail',
        detail: `node -e 0: ${bare.toFixed(0)} ms`,
      };
    }),
};

function commandFor(folder: string): CommandLine {
  const options = ['--state', folder, '--alertmanager', 'http://127.0.0.1:9', '-o', 'json'];
  return [process.execPath, BIN, 'metrics', '--since', '2025-01-01', '--until', '2026-01-01', ...options];
}

/** A time is worth nothing where nothing was reckoned. */
async function demandFigures([file, ...args]: CommandLine): Promise<void> {
  const {stdout} = await promisify(execFile)(file, args, {maxBuffer: 10_000_000});
  const {measures} = JSON.parse(stdout) as {readonly measures: readonly {readonly id: string; readonly n: number}[]};
  const calls = measures.find(({id}) => id === 'alert-volume')?.n ?? 0;
  if (calls < FACTS / 20) throw new Error(`only ${calls} calls were found among ${FACTS} facts`);
}
