import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Fact} from '../../src/core/shift/fact.js';
import {decodeLine, encodeFact} from '../../src/journal/codec.js';
import {note} from './support/journals.js';

const facts: fc.Arbitrary<Fact> = fc
  .record({
    envelope: fc.record({
      v: fc.integer({min: 1, max: 9}),
      seq: fc.nat(),
      origin: fc.string(),
      at: fc.string(),
      by: fc.string({unit: 'binary'}),
    }),
    body: fc.dictionary(fc.string(), fc.jsonValue()),
    type: fc.constantFrom('note.added', 'later.invented'),
  })
  .map(({envelope, body, type}) => ({...body, ...envelope, type}) as Fact);

function decode(line: Buffer, ascii = false): unknown {
  return decodeLine(line, {start: 0, end: line.length - 1, ascii});
}

describe('a line of the journal', () => {
  test('gives back every fact as it was', () => {
    fc.assert(
      fc.property(facts, fact => {
        expect(decode(encodeFact(fact))).toEqual(JSON.parse(JSON.stringify(fact)));
      }),
    );
  });

  test('is one line, whatever stands in the fact', () => {
    fc.assert(
      fc.property(facts, fact => {
        const line = encodeFact(fact);
        expect(line.indexOf(0x0a)).toBe(line.length - 1);
      }),
    );
  });

  test('begins with the envelope and ends with the checksum of the bytes before it', () => {
    const line = encodeFact(note(7)).toString();
    expect(line).toBe(
      '{"v":1,"seq":7,"origin":"j-test","at":"2026-09-21T14:13:20.007Z","by":"ana","type":"note.added","note":"n7","text":"note 7","crc":"5240917b"}\n',
    );
  });

  test('does not decode when any one byte of it differs', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.integer({min: 1, max: 255}), (fact, place, change) => {
        const line = encodeFact(fact);
        const at = place % (line.length - 1);
        line[at] = (line[at] ?? 0) ^ change;
        expect(decode(line)).toBeUndefined();
      }),
      {numRuns: 300},
    );
  });

  test('does not decode when it was cut anywhere', () => {
    const line = encodeFact(note(1, 'Grüße, 日本'));
    for (let length = 0; length < line.length - 1; length++) {
      expect(decodeLine(line, {start: 0, end: length, ascii: false})).toBeUndefined();
    }
  });

  test('keeps a field of the fact that is itself called crc', () => {
    const fact: Fact = {...note(1), type: 'later.invented', crc: 'mine'};
    expect(decode(encodeFact(fact))).toEqual(fact);
  });

  test('reads the same when the file is known to be plain ASCII', () => {
    expect(decode(encodeFact(note(1)), true)).toEqual(note(1));
  });
});
