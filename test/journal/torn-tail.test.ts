import {copyFile, mkdir, readdir, readFile, stat, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {counted} from '../../src/core/counted.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, note, notes, ORIGIN, readAll, segmentFile} from './support/journals.js';

describe('a line that a crash tore', () => {
  test('is moved aside wherever it was torn, and the journal goes on', async () => {
    const folder = await temporaryFolder();
    const whole = await write(folder, 2);
    const {size} = await stat(segmentFile(folder, 1));
    const text = await readFile(segmentFile(folder, 1));
    const lastLine = text.lastIndexOf('\n', size - 2) + 1;
    for (let length = lastLine + 1; length < size; length++) {
      const torn = join(whole, String(length));
      await mkdir(join(torn, 'segments'), {recursive: true});
      await copyFile(segmentFile(folder, 1), segmentFile(torn, 1));
      await truncate(segmentFile(torn, 1), length);
      await expectRepaired(torn, text.subarray(lastLine, length));
    }
  });

  test('is left alone by readers', async () => {
    const folder = await temporaryFolder();
    await write(folder, 3);
    const {size} = await stat(segmentFile(folder, 1));
    await truncate(segmentFile(folder, 1), size - 5);
    expect(await readAll(folder)).toEqual(notes(1, 2));
    const reader = await journalIn(folder, {readOnly: true});
    expect(await reader.replay()).toEqual({origin: ORIGIN, facts: notes(1, 2)});
    expect((await stat(segmentFile(folder, 1))).size).toBe(size - 5);
  });

  test('is found when the disk kept its length and lost its bytes', async () => {
    const folder = await temporaryFolder();
    await write(folder, 2);
    const bytes = await readFile(segmentFile(folder, 1));
    await writeFile(segmentFile(folder, 1), Buffer.concat([bytes, Buffer.alloc(300)]));
    await expectRepaired(folder, Buffer.alloc(300), 2);
  });

  test('may be the only one in a new file: the file is moved aside', async () => {
    const folder = await temporaryFolder();
    await write(folder, 2);
    await writeFile(segmentFile(folder, 2), '{"journal":"watchk');
    const journal = await journalIn(folder);
    expect((await journal.replay()).facts).toEqual(notes(1, 2));
    await journal.append([note(3)]);
    await journal.close();
    expect(await readdir(join(folder, 'torn'))).toEqual(['2-0']);
    expect(await readAll(folder)).toEqual(notes(1, 3));
  });
});

async function write(folder: string, count: number): Promise<string> {
  const journal = await journalIn(folder);
  await journal.append(notes(1, count));
  await journal.close();
  return folder;
}

async function expectRepaired(folder: string, tail: Buffer, kept = 1): Promise<void> {
  const journal = await journalIn(folder);
  const {facts, repaired} = await journal.replay();
  expect(facts).toEqual(notes(1, kept));
  expect(repaired).toContain(`${counted(tail.length, 'byte')} of an unfinished line`);
  const [name] = await readdir(join(folder, 'torn'));
  expect(await readFile(join(folder, 'torn', String(name)))).toEqual(tail);
  await journal.append([note(kept + 1, 'after')]);
  await journal.close();
  const again = await journalIn(folder);
  expect(await again.replay()).toEqual({origin: ORIGIN, facts: [...notes(1, kept), note(kept + 1, 'after')]});
  await again.close();
}
