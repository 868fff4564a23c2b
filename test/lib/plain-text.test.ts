import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {plainText} from '../../src/lib/plain-text.js';

const ESC = '\u001b';

describe('control sequences are removed', () => {
  test.each([
    ['a colour', `${ESC}[1;31mred${ESC}[0m`, 'red'],
    ['a cursor move with private parameters', `a${ESC}[?1049hb${ESC}[2;3Hc`, 'abc'],
    ['a CSI with intermediates', `a${ESC}[1 qb${ESC}[!pc`, 'abc'],
    ['an OSC ended by BEL', `a${ESC}]0;title\u0007b`, 'ab'],
    ['an OSC 52 ended by ST', `a${ESC}]52;c;cm0gLXJm${ESC}\\b`, 'ab'],
    ['an OSC 8 link', `${ESC}]8;;http://evil${ESC}\\docs${ESC}]8;;${ESC}\\`, 'docs'],
    ['a DCS', `a${ESC}P$q"p${ESC}\\b`, 'ab'],
    ['an APC, a PM and an SOS', `a${ESC}_x${ESC}\\b${ESC}^y${ESC}\\c${ESC}Xz${ESC}\\d`, 'abcd'],
    ['the tmux wrapping of an OSC', `a${ESC}Ptmux;${ESC}${ESC}]52;c;eA==\u0007${ESC}\\b`, 'ab'],
    ['C1 introducers', 'a\u009b31mb\u009d0;t\u0007c\u0090q\u009cd\u009fx\u009ce', 'abcde'],
    ['other C1 controls', 'a\u0085\u0084\u008d\u009cb', 'ab'],
    ['two-character escapes', `a${ESC}cb${ESC}7c${ESC}(Bd`, 'abcd'],
    ['an escape at the end', `a${ESC}`, 'a'],
    ['a CSI that never ends', `a${ESC}[31`, 'a'],
    ['an OSC that never ends', `a${ESC}]0;title`, 'a'],
    ['an escape cancelled by CAN', `a${ESC}[31\u0018b`, 'ab'],
    ['an escape inside a CSI', `a${ESC}[3${ESC}[1mb`, 'ab'],
  ])('%s', (_, given, expected) => {
    expect(plainText(given)).toBe(expected);
  });

  test('a newline ends a string that never ends, so the next line is not hidden', () => {
    expect(plainText(`a${ESC}]0;title\nnext`, {multiline: true})).toBe('a\nnext');
  });

  test('a string that never ends hides 4096 characters at most', () => {
    expect(plainText(`${ESC}]0;${'x'.repeat(5000)}`)).toBe('x'.repeat(5002 - 4096));
  });
});

describe('what has no shape of its own is shown', () => {
  test.each([
    ['controls as pictures', 'a\u0000\u0007\b\u007fb', 'a␀␇␈␡b'],
    ['a tab as a space', 'a\tb', 'a b'],
    ['a line end, in one line', 'a\nb\r\nc', 'a␊b␊c'],
    ['a carriage return', 'rm -rf /\recho ok', 'rm -rf /␍echo ok'],
    ['bidi overrides and isolates', 'a\u202eb\u2066c\u061c', 'a<U+202E>b<U+2066>c<U+061C>'],
    ['zero-width characters', 'rm\u200b -rf\ufeff\u2060\u00ad', 'rm<U+200B> -rf<U+FEFF><U+2060><U+00AD>'],
    ['tag characters', 'a\u{e0041}', 'a<U+E0041>'],
    ['private use', '\ue0b0\u{10ffff}', '<U+E0B0><U+10FFFF>'],
    ['line separators and annotations', '\u2028\u2029\ufff9\ufffb', '<U+2028><U+2029><U+FFF9><U+FFFB>'],
    ['lone surrogates', 'a\ud800b\udc00', 'a<U+D800>b<U+DC00>'],
    ['a joiner between emoji', '👩\u200d🚒', '👩<U+200D>🚒'],
    ['more marks than a letter can carry', `e${'\u0301'.repeat(8)}`, `e${'\u0301'.repeat(6)}<U+0301><U+0301>`],
    ['a mark with nothing to stand on', '\u0301a', '◌\u0301a'],
  ])('%s', (_, given, expected) => {
    expect(plainText(given)).toBe(expected);
  });

  test('line ends stay in multiline text, CRLF as one', () => {
    expect(plainText('a\r\nb\nc\rd\r', {multiline: true})).toBe('a\nb\nc␍d␍');
  });
});

describe('ordinary text is left alone', () => {
  test.each(['', 'disk 9 % left', 'größe 容量 объём ✓ … — ½', '🔥 prod 🇩🇪', 'café cafe\u0301', 'का'])('%s', text => {
    expect(plainText(text)).toBe(text);
  });

  test('an emoji loses only what terminals disagree about', () => {
    expect(plainText('⚠\ufe0f 👍🏽 1\ufe0f\u20e3')).toBe('⚠ 👍 1\u20e3');
  });
});

describe('a limit', () => {
  test('cuts with an ellipsis, and only where text is longer', () => {
    expect(plainText('abcdef', {maxLength: 6})).toBe('abcdef');
    expect(plainText('abcdefg', {maxLength: 6})).toBe('abcde…');
    expect(plainText(`${ESC}[31mabcdef`, {maxLength: 6})).toBe('abcdef');
    expect(plainText(`${ESC}[31mabcdefg`, {maxLength: 6})).toBe('abcde…');
  });

  test('never cuts a character or its mark in two', () => {
    expect(plainText('abc👍👍', {maxLength: 5})).toBe('abc…');
    expect(plainText('abc\u202edef', {maxLength: 8})).toBe('abc…');
  });
});

const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(ESC, '[', ']', 'P', '_', '\\', ';', 'm', '31', '8', '\u0007', '\u009b', '\u009d', '\u009c', '\n'),
    fc.constantFrom('\r', '\t', '\u202e', '\u200d', '👩', '🏽', '\ufe0f', '\ud83d', '\udc00', '\u0301', '<U+'),
    fc.string({unit: 'binary', maxLength: 3}),
  ),
  {maxLength: 30},
);

describe('whatever comes in', () => {
  test('only visible characters come out, and a second pass changes nothing', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (parts, multiline) => {
        const once = plainText(parts.join(''), {multiline});
        expect(once).not.toMatch(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(multiline ? once.replaceAll('\n', '') : once).not.toMatch(/\p{Cc}/u);
        expect(plainText(once, {multiline})).toBe(once);
      }),
      {numRuns: 3000},
    );
  });

  test('a limit holds, and gives the start of the whole', () => {
    fc.assert(
      fc.property(hostile, fc.integer({min: 1, max: 20}), (parts, maxLength) => {
        const whole = plainText(parts.join(''));
        const cut = plainText(parts.join(''), {maxLength});
        expect(cut.length).toBeLessThanOrEqual(maxLength);
        if (whole.length <= maxLength) expect(cut).toBe(whole);
        else expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
      }),
      {numRuns: 3000},
    );
  });
});
