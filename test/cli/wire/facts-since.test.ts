import {expect, test} from 'vitest';
import {factsSince} from '../../../src/cli/wire/facts-since.js';
import {journalIn, notes} from '../../journal/support/journals.js';
import {tempDir} from '../../support/real.js';

test('facts before a snapshot are not lost to a relay that has none of them', async () => {
  const folder = tempDir();
  const journal = await journalIn(folder);
  await journal.append(notes(1, 3));
  await journal.rotate({any: 'snapshot'}, 3);
  await journal.append(notes(4, 5));
  const warned: string[] = [];
  const since = Date.parse(notes(2, 2)[0]?.at ?? '');
  const facts = await factsSince(folder, {since, warn: line => warned.push(line)});
  expect(facts.map(({seq}) => seq)).toEqual([2, 3, 4, 5]);
  expect(warned).toEqual([]);
  await journal.close();
});
