import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {journalAt} from '../journal-folder.js';

/** ms: opening, checking and reading, then folding. */
export interface Replayed {
  readonly read: number;
  readonly folded: number;
  readonly seq: number;
}

const [folder = '', turns = '1'] = process.argv.slice(2);
const replayed: Replayed[] = [];
for (let turn = 0; turn < Number(turns); turn++) replayed.push(await replay());
process.send?.(replayed);
process.disconnect?.();

async function replay(): Promise<Replayed> {
  const started = performance.now();
  const journal = await journalAt(folder);
  const {origin, facts} = await journal.replay();
  const read = performance.now();
  const {seq} = fold(initialShift(origin), facts);
  const folded = performance.now();
  await journal.close();
  return {read: read - started, folded: folded - read, seq};
}
