import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fitter, fit as shortened} from '../../../src/targets/text/fit.js';

describe('fitting a text', () => {
  test('leaves alone what fits, to the last character', () => {
    expect(shortened('😀😀😀', 3)).toBe('😀😀😀');
    expect(shortened('', 0)).toBe('');
  });

  test('says how much is missing where there is room to say it', () => {
    expect(shortened('a'.repeat(200), 120)).toBe(`${'a'.repeat(92)}… [cut: 108 more characters]`);
    expect(shortened('a'.repeat(200), 50)).toBe(`${'a'.repeat(43)}… [cut]`);
    expect(shortened('a'.repeat(200), 10)).toBe(`${'a'.repeat(9)}…`);
    expect(shortened('abc', 1)).toBe('…');
    expect(shortened('abc', 0)).toBe('');
  });

  test('counts what a character takes once it is escaped', () => {
    const sizeOf = (char: string) => (char === '&' ? 5 : 1);
    expect(shortened('&'.repeat(40), 100, {sizeOf})).toMatch(/^&{18}… \[cut\]$/);
  });

  test('never goes over, and never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 400}), fc.nat(200), (text, most) => {
        const fitted = shortened(text, most);
        expect(Array.from(fitted).length).toBeLessThanOrEqual(most);
        expect(fitted).not.toMatch(/[\ud800-\udfff]/u);
        if (Array.from(text).length <= most) expect(fitted).toBe(text);
      }),
    );
  });

  test('remembers what was cut, for the operator', () => {
    const {fit: cut, remark} = fitter();
    expect(cut('the title', 'short', 10)).toBe('short');
    expect(remark()).toBeUndefined();
    cut('the title', 'much too long', 10);
    cut('the text', 'much too long', 5);
    expect(remark()).toBe('the title was cut to 10 characters; the text was cut to 5 characters');
  });
});
