import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeExact, exactText} from '../../src/lib/exact-text.js';
import {plainText} from '../../src/lib/plain-text.js';

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '\u001b[1m',
      '\u009b',
      '\r',
      '\n',
      '\t',
      '\u007f',
      '\u202e',
      '\u200b',
      '␛',
      '␡',
      '<',
      '<U+',
    ),
    fc.constantFrom(
      '<U+202E>',
      '<U+003C>',
      '\u0301',
      '👍🏽',
      '❤️',
      '\ud800',
      'é',
      'db-1',
      '\u00a0',
      '\u{e0041}',
      '\u2028',
    ),
    fc.string({unit: 'binary', maxLength: 3}),
  ),
  maxLength: 12,
});

describe('text that has to be given back', () => {
  test('is unchanged where it is ordinary', () => {
    for (const text of ['', 'db-1', 'a < b', 'größe 容量', '<U+zz>']) expect(exactText(text)).toBe(text);
  });

  test('shows what a terminal would act on, or nobody would see', () => {
    expect(exactText('\u001b[1mdb-1')).toBe('␛[1mdb-1');
    expect(exactText('a\u202eb\u00a0c')).toBe('a<U+202E>b<U+00A0>c');
    expect(exactText('\u0301x')).toBe('<U+0301>x');
  });

  test('comes back as it was, so that no two texts look alike', () => {
    fc.assert(
      fc.property(hostile, text => void expect(decodeExact(exactText(text))).toBe(text)),
      {numRuns: 3_000},
    );
  });

  test('is safe to print: the text filter leaves it as it is', () => {
    fc.assert(
      fc.property(hostile, text => void expect(plainText(exactText(text))).toBe(exactText(text))),
      {numRuns: 3_000},
    );
  });

  test('that names no character is left alone', () => {
    expect(decodeExact('<U+FFFFFF>')).toBe('<U+FFFFFF>');
  });
});
