import fc from 'fast-check';
import {expect, test} from 'vitest';
import {outputLines} from '../../src/runner/output-lines.js';

function shown(...chunks: (string | Uint8Array)[]): string[] {
  const out = outputLines();
  const byIndex = new Map<number, string>();
  const take = () => {
    for (const {index, text, leftOut} of out.take()) byIndex.set(index, leftOut === undefined ? text : `[${leftOut}]`);
  };
  for (const chunk of chunks) {
    out.push(Buffer.from(chunk));
    take();
  }
  out.end();
  take();
  return [...byIndex].sort(([a], [b]) => a - b).map(([, text]) => text);
}

test.each([
  ['lines, the last one also without its end', 'a\nb\n\nc', ['a', 'b', '', 'c']],
  ['a carriage return overwrites the line', '10%\r50%\r100%\ndone\n', ['100%', 'done']],
  ['a return before a line end does not', 'a\r\nb\r\n', ['a', 'b']],
  ['a return alone keeps the line until something comes', 'abc\r', ['abc']],
  ['tabs go to the next stop', 'a\tb\n\u65e5\tc\n12345678\td\n', ['a       b', '\u65e5      c', '12345678        d']],
  [
    'colours stay, and end with their line',
    '\u001b[31mred\nstill\u001b[0m plain\n',
    ['\u001b[31mred\u001b[0m', '\u001b[31mstill\u001b[0m plain'],
  ],
  ['other controls are shown', 'a\u0000b\u0007c\u001b[2Jd\u001b]0;title\u0007e\n', ['a\u2400b\u2407cde']],
])('%s', (_, text, lines) => {
  expect(shown(text)).toEqual(lines);
});

test('the result does not depend on where the bytes were cut', () => {
  const bits = [
    'a',
    'é',
    '日',
    '🙂',
    '\n',
    '\r',
    '\t',
    '\u001b[31m',
    '\u001b[0m',
    '\u001b[',
    'x\u0301',
    '\u009b',
    '\0',
  ];
  const texts = fc.array(fc.constantFrom(...bits), {maxLength: 40}).map(parts => parts.join(''));
  fc.assert(
    fc.property(texts, fc.array(fc.nat(60), {maxLength: 8}), (text, cuts) => {
      const bytes = Buffer.from(text);
      const at = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const pieces = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
      expect(shown(...pieces)).toEqual(shown(bytes));
    }),
  );
});

test('a line of 100 MB takes a bounded part of memory and screen, and says how much is left out', () => {
  const out = outputLines();
  const chunk = Buffer.alloc(64 * 1024, 'a');
  let longest = 0;
  for (let i = 0; i < 1600; i++) {
    out.push(chunk);
    for (const {text} of out.take()) longest = Math.max(longest, text.length);
  }
  out.push(Buffer.from('\nnext\n'));
  const lines = out.take();
  expect(longest).toBeLessThan(5_000);
  expect(lines[0]?.text).toMatch(new RegExp(`^a{4000} … ${1600 * 64 * 1024 - 4_000} more characters in the file$`));
  expect(lines[1]).toEqual({index: 1, text: 'next'});
});

test('a batch of many lines leaves its middle out, and counts it', () => {
  const out = outputLines();
  out.push(Buffer.from(Array.from({length: 5_000}, (_, i) => `${i}\n`).join('')));
  const lines = out.take();
  expect(lines.length).toBeLessThanOrEqual(1_001);
  const gap = lines.find(({leftOut}) => leftOut !== undefined);
  expect(lines.length - 1 + (gap?.leftOut ?? 0)).toBe(5_000);
  expect(lines.at(-1)).toEqual({index: 4_999, text: '4999'});
});

test('what is passed over unread counts as lines left out, and the rest keeps its numbers', () => {
  const out = outputLines();
  out.push(Buffer.from('0\n1\npart of 2'));
  out.take();
  out.skip({bytes: 1_000, lineEnds: 10, whole: false});
  out.push(Buffer.from('tail\n13\n'));
  expect(out.take()).toEqual([
    {index: 2, text: 'part of 2'},
    {index: 3, text: '', leftOut: 9},
    {index: 12, text: '… tail'},
    {index: 13, text: '13'},
  ]);
});
