import {once} from 'node:events';
import {expect, test} from 'vitest';
import {temporaryFolder} from '../journal/support/folders.js';
import {journalIn, readAll} from '../journal/support/journals.js';
import {type Program, start} from '../journal/support/programs.js';
import {describeReal} from '../support/real.js';
import {some} from '../support/soak.js';

/** What changes a journal on the disk: its bytes, when they are there for good, and the names of its files. */
const CALLS = ['write', 'fdatasync', 'fsync', 'rename', 'unlink'];
const NTH = Array.from({length: 40}, (_, index) => index + 1);

/** A writer that is killed as it enters the nth such call. */
function doomed(folder: string, call: string, nth: number): Promise<Program> {
  const inject = `inject=${call}:signal=KILL:when=${nth}`;
  const flags = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
  return start('writer', [folder, '100'], ['strace', ...flags, process.execPath]);
}

async function endOf({child}: Program): Promise<NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode;
}

describeReal('a writer of the journal that is killed', ['strace'], () => {
  test.for(
    some(
      CALLS.flatMap(call => NTH.map(nth => ({call, nth}))),
      6,
    ),
  )(
    'as it enters $call number $nth loses no acknowledged fact, and what it leaves opens',
    async ({call, nth}, context) => {
      const folder = await temporaryFolder();
      for (let round = 0; round < 2; round++) {
        const writer = await doomed(folder, call, nth);
        const said = await writer.rest();
        if ((await endOf(writer)) !== 'SIGKILL') return context.skip('needs the right to trace a process');
        const acknowledged = said.filter(line => /^\d+$/.test(line)).map(Number);
        const journal = await journalIn(folder);
        await journal.close();
        const facts = await readAll(folder);
        expect(facts.map(({seq}) => seq)).toEqual(facts.map((_, index) => index + 1));
        expect(facts.length).toBeGreaterThanOrEqual(Math.max(0, ...acknowledged));
      }
    },
  );
});
