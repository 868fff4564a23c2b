import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {temporaryFolder} from './support/folders.js';
import {journalIn, readAll} from './support/journals.js';
import {start} from './support/programs.js';

test('a writer killed at any moment loses no acknowledged fact, and what it leaves opens', {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder();
  let recorded = 0;
  for (let round = 0; round < 20; round++) {
    const writer = await start('writer', [folder, round % 2 === 0 ? '100' : '200000']);
    expect(await writer.line()).toBe(`open ${recorded}`);
    await sleep(Math.random() * 60);
    writer.kill('SIGKILL');
    const acknowledged = (await writer.rest()).map(Number);
    const journal = await journalIn(folder);
    await journal.close();
    const facts = await readAll(folder);
    expect(facts.map(({seq}) => seq)).toEqual(facts.map((_, index) => index + 1));
    expect(facts.length).toBeGreaterThanOrEqual(Math.max(recorded, ...acknowledged));
    recorded = facts.length;
  }
  expect(recorded).toBeGreaterThan(20);
});
