import {describe, expect, test} from 'vitest';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {temporaryFolder} from './support/folders.js';
import {journalIn, note, notes, readAll} from './support/journals.js';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse(note(0).at);

describe('reading the log', () => {
  test('of a folder without a journal gives nothing', async () => {
    expect(await readAll(await temporaryFolder())).toEqual([]);
  });

  test('gives every fact of every file, also those before a snapshot', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append(notes(1, 3));
    await journal.rotate({}, 3);
    await journal.append(notes(4, 5));
    await journal.rotate({}, 5);
    expect(await readAll(folder)).toEqual(notes(1, 5));
    await journal.close();
  });

  test('works while somebody writes', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    let seq = 0;
    for (let round = 0; round < 20; round++) {
      const writing = Promise.all(Array.from({length: 20}, () => journal.append([note(++seq)])));
      const seen = await readAll(folder);
      expect(seen).toEqual(notes(1, seen.length));
      await writing;
      if (round % 5 === 4) await journal.rotate({}, seq);
    }
    await journal.close();
    expect(await readAll(folder)).toEqual(notes(1, 400));
  });

  test('can be narrowed to types', async () => {
    const folder = await temporaryFolder();
    const journal = await journalIn(folder);
    await journal.append([note(1), {...note(2), type: 'later.invented'}, note(3)]);
    await journal.close();
    expect(await readAll(folder, {types: ['later.invented']})).toEqual([{...note(2), type: 'later.invented'}]);
  });

  test('can begin at a time, also when that is in an earlier file and the clock was set back', async () => {
    const folder = await temporaryFolder();
    const clock = virtualClock(START);
    const journal = await journalIn(folder, {clock});
    await journal.append([at(1, 0), at(2, 1)]);
    clock.advance(4 * DAY);
    await journal.rotate({}, 2);
    await journal.append([at(3, 4), at(4, 3.5), at(5, 5)]);
    await journal.rotate({}, 5);
    await journal.append([at(6, 6)]);
    await journal.close();
    expect(await readAll(folder, {since: START + 4 * DAY})).toEqual([at(3, 4), at(5, 5), at(6, 6)]);
    expect(await readAll(folder, {since: START + DAY})).toEqual([at(2, 1), at(3, 4), at(4, 3.5), at(5, 5), at(6, 6)]);
  });
});

function at(seq: number, day: number) {
  return {...note(seq), at: new Date(START + day * DAY).toISOString()};
}
