import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {OutputLine} from '../../../src/core/runbook/run.js';
import {EMPTY_SCROLLBACK, linesOf, scrolled} from '../../../src/core/runbook/scrollback.js';

const size = {head: 2, tail: 3};
const line = (index: number): OutputLine => ({index, text: `line ${index}`});

test('keeps everything while it fits', () => {
  const kept = scrolled(EMPTY_SCROLLBACK, [0, 1, 2, 3].map(line), size);
  expect(linesOf(kept)).toEqual([0, 1, 2, 3].map(line));
});

test('drops the middle, and says how many lines that is', () => {
  const kept = scrolled(EMPTY_SCROLLBACK, [0, 1, 2, 3, 4, 5, 6].map(line), size);
  expect(linesOf(kept)).toEqual([line(0), line(1), {index: 2, text: '', leftOut: 2}, line(4), line(5), line(6)]);
});

test('shows the newest state of a line that is overwritten, in the head and in the tail', () => {
  const first = scrolled(EMPTY_SCROLLBACK, [{index: 0, text: '10%'}], size);
  const second = scrolled(first, [{index: 0, text: '20%'}, line(1)], size);
  const third = scrolled(second, [{index: 1, text: 'again'}, line(2)], size);
  expect(linesOf(scrolled(third, [{index: 2, text: 'last'}], size)).map(({text}) => text)).toEqual([
    '20%',
    'again',
    'last',
  ]);
});

test('every line is kept or counted, whatever the batches', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({min: 1, max: 9}), {maxLength: 12}), batches => {
      let next = 0;
      let kept = EMPTY_SCROLLBACK;
      for (const count of batches) {
        const gap: OutputLine[] = count > 6 ? [{index: next, text: '', leftOut: count}] : [];
        const lines = gap.length > 0 ? gap : Array.from({length: count}, (_, i) => line(next + i));
        kept = scrolled(kept, lines, size);
        next += count;
      }
      const shown = linesOf(kept);
      expect(shown.reduce((sum, one) => sum + (one.leftOut ?? 1), 0)).toBe(next);
      expect(shown.map(({index}) => index)).toEqual(shown.map(({index}) => index).sort((a, b) => a - b));
      expect(shown.length).toBeLessThanOrEqual(size.head + size.tail + 1);
    }),
  );
});
