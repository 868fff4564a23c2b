import {readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {JournalError} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {type Call, faultyFiles} from './support/faulty-files.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, note, notes, readAll, replayed, segmentFile} from './support/journals.js';

describe('a full disk', () => {
  test('after a short write nothing of the record is left, and recording goes on when there is space again', async () => {
    const {folder, faults, journal} = await started();
    const {size} = await stat(segmentFile(folder, 1));
    faults.space = 40;
    await expect(journal.append([note(2)])).rejects.toMatchObject({
      kind: 'full',
      hint: expect.stringContaining('Make room'),
    });
    expect((await stat(segmentFile(folder, 1))).size).toBe(size);
    expect(journal.health().trouble?.kind).toBe('full');
    faults.space = Number.POSITIVE_INFINITY;
    await journal.append([note(2, 'again')]);
    expect(journal.health()).toMatchObject({writable: true});
    expect(journal.health().trouble).toBeUndefined();
    await journal.close();
    expect(await replayed(folder)).toEqual([note(1), note(2, 'again')]);
  });

  test('of what was handed in together the first ones that fit are kept, and nothing after the first that does not', async () => {
    const {folder, faults, journal} = await started();
    faults.space = 500;
    const results = await Promise.allSettled(notes(2, 9).map(fact => journal.append([fact])));
    const kept = results.filter(({status}) => status === 'fulfilled').length;
    expect(kept).toBeGreaterThan(0);
    expect(results.map(({status}) => status)).toEqual([
      ...Array(kept).fill('fulfilled'),
      ...Array(8 - kept).fill('rejected'),
    ]);
    faults.space = Number.POSITIVE_INFINITY;
    await journal.append([note(2 + kept, 'again')]);
    await journal.close();
    expect(await replayed(folder)).toEqual([...notes(1, 1 + kept), note(2 + kept, 'again')]);
  });

  test('gets the reserve, once, and says when that is used up', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'reserve'), Buffer.alloc(2048));
    const faults = faultyFiles();
    const journal = await journalIn(folder, {files: faults.files});
    await journal.append([note(1)]);
    expect(journal.health().reserve).toBe(true);
    faults.space = 10;
    await journal.append([note(2)]);
    expect(journal.health().reserve).toBe(false);
    faults.space = 10;
    await expect(journal.append([note(3)])).rejects.toMatchObject({kind: 'full'});
    await journal.close();
    expect(await replayed(folder)).toEqual(notes(1, 2));
  });

  test('does not keep a journal with a torn line shut', async () => {
    const {folder, journal} = await started();
    await journal.close();
    await writeFile(segmentFile(folder, 1), '{"v":1', {flag: 'a'});
    const faults = faultyFiles();
    faults.space = 0;
    const again = await journalIn(folder, {files: faults.files});
    expect(await again.replay()).toMatchObject({
      facts: [note(1)],
      repaired: expect.stringContaining('the disk is full'),
    });
    await again.close();
  });

  test('leaves the old file in use when there is no room for a new one', async () => {
    const {folder, faults, journal} = await started();
    faults.space = 30;
    await expect(journal.rotate({}, 1)).rejects.toMatchObject({kind: 'full'});
    faults.space = Number.POSITIVE_INFINITY;
    await journal.append([note(2)]);
    await journal.close();
    expect(await readdir(join(folder, 'segments'))).toEqual(['000001.jsonl']);
    expect(await replayed(folder)).toEqual(notes(1, 2));
  });
});

describe('a failed sync', () => {
  test('is never retried on the same file: what was not synced is written anew to the next one', async () => {
    const {folder, faults, journal} = await started();
    failOnce(faults, 'datasync');
    await journal.append([note(2)]);
    expect(journal.health().segment?.path).toBe(segmentFile(folder, 2));
    await journal.append([note(3)]);
    await journal.close();
    expect(await replayed(folder)).toEqual(notes(1, 3));
    expect(await readAll(folder)).toEqual(notes(1, 3));
  });

  test('that also cannot be cut back leaves no fact twice', async () => {
    const {folder, faults, journal} = await started();
    const failed = new Set<Call>();
    faults.before = call => {
      if ((call !== 'datasync' && call !== 'truncate') || failed.has(call)) return undefined;
      failed.add(call);
      return 'EIO';
    };
    await journal.append([note(2)]);
    await journal.close();
    expect(failed).toEqual(new Set(['datasync', 'truncate']));
    expect(await replayed(folder)).toEqual(notes(1, 2));
    expect(await readAll(folder)).toEqual(notes(1, 2));
  });

  test('with no new file either is refused, and what was refused does not come back', async () => {
    const {folder, faults, journal} = await started();
    faults.before = call => (call === 'datasync' || call === 'truncate' || call === 'rename' ? 'EIO' : undefined);
    await expect(journal.append([note(2, 'refused')])).rejects.toMatchObject({
      kind: 'io',
      hint: expect.stringContaining('kernel log'),
    });
    faults.before = () => undefined;
    await journal.append([note(2, 'recorded')]);
    await journal.close();
    expect(await replayed(folder)).toEqual([note(1), note(2, 'recorded')]);
    expect(await readAll(folder)).toEqual([note(1), note(2, 'recorded')]);
  });

  test('of the folder voids the new file', async () => {
    const {folder, faults, journal} = await started();
    faults.before = (call, path) => (call === 'sync' && path.endsWith('segments') ? 'EIO' : undefined);
    await expect(journal.rotate({sum: 1}, 1)).rejects.toMatchObject({kind: 'io'});
    faults.before = (call, path) => (call === 'unlink' && path.endsWith('2.jsonl') ? 'EIO' : undefined);
    await journal.append([note(2)]);
    await journal.close();
    const again = await journalIn(folder, {readOnly: true});
    expect(await again.replay()).toMatchObject({facts: notes(1, 2)});
  });
});

describe('any one call that fails', () => {
  for (const code of ['EIO', 'ENOSPC']) {
    test(`with ${code} leaves exactly the acknowledged facts, and the next append works`, async () => {
      const calls = await countCalls();
      expect(calls).toBeGreaterThan(20);
      for (let failing = 0; failing < calls; failing++) await expectSurvives(failing, code);
    });
  }
});

async function expectSurvives(failing: number, code: string): Promise<void> {
  const folder = await temporaryFolder();
  const faults = faultyFiles();
  const opened = await journalIn(folder, {files: faults.files});
  let made = 0;
  faults.before = () => (made++ === failing ? code : undefined);
  const acknowledged = await work(opened);
  faults.before = () => undefined;
  const last = note((acknowledged.at(-1)?.seq ?? 0) + 1, 'last');
  await opened.append([last]);
  await opened.close();
  expect(await replayedAll(folder), `call ${failing}`).toEqual([...acknowledged, last]);
}

async function countCalls(): Promise<number> {
  const faults = faultyFiles();
  const journal = await journalIn(await temporaryFolder(), {files: faults.files});
  const before = faults.calls.length;
  await work(journal);
  await journal.close();
  return faults.calls.length - before;
}

/** Appends and rotates as the engine does: a refused fact's number is used again. */
async function work(journal: Awaited<ReturnType<typeof journalIn>>): Promise<Fact[]> {
  const acknowledged: Fact[] = [];
  for (let round = 0; round < 5; round++) {
    const fact = note(acknowledged.length + 1, `round ${round}`);
    try {
      await journal.append([fact]);
      acknowledged.push(fact);
      if (round % 2 === 1) await journal.rotate({sum: fact.seq}, fact.seq);
    } catch (error) {
      expect(error).toBeInstanceOf(JournalError);
    }
  }
  return acknowledged;
}

async function replayedAll(folder: string): Promise<readonly Fact[]> {
  const all = await readAll(folder);
  const journal = await journalIn(folder);
  const {snapshot, facts} = await journal.replay();
  await journal.close();
  const {sum = 0} = (snapshot ?? {}) as {sum?: number};
  expect(facts).toEqual(all.slice(sum));
  return all;
}

function failOnce(faults: ReturnType<typeof faultyFiles>, wanted: Call): void {
  let failed = false;
  faults.before = call => {
    if (call !== wanted || failed) return undefined;
    failed = true;
    return 'EIO';
  };
}

async function started() {
  const folder = await temporaryFolder();
  const faults = faultyFiles();
  const journal = await journalIn(folder, {files: faults.files});
  await journal.append([note(1)]);
  return {folder, faults, journal};
}
