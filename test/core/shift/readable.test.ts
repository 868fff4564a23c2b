import {expect, test} from 'vitest';
import type {Fact} from '../../../src/core/shift/fact.js';
import {isReadable, readableOf} from '../../../src/core/shift/readable.js';

const envelope = {v: 1, origin: 'here', at: '2026-11-20T17:12:52.000Z', by: 'ana'};
const told = {...envelope, seq: 1, type: 'note.added', note: 'n1', text: 'looking'} as Fact;
const malformed = {...envelope, seq: 2, type: 'note.added', note: 'n2'} as unknown as Fact;
const newer = {...told, v: 99, seq: 3} as Fact;
const stranger = {...envelope, seq: 4, type: 'planet.aligned'} as Fact;

test('of a whole log the same facts are readable as one by one, and it is looked through once', () => {
  const log = [told, malformed, newer, stranger];
  expect(readableOf(log)).toEqual([told, stranger]);
  expect(readableOf(log)).toEqual(log.filter(isReadable));
  expect(readableOf(log)).toBe(readableOf(log));
});
