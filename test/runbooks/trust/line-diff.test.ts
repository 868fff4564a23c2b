import fc from 'fast-check';
import {expect, test} from 'vitest';
import {lineDiff} from '../../../src/runbooks/trust/line-diff.js';

test('equal texts have no difference', () => {
  expect(lineDiff('a\nb\n', 'a\nb\n')).toEqual([]);
});

test('a line in the middle is shown with three lines around it', () => {
  const lines = Array.from({length: 12}, (_, index) => `line ${index}`);
  const changed = lines.with(6, 'line six');
  expect(lineDiff(lines.join('\n'), changed.join('\n'))).toEqual([
    '@@ 3 lines as before @@',
    ' line 3',
    ' line 4',
    ' line 5',
    '-line 6',
    '+line six',
    ' line 7',
    ' line 8',
    ' line 9',
    '@@ 2 lines as before @@',
  ]);
});

test('everything of a new text is added', () => {
  expect(lineDiff('', 'a\nb\n')).toEqual(['+a', '+b']);
});

test('large rewrites are told as a whole', () => {
  const old = Array.from({length: 3000}, (_, index) => `old ${index}`).join('\n');
  const now = Array.from({length: 3000}, (_, index) => `new ${index}`).join('\n');
  expect(lineDiff(old, now)).toHaveLength(6000);
});

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), {maxLength: 30})
  .map(lines => lines.map(line => `${line}\n`).join(''));

test('no line is lost or made up', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const count = (lines: readonly string[], mark: string) => lines.filter(line => line.startsWith(mark)).length;
      const diff = lineDiff(before, after);
      const difference = after.split('\n').length - before.split('\n').length;
      expect(count(diff, '+') - count(diff, '-')).toBe(difference);
      expect(diff.length === 0).toBe(before === after);
    }),
    {seed: 3},
  );
});
