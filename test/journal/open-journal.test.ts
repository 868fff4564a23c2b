import {appendFile, chmod, mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {encodeFact} from '../../src/journal/codec.js';
import {nodeFiles} from '../../src/lib/node/files.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, linesOf, note, notes, ORIGIN, replayed, segmentFile} from './support/journals.js';

describe('an empty folder', () => {
  test('is a journal without facts, with an origin of its own', async () => {
    const journal = await journalIn(await temporaryFolder());
    expect(await journal.replay()).toEqual({origin: ORIGIN, facts: []});
    await journal.close();
  });

  test('keeps its origin from the first fact on', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append([note(1)]);
    await journal.close();
    const again = await journalIn(folder, {ids: () => 'another'});
    expect(again.origin).toBe(ORIGIN);
    await again.close();
  });

  test('is left empty by a reader', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(join(folder, 'none'), {readOnly: true});
    expect((await journal.replay()).facts).toEqual([]);
    await expect(journal.append([note(1)])).rejects.toMatchObject({kind: 'read-only'});
    await journal.close();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('appending', () => {
  test('gives every fact back in order when the journal is opened again', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 3));
    await journal.append([]);
    await journal.append(notes(4, 4));
    await journal.close();
    expect(await replayed(folder)).toEqual(notes(1, 4));
  });

  test('writes many calls together and keeps their order', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await Promise.all(notes(1, 500).map(fact => journal.append([fact])));
    await journal.close();
    expect(await replayed(folder)).toEqual(notes(1, 500));
  });

  test('is in the file before it resolves', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append([note(1)]);
    expect(await linesOf(folder, 1)).toHaveLength(2);
    await journal.append([note(2)]);
    expect(await linesOf(folder, 1)).toHaveLength(3);
    await journal.close();
  });

  test('refuses a number that does not go on from the last one', async () => {
    const journal = await journalIn(await temporaryFolder());
    await journal.append(notes(1, 2));
    await expect(journal.append([note(2)])).rejects.toThrow(RangeError);
    await journal.append([note(3)]);
    await journal.close();
  });

  test('keeps facts of other origins, with their own numbers, where they stand', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    const mixed = [note(1), note(900, 'theirs', 'j-other'), note(2), note(3, 'older', 'j-other')];
    await journal.append(mixed);
    await journal.close();
    expect(await replayed(folder)).toEqual(mixed);
  });

  test('is refused after the journal is closed', async () => {
    const journal = await journalIn(await temporaryFolder());
    const last = journal.append([note(1)]);
    await journal.close();
    await last;
    await expect(journal.append([note(2)])).rejects.toMatchObject({kind: 'closed'});
  });

  test('stops when the file was removed under it, instead of writing to nowhere', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append([note(1)]);
    await rm(segmentFile(folder, 1));
    await expect(journal.append([note(2)])).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('removed'),
    });
    expect(journal.health().writable).toBe(false);
    await journal.close();
  });

  test('stops when somebody else writes to the file', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append([note(1)]);
    await appendFile(segmentFile(folder, 1), encodeFact(note(2)));
    await expect(journal.append([note(2)])).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('somebody else'),
    });
    await expect(journal.append([note(3)])).rejects.toMatchObject({kind: 'corrupt'});
    await journal.close();
  });
});

describe('privacy', () => {
  test('folders are 0700 and files 0600 whatever the umask', async () => {
    const folder = join(await temporaryFolder(), 'state');
    const before = process.umask(0o777);
    onTestFinished(() => void process.umask(before));
    const open = async () => {
      const journal = await journalIn(folder, {files: nodeFiles});
      await journal.append([note(1)]);
      await journal.rotate({}, 1);
      await journal.close();
    };
    await open();
    const modes = await Promise.all(
      [folder, join(folder, 'segments'), segmentFile(folder, 1), segmentFile(folder, 2), join(folder, 'reserve')].map(
        mode,
      ),
    );
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600, 0o600]);
  });

  test('a folder that others could read is closed to them', async () => {
    const folder = join(await temporaryFolder(), 'state');
    await mkdir(folder);
    await chmod(folder, 0o755);
    const journal = await journalIn(folder);
    await journal.close();
    expect(await mode(folder)).toBe(0o700);
  });
});

describe('rotating', () => {
  test('opening reads the snapshot and the facts after it', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 3));
    await journal.rotate({sum: 3}, 3);
    await journal.append(notes(4, 5));
    const expected = {origin: ORIGIN, snapshot: {sum: 3}, facts: notes(4, 5)};
    await journal.replay();
    expect(await journal.replay()).toEqual(expected);
    await journal.close();
    const again = await journalIn(folder);
    expect(await again.replay()).toEqual(expected);
    await again.append([note(6)]);
    await again.close();
  });

  test('facts appended between the snapshot and its segment are not lost', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 3));
    const late = journal.append(notes(4, 6));
    await Promise.all([late, journal.rotate({sum: 3}, 3)]);
    await journal.append([note(7)]);
    await journal.close();
    const again = await journalIn(folder, {readOnly: true});
    expect((await again.replay()).facts).toEqual(notes(1, 7));
  });

  test('a snapshot may not know more than is recorded', async () => {
    const journal = await journalIn(await temporaryFolder());
    await journal.append([note(1)]);
    await expect(journal.rotate({}, 2)).rejects.toThrow(RangeError);
    await journal.close();
  });

  test('a damaged snapshot is passed over for the facts before it, and that is said', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 3));
    await journal.rotate({sum: 3}, 3);
    await journal.append(notes(4, 5));
    await journal.close();
    const text = await readFile(segmentFile(folder, 2), 'utf8');
    await writeFile(segmentFile(folder, 2), text.replace('"sum":3', '"sum":4'));
    const again = await journalIn(folder);
    const replay = await again.replay();
    expect(replay.snapshot).toBeUndefined();
    expect(replay.facts).toEqual(notes(1, 5));
    expect(replay.repaired).toContain('snapshot');
    await again.append([note(6)]);
    await again.close();
  });

  test('a snapshot that this program cannot read is passed over for an older one', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 2));
    await journal.rotate({version: 1}, 2);
    await journal.append(notes(3, 4));
    await journal.rotate({version: 2}, 4);
    await journal.append(notes(5, 5));
    await journal.close();
    const accepts = (value: unknown) => (value as {version: number}).version === 1;
    const again = await journalIn(folder, {readOnly: true, accepts});
    expect(await again.replay()).toEqual({origin: ORIGIN, snapshot: {version: 1}, facts: notes(3, 5)});
  });

  test('older files may be taken away while the snapshot is whole, and are missed when it is not', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 3));
    await journal.rotate({sum: 3}, 3);
    await journal.close();
    await rm(segmentFile(folder, 1));
    expect((await (await journalIn(folder, {readOnly: true})).replay()).snapshot).toEqual({sum: 3});
    const text = await readFile(segmentFile(folder, 2), 'utf8');
    await writeFile(segmentFile(folder, 2), text.replace('"sum":3', '"sum":4'));
    await expect(journalIn(folder)).rejects.toMatchObject({kind: 'corrupt', message: expect.stringContaining('gone')});
  });

  test('the file and its length are known, so that the caller can rotate in time', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    expect(journal.health().segment).toBeUndefined();
    await journal.append(notes(1, 3));
    const {size} = await stat(segmentFile(folder, 1));
    expect(journal.health().segment).toEqual({path: segmentFile(folder, 1), bytes: size});
    await journal.rotate({}, 3);
    expect(journal.health().segment?.path).toBe(segmentFile(folder, 2));
    await journal.close();
  });
});

async function mode(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
