import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cells, cut, isUnsureWidth, pad} from '../../src/lib/cells.js';
import {plainText} from '../../src/lib/plain-text.js';

describe('cells', () => {
  test.each([
    ['', 0],
    ['plain', 5],
    ['größe', 5],
    ['cafe\u0301', 4],
    ['容量', 4],
    ['ﾊ', 1],
    ['각', 2],
    ['🔥', 2],
    ['⚠', 1],
    ['⚡', 2],
    ['🇩🇪', 2],
    ['▌P1 ▲ … ─ │ ✓ ●', 15],
    ['का', 2],
    ['㊙🈂〰', 6],
  ])('%s takes %i', (text, width) => {
    expect(cells(text)).toBe(width);
  });
});

describe('cut', () => {
  test('keeps the asked side', () => {
    expect(cut('payments-api-7f', 8)).toBe('payment…');
    expect(cut('payments-api-7f', 8, 'start')).toBe('…-api-7f');
    expect(cut('payments-api-7f', 8, 'middle')).toBe('paym…-7f');
    expect(cut('payments', 8)).toBe('payments');
  });

  test('leaves nothing where there is no room', () => {
    expect(cut('abc', 0)).toBe('');
    expect(cut('abc', -1)).toBe('');
    expect(cut('abc', 1)).toBe('…');
  });

  test('never cuts a wide character in two', () => {
    expect(cut('容量容量', 4)).toBe('容…');
    expect(cut('容量容量', 4, 'start')).toBe('…量');
    expect(cut('🔥🔥🔥', 4, 'start')).toBe('…🔥');
  });

  test('is never wider than asked, and its sides are those of the text', () => {
    const text = fc.string({unit: 'grapheme', maxLength: 20}).map(raw => plainText(raw));
    const sides = fc.constantFrom('end' as const, 'start' as const, 'middle' as const);
    fc.assert(
      fc.property(text, fc.integer({min: 0, max: 20}), sides, (whole, width, where) => {
        const part = cut(whole, width, where);
        expect(cells(part)).toBeLessThanOrEqual(width);
        if (cells(whole) <= width) expect(part).toBe(whole);
        else if (width > 0 && !whole.includes('…')) {
          const [left = '', right = ''] = part.split('…');
          expect(whole.startsWith(left) && whole.endsWith(right)).toBe(true);
        }
      }),
      {numRuns: 2000},
    );
  });
});

test('pad fills up and cuts nothing', () => {
  expect(pad('容', 4)).toBe('容  ');
  expect(pad('4m', 4, 'start')).toBe('  4m');
  expect(pad('longer', 3)).toBe('longer');
});

test('letters and lines are drawn alike everywhere, marks and emoji are not', () => {
  for (const char of 'aß容─│▌▲●…✓') expect(isUnsureWidth(char.codePointAt(0) ?? 0)).toBe(false);
  for (const char of '\u0301⚠🔥🇩') expect(isUnsureWidth(char.codePointAt(0) ?? 0)).toBe(true);
});
