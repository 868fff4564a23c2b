import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {pruneSegments} from '../../src/journal/prune-segments.js';
import {faultyFiles} from './support/faulty-files.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, note, notes, segmentFile} from './support/journals.js';

describe('pruning', () => {
  test('removes the oldest files, and what is replayed stays the same', async () => {
    const folder = await withSegments(5);
    const before = await replayOf(folder);
    await pruneSegments(folder, {keep: 2});
    expect(await segmentsIn(folder)).toEqual(['000005.jsonl', '000006.jsonl']);
    expect(await replayOf(folder)).toEqual(before);
  });

  test('keeps so many files that a damaged newest snapshot can be done without', async () => {
    const folder = await withSegments(5);
    await pruneSegments(folder, {keep: 2});
    const path = segmentFile(folder, 6);
    await writeFile(path, (await readFile(path, 'utf8')).replace('"sum":5', '"sum":6'));
    const {snapshot, facts} = await replayOf(folder);
    expect(snapshot).toEqual({sum: 4});
    expect(facts.map(({seq}) => seq)).toEqual([5, 6]);
  });

  test('keeps what the newest readable snapshot needs, however many files that are', async () => {
    const folder = await withSegments(5);
    await pruneSegments(folder, {keep: 1, accepts: value => sumOf(value) <= 2});
    expect(await segmentsIn(folder)).toEqual(['000003.jsonl', '000004.jsonl', '000005.jsonl', '000006.jsonl']);
  });

  test('leaves a journal without a snapshot whole', async () => {
    const folder = await temporaryFolder();
    const faults = faultyFiles();
    const journal = await journalIn(folder, {files: faults.files});
    for (const fact of notes(1, 4)) {
      faults.before = failOnce();
      await journal.append([fact]);
    }
    await journal.close();
    const before = await segmentsIn(folder);
    expect(before.length).toBeGreaterThan(2);
    await pruneSegments(folder, {keep: 1});
    expect(await segmentsIn(folder)).toEqual(before);
  });

  test('does nothing where there are few files, or none', async () => {
    const folder = await withSegments(1);
    await pruneSegments(folder, {keep: 2});
    expect(await segmentsIn(folder)).toEqual(['000001.jsonl', '000002.jsonl']);
    const empty = await temporaryFolder();
    await pruneSegments(empty, {keep: 2});
    expect(await readdir(empty)).toEqual([]);
  });

  test('removes nothing of a journal that cannot be read', async () => {
    const folder = await withSegments(5);
    const path = segmentFile(folder, 6);
    await writeFile(path, (await readFile(path, 'utf8')).replace('note 6', 'note 7').concat('{"v":1'));
    await expect(pruneSegments(folder, {keep: 1})).rejects.toMatchObject({kind: 'corrupt'});
    expect(await segmentsIn(folder)).toHaveLength(6);
  });

  test('stopped halfway leaves a journal that opens', async () => {
    const folder = await withSegments(5);
    const before = await replayOf(folder);
    const faults = faultyFiles();
    let removed = 0;
    faults.before = call => (call === 'unlink' && ++removed > 2 ? 'EACCES' : undefined);
    await expect(pruneSegments(folder, {keep: 1, files: faults.files})).rejects.toThrow('EACCES');
    expect(await segmentsIn(folder)).toEqual(['000003.jsonl', '000004.jsonl', '000005.jsonl', '000006.jsonl']);
    expect(await replayOf(folder)).toEqual(before);
  });

  test('runs beside appends', async () => {
    const folder = await withSegments(5);
    const journal = await journalIn(folder);
    const appends = notes(7, 60).map(fact => journal.append([fact]));
    await pruneSegments(folder, {keep: 1});
    await Promise.all(appends);
    await journal.close();
    expect(await segmentsIn(folder)).toEqual(['000006.jsonl']);
    expect((await replayOf(folder)).facts).toEqual(notes(6, 60));
  });
});

/** A fact in each of so many segments, each later one beginning with a snapshot, and one in the newest. */
async function withSegments(count: number): Promise<string> {
  const folder = await temporaryFolder();
  const journal = await journalIn(folder);
  for (let seq = 1; seq <= count; seq++) {
    await journal.append([note(seq)]);
    await journal.rotate({sum: seq}, seq);
  }
  await journal.append([note(count + 1)]);
  await journal.close();
  return folder;
}

async function replayOf(folder: string) {
  const journal = await journalIn(folder, {readOnly: true});
  return journal.replay();
}

async function segmentsIn(folder: string): Promise<string[]> {
  return (await readdir(join(folder, 'segments'))).sort();
}

function sumOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'sum' in value ? Number(value.sum) : Number.NaN;
}

function failOnce(): (call: string) => string | undefined {
  let failed = false;
  return call => {
    if (call !== 'datasync' || failed) return undefined;
    failed = true;
    return 'EIO';
  };
}
