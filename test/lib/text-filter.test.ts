import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {plainText} from '../../src/lib/plain-text.js';
import {createTextFilter, type TextFilterOptions} from '../../src/lib/text-filter.js';

const ESC = '\u001b';

function filtered(chunks: readonly (string | Uint8Array)[], options: TextFilterOptions): string {
  const filter = createTextFilter(options);
  return chunks.map(chunk => filter.push(chunk)).join('') + filter.end();
}

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(ESC, `${ESC}[`, `${ESC}]8;;x`, '31;', '8;1', 'm', '\u0007', `${ESC}\\`, '\u009b', '\u009d', '\n'),
    fc.constantFrom('\r', '\r\n', '👩', '🏽', '\ufe0f', '\u0301', '\u202e', 'plain'),
    fc.string({unit: 'binary', maxLength: 3}),
  ),
  {maxLength: 20},
);

describe('a stream in pieces', () => {
  test('reads the same wherever its bytes are split', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.constantFrom('strip' as const, 'keep' as const),
        fc.boolean(),
        (parts, sgr, keepReturn) => {
          const bytes = new TextEncoder().encode(parts.join(''));
          const whole = filtered([bytes], {sgr, keepReturn});
          for (let at = 0; at <= bytes.length; at += 1) {
            expect(filtered([bytes.slice(0, at), bytes.slice(at)], {sgr, keepReturn})).toBe(whole);
          }
          expect(
            filtered(
              Array.from(bytes, byte => Uint8Array.of(byte)),
              {sgr, keepReturn},
            ),
          ).toBe(whole);
        },
      ),
      {numRuns: 500},
    );
  });

  test('reads the same wherever a string is split, between surrogates too', () => {
    fc.assert(
      fc.property(pieces, parts => {
        const text = parts.join('');
        expect(filtered(text.split(''), {sgr: 'strip'})).toBe(plainText(text, {multiline: true}));
      }),
      {numRuns: 1000},
    );
  });

  test('lets through nothing but text, line ends and colours', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 60}), bytes => {
        const text = filtered([bytes], {sgr: 'keep'}).replaceAll(/\u001b\[[\d;:]*m/g, '');
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u);
      }),
      {numRuns: 2000},
    );
  });
});

test('keeps colours but not hidden text, and closes what was left open', () => {
  expect(filtered([`${ESC}[1;8;31mred${ESC}[8mx`], {sgr: 'keep'})).toBe(`${ESC}[1;31mredx${ESC}[0m`);
  expect(filtered([`${ESC}[38;5;8mgrey\u009b0m`], {sgr: 'keep'})).toBe(`${ESC}[38;5;8mgrey${ESC}[0m`);
  expect(filtered([`${ESC}[31mred${ESC}[2J`], {sgr: 'strip'})).toBe('red');
});

test('leaves a carriage return in for a reader that draws its own line', () => {
  expect(filtered(['10%\r20%\r', '\ndone'], {sgr: 'strip', keepReturn: true})).toBe('10%\r20%\r\ndone');
  expect(filtered(['10%\r20%\r', '\ndone'], {sgr: 'strip'})).toBe('10%␍20%\ndone');
});

test('shows broken UTF-8 as a replacement character', () => {
  expect(filtered([Uint8Array.of(0x61, 0xff, 0x9b, 0x33, 0x31, 0x6d)], {sgr: 'keep'})).toBe('a\ufffd\ufffd31m');
});
