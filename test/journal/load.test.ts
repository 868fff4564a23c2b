import {appendFile, readFile, rename, writeFile} from 'node:fs/promises';
import {describe, expect, test} from 'vitest';
import {JournalError} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {encodeFact, encodeHeader} from '../../src/journal/codec.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, note, notes, ORIGIN, segmentFile} from './support/journals.js';

describe('what cannot be trusted', () => {
  test('a damaged line that is not the last one is named with its file and number', async () => {
    const folder = await written(3);
    const text = await readFile(segmentFile(folder, 1), 'utf8');
    await writeFile(segmentFile(folder, 1), text.replace('note 2', 'note X'));
    const failure = await journalIn(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(JournalError);
    expect(failure).toMatchObject({
      kind: 'corrupt',
      message: `line 3 of ${segmentFile(folder, 1)} is damaged, and it is not the last one: two writers?`,
    });
  });

  test('a number that comes twice in one file means two writers', async () => {
    const folder = await written(2);
    await appendFile(segmentFile(folder, 1), encodeFact(note(2, 'another')));
    await expect(journalIn(folder)).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('line 4'),
    });
  });

  test('a file of another journal is refused', async () => {
    const folder = await written(1);
    const other = await written(1, 'j-other');
    await rename(segmentFile(other, 1), segmentFile(folder, 2));
    await expect(journalIn(folder)).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('another journal'),
    });
  });

  test('a torn line before a newer file is refused', async () => {
    const folder = await written(1);
    const journal = await journalIn(folder);
    await journal.rotate({}, 0);
    await journal.close();
    await appendFile(segmentFile(folder, 1), '{"v":1,"se');
    await expect(journalIn(folder)).rejects.toMatchObject({kind: 'corrupt', message: expect.stringContaining('torn')});
  });
});

describe('versions', () => {
  const versions = {
    today: {'note.added': 3},
    raisers: {
      'note.added': [(old: object) => ({...old, text: 'raised once'}), (old: object) => ({...old, raised: 'twice'})],
    },
  };

  test('older facts are raised to the shape of today', async () => {
    const folder = await written(1);
    const journal = await journalIn(folder, {readOnly: true, versions});
    expect((await journal.replay()).facts).toEqual([{...note(1), v: 3, text: 'raised once', raised: 'twice'}]);
  });

  test('unknown types are kept, whatever their version', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    const unknown: Fact = {...note(1), type: 'later.invented', v: 4};
    await journal.append([unknown]);
    await journal.close();
    const again = await journalIn(folder);
    expect((await again.replay()).facts).toEqual([unknown]);
    expect(again.health().writable).toBe(true);
    await again.close();
  });

  test('a fact in a newer shape opens read-only with a sentence, and is not handed on', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append([note(1), {...note(2), v: 2}]);
    await journal.close();
    const again = await journalIn(folder);
    expect((await again.replay()).facts).toEqual([note(1)]);
    expect(again.health()).toMatchObject({
      writable: false,
      trouble: {
        kind: 'newer',
        message: 'read-only: the journal holds "note.added" in version 2, written by a newer version of watchkeeper',
      },
    });
    await expect(again.append([note(3)])).rejects.toMatchObject({kind: 'newer'});
    await again.close();
  });

  test('a file in a newer layout opens read-only with what stands before it', async () => {
    const folder = await written(2);
    await writeFile(segmentFile(folder, 2), encodeHeader({format: 2, origin: ORIGIN, segment: 2, first: 3, at: ''}));
    const journal = await journalIn(folder);
    expect((await journal.replay()).facts).toEqual(notes(1, 2));
    await expect(journal.append([note(3)])).rejects.toMatchObject({
      kind: 'newer',
      hint: expect.stringContaining('Upgrade'),
    });
    await journal.close();
  });
});

async function written(count: number, origin = ORIGIN): Promise<string> {
  const folder = await temporaryFolder();
  const journal = await journalIn(folder, {ids: () => origin});
  await journal.append(Array.from({length: count}, (_, index) => note(index + 1, undefined, origin)));
  await journal.close();
  return folder;
}
