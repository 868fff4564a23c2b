import {execFileSync} from 'node:child_process';
import {rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {nodeFiles} from '../../src/lib/node/files.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, note, notes, readAll} from './support/journals.js';

test('a disk that really is full refuses, gives up the reserve, and recovers without a restart', async context => {
  const disk = await temporaryFolder();
  if (!mounted(disk)) return context.skip('needs the right to mount a small tmpfs');
  onTestFinished(() => void execFileSync('umount', [disk]));
  const journal = await journalIn(join(disk, 'state'), {files: nodeFiles});
  await journal.append([note(1)]);
  await expect.poll(() => journal.health().reserve).toBe(true);
  const ballast = join(disk, 'ballast');
  await writeFile(ballast, Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined);

  let seq = 1;
  const text = 'x'.repeat(4000);
  const refused = await fillUp(async () => {
    await journal.append([note(seq + 1, text)]);
    seq++;
  });
  expect(refused).toMatchObject({kind: 'full'});
  expect(seq).toBeGreaterThan(300);
  expect(journal.health()).toMatchObject({writable: true, reserve: false, trouble: {kind: 'full'}});
  const {size} = await stat(journal.health().segment?.path ?? '');
  expect(journal.health().segment?.bytes).toBe(size);

  await rm(ballast);
  await journal.append([note(seq + 1, text)]);
  await journal.close();
  expect(await readAll(join(disk, 'state'))).toEqual([
    note(1),
    ...notes(2, seq + 1).map(({seq: number}) => note(number, text)),
  ]);
});

function mounted(disk: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}

async function fillUp(step: () => Promise<void>): Promise<unknown> {
  for (let count = 0; count < 10_000; count++) {
    try {
      await step();
    } catch (error) {
      return error;
    }
  }
  return undefined;
}
