import {describe, expect, test} from 'vitest';
import {excerptOf, NO_OUTPUT, withLines} from '../../../src/core/runbook/output.js';

const numbered = (from: number, count: number) =>
  Array.from({length: count}, (_, at) => ({index: from + at, text: `line ${from + at}`}));

describe('the output of a run', () => {
  test('shows a rewritten line once, as it is now', () => {
    const first = withLines(NO_OUTPUT, [{index: 0, text: '10 %'}]);
    expect(
      withLines(first, [
        {index: 0, text: '20 %'},
        {index: 1, text: 'done'},
      ]).lines,
    ).toEqual(['20 %', 'done']);
  });

  test('keeps the newest lines and knows how many went before', () => {
    const output = withLines(NO_OUTPUT, numbered(0, 2_500));
    expect(output.lines).toHaveLength(2_000);
    expect([output.first, output.lines[0]]).toEqual([500, 'line 500']);
    expect(withLines(output, [{index: 3, text: 'too old'}])).toEqual(output);
  });

  test('goes on after a gap with what comes after it', () => {
    const output = withLines(withLines(NO_OUTPUT, numbered(0, 3)), numbered(900, 2));
    expect(output).toEqual({first: 900, lines: ['line 900', 'line 901']});
  });
});

describe('an excerpt', () => {
  test('is the whole of a short output', () => {
    expect(excerptOf(withLines(NO_OUTPUT, numbered(0, 2)), 100)).toBe('line 0\nline 1');
  });

  test('is whole lines from the end, and says how many are missing', () => {
    expect(excerptOf(withLines(NO_OUTPUT, numbered(0, 100)), 20)).toBe('… 98 earlier lines\nline 98\nline 99');
  });

  test('of one endless line is its end', () => {
    expect(excerptOf({first: 0, lines: ['x'.repeat(50)]}, 10)).toBe(`… ${'x'.repeat(10)}`);
  });
});
