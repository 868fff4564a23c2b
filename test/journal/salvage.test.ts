import {readFile, writeFile} from 'node:fs/promises';
import {describe, expect, test} from 'vitest';
import {encodeFact, encodeHeader} from '../../src/journal/codec.js';
import {readFacts} from '../../src/journal/read-facts.js';
import type {Gap} from '../../src/journal/salvage.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, linesOf, note, notes, ORIGIN, readAll, segmentFile} from './support/journals.js';

/** Two files: notes 1 to 4, and 5 to 6 after a snapshot. */
async function twoFiles(): Promise<string> {
  const folder = await temporaryFolder();
  const journal = await journalIn(folder);
  await journal.append(notes(1, 4));
  await journal.rotate({}, 4);
  await journal.append(notes(5, 6));
  await journal.close();
  return folder;
}

async function read(folder: string) {
  const gaps: Gap[] = [];
  const seqs: number[] = [];
  for await (const fact of readFacts(folder, {}, gap => gaps.push(gap))) seqs.push(fact.seq);
  return {seqs, what: gaps.map(({what}) => what), next: gaps.map(({next}) => next)};
}

async function flip(folder: string, number: number, needle: string): Promise<void> {
  const path = segmentFile(folder, number);
  const bytes = await readFile(path);
  const at = bytes.indexOf(needle);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

describe('reading a journal that cannot all be read', () => {
  test('one that is whole has no gap', async () => {
    expect(await read(await twoFiles())).toEqual({seqs: [1, 2, 3, 4, 5, 6], what: [], next: []});
  });

  test('a file in a newer layout is told, and the others are read', async () => {
    const folder = await twoFiles();
    const header = encodeHeader({format: 7, origin: ORIGIN, segment: 1, first: 1, at: note(1).at});
    await writeFile(segmentFile(folder, 1), Buffer.concat([header, ...notes(1, 4).map(encodeFact)]));
    const {seqs, what, next} = await read(folder);
    expect(seqs).toEqual([5, 6]);
    expect(what).toEqual([expect.stringContaining('written by a newer wk')]);
    expect(next).toEqual([expect.stringContaining('Update this wk')]);
  });

  test.each([
    {where: 'a fact', needle: 'note 2', seqs: [1, 3, 4, 5, 6], line: 'line 3 of'},
    {where: 'a header', needle: ORIGIN, seqs: [1, 2, 3, 4, 5, 6], line: 'line 1 of'},
    {where: 'a line end', needle: '\n', seqs: [2, 3, 4, 5, 6], line: 'line 1 of'},
  ])('a flipped byte in $where costs no other fact', async ({needle, seqs, line}) => {
    const folder = await twoFiles();
    await flip(folder, 1, needle);
    const found = await read(folder);
    expect(found.seqs).toEqual(seqs);
    expect(found.what).toEqual([expect.stringContaining(line)]);
  });

  test('a damaged snapshot in the line of facts hides none of them', async () => {
    const folder = await twoFiles();
    await flip(folder, 2, 'note 5');
    expect(await read(folder)).toMatchObject({seqs: [1, 2, 3, 4, 6], what: [expect.stringMatching(/^line 3 of/)]});
  });

  test('a torn end is told of an older file, and not of the one that is being written', async () => {
    const folder = await twoFiles();
    for (const number of [1, 2]) {
      const path = segmentFile(folder, number);
      await writeFile(path, (await readFile(path)).subarray(0, -5));
    }
    const {seqs, what} = await read(folder);
    expect(seqs).toEqual([1, 2, 3, 5]);
    expect(what).toEqual([expect.stringContaining('000001.jsonl is cut off')]);
  });

  test('lines of two writers are all shown, and told', async () => {
    const folder = await twoFiles();
    const lines = await linesOf(folder, 2);
    const twice = [...lines, lines.at(-1) ?? ''];
    await writeFile(segmentFile(folder, 2), `${twice.join('\n')}\n`);
    const {seqs, what} = await read(folder);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 6]);
    expect(what).toEqual([expect.stringContaining('two writers')]);
  });

  test('a file that cannot be opened is told, and the others are read', async () => {
    const folder = await twoFiles();
    const {mkdir, rm} = await import('node:fs/promises');
    await rm(segmentFile(folder, 1));
    await mkdir(segmentFile(folder, 1));
    expect(await read(folder)).toMatchObject({seqs: [5, 6], what: [expect.stringContaining('cannot be read: EISDIR')]});
  });

  test('rejects where nobody hears of gaps', async () => {
    const folder = await twoFiles();
    await flip(folder, 1, 'note 2');
    await expect(readAll(folder)).rejects.toMatchObject({kind: 'corrupt', message: expect.stringContaining('line 3')});
  });
});
