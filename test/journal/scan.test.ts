import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Fact} from '../../src/core/shift/fact.js';
import {encodeFact, encodeHeader, FORMAT} from '../../src/journal/codec.js';
import {scanSegment} from '../../src/journal/scan.js';
import {crc32} from '../../src/lib/node/crc32.js';
import {note, notes, ORIGIN} from './support/journals.js';

const ref = {number: 1, path: 'segments/000001.jsonl'};
const header = encodeHeader({format: FORMAT, origin: ORIGIN, segment: 1, first: 1, at: '2026-09-21T14:13:20.000Z'});
/** More than are read at once. */
const MANY = 2_100;
const many = notes(1, MANY).map(encodeFact);

function scan(lines: readonly Buffer[]) {
  return scanSegment(ref, Buffer.concat([header, ...lines]));
}

/** A line with the right checksum, whatever it says. */
function sealed(body: string): Buffer {
  const crc = crc32(Buffer.from(body)).toString(16).padStart(8, '0');
  return Buffer.from(`${body},"crc":"${crc}"}\n`);
}

const anyFact = fc
  .record({text: fc.string({unit: 'binary'}), extra: fc.dictionary(fc.string(), fc.jsonValue())})
  .map(({text, extra}) => ({text, extra}));

describe('the lines of a segment', () => {
  test('are facts as they were recorded, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(anyFact, {maxLength: 20}), bodies => {
        const facts = bodies.map(({text, extra}, index): Fact => ({...extra, ...note(index + 1, text)}));
        expect(scan(facts.map(encodeFact)).facts).toEqual(JSON.parse(JSON.stringify(facts)));
      }),
    );
  });

  test('are all read, however many they are', () => {
    expect(scan(many).facts).toEqual(notes(1, MANY));
    expect(scan([]).facts).toEqual([]);
  });

  test.each([1, 2, 1023, 1024, 1025, 2048, MANY - 1])('number %i of them, damaged, is named', number => {
    const damaged = Buffer.from(many[number - 1] ?? '');
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    const line = number + 1;
    expect(() => scan(many.with(number - 1, damaged))).toThrow(`line ${line} of ${ref.path} is damaged`);
  });

  test.each([1, 1024, 1025, MANY])('number %i of them is left out where the file is torn within it', number => {
    const torn = many[number - 1]?.subarray(0, 30) ?? Buffer.from('');
    const {facts, end} = scan([...many.slice(0, number - 1), torn]);
    expect(facts).toHaveLength(number - 1);
    expect(end).toBe(header.length + Buffer.concat(many.slice(0, number - 1)).length);
  });

  test('with a number that an earlier one has are refused where they stand', () => {
    expect(() => scan([...many.slice(0, 1500), encodeFact(note(3)), ...many.slice(1500)])).toThrow(
      `line 1502 of ${ref.path} repeats a number`,
    );
  });

  test('are damaged where the checksum is right and the text is not one object', () => {
    const [first, second, third] = notes(1, 3).map(fact => encodeFact(fact));
    const [two] = [JSON.stringify(note(2)).slice(0, -1)];
    for (const body of [`${two}},${two}`, '{"v":1', '{"v":[1', '17,{"v":1', `{"text":"x`]) {
      const lines = [first, sealed(body), third].map(line => line ?? Buffer.from(''));
      expect(() => scan(lines), body).toThrow(`line 3 of ${ref.path} is damaged`);
      expect(scan(lines.slice(0, 2)).facts, body).toEqual([note(1)]);
    }
    expect(scan([first, second, third].map(line => line ?? Buffer.from(''))).facts).toHaveLength(3);
  });
});
