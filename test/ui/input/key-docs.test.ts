import {expect, test} from 'vitest';
import {keyDocs} from '../../../src/ui/input/key-docs.js';
import {ALL_KEYS} from '../../../src/ui/views/all-keys.js';

test('every view is in the documentation of keys', () => {
  const views = new Set(keyDocs().map(doc => doc.view));
  expect([...views]).toEqual(
    expect.arrayContaining(['board', 'alert', 'silences', 'log', 'sources', 'help', 'runbook', 'everywhere']),
  );
});

test('no view gives one key two meanings', () => {
  for (const [view, keys] of Object.entries(ALL_KEYS)) {
    const all = keys.flatMap(binding => binding.keys);
    expect([view, all.filter((key, index) => all.indexOf(key) !== index)]).toEqual([view, []]);
  }
});

test('keys of what does not exist yet are bound nowhere on the board', () => {
  const bound = ALL_KEYS.board.flatMap(binding => binding.keys);
  for (const key of ['h', 'x']) expect(bound).not.toContain(key);
});
