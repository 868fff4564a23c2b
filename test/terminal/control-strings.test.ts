import {describe, expect, test} from 'vitest';
import {copyString, linkTarget, titleString} from '../../src/terminal/control-strings.js';

const ESC = '\u001b';

describe('the clipboard', () => {
  test('gets text as base64', () => {
    expect(copyString('größe\nx', false)).toBe(`${ESC}]52;c;${Buffer.from('größe\nx').toString('base64')}\u0007`);
  });

  test('gets no control characters', () => {
    const sent = copyString(`a${ESC}]52;c;eA==\u0007\rb`, false) ?? '';
    expect(Buffer.from(sent.slice(7, -1), 'base64').toString()).toBe('a␍b');
  });

  test('takes 74,994 bytes and no more', () => {
    expect(copyString('x'.repeat(74_994), false)?.length).toBe(100_000);
    expect(copyString('x'.repeat(74_995), false)).toBeUndefined();
    expect(copyString('ß'.repeat(37_498), false)).toBeUndefined();
  });

  test('is reached through tmux in both of its ways', () => {
    expect(copyString('x', true)).toBe(`${ESC}]52;c;eA==\u0007${ESC}Ptmux;${ESC}${ESC}]52;c;eA==\u0007${ESC}\\`);
  });
});

describe('a link target', () => {
  test('is printable ASCII', () => {
    expect(linkTarget('https://x.example/a?b=c#d')).toBe('https://x.example/a?b=c#d');
    expect(linkTarget('https://x.example/ä b')).toBe('https://x.example/%C3%A4%20b');
    expect(linkTarget(`https://x.example/${ESC}]8;;http://evil\u0007`)).toBe('https://x.example/');
    expect(linkTarget(`https://x.example/${ESC}\\${ESC}[31mred\u009c`)).toBe('https://x.example/red');
  });

  test('is of a kind that is for opening', () => {
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'x.example', '']) {
      expect(linkTarget(url)).toBeUndefined();
    }
  });
});

test('a title is one line of text, and not a long one', () => {
  expect(titleString(`P1 2\n${ESC}]0;evil\u0007db`)).toBe(`${ESC}]2;P1 2␊db${ESC}\\`);
  expect(titleString('x'.repeat(500)).length).toBeLessThan(220);
});
