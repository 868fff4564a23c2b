import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {lineSplitter} from '../../../src/lib/node/line-splitter.js';

function split(chunks: readonly Uint8Array[], limit = 1000): {lines: string[]; tooLong: number} {
  const seen = {lines: [] as string[], tooLong: 0};
  const splitter = lineSplitter({
    limit,
    onLine: line => seen.lines.push(line.toString()),
    onTooLong: () => {
      seen.tooLong++;
    },
  });
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  return seen;
}

describe('lines', () => {
  test('are the same however the bytes were cut', () => {
    const lines = fc.array(fc.string({unit: 'binary'}).filter(line => !line.includes('\n')));
    fc.assert(
      fc.property(lines, fc.array(fc.nat(500)), (wanted, cuts) => {
        const bytes = Buffer.from(wanted.map(line => `${line}\n`).join(''));
        const places = [0, ...cuts.map(cut => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(split(chunks, 10_000).lines).toEqual(wanted.map(line => Buffer.from(line).toString()));
      }),
    );
  });

  test('without their newline are held back', () => {
    expect(split([Buffer.from('one\ntw')]).lines).toEqual(['one']);
  });

  test('over the limit end it, once, with what came before', () => {
    const seen = split([Buffer.from('one\n1234567'), Buffer.from('89012'), Buffer.from('\nthree\n')], 10);
    expect(seen).toEqual({lines: ['one'], tooLong: 1});
  });

  test('as long as the limit are fine', () => {
    expect(split([Buffer.from('1234567890\n')], 10)).toEqual({lines: ['1234567890'], tooLong: 0});
  });
});
