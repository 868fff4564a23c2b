import {expect, test} from 'vitest';
import {bareRecord, isRecord, own, ownText} from '../../../../src/relay/hooks/body/record.js';

test('what an object inherits is not its own', () => {
  const parsed = JSON.parse('{"a":1}');
  expect(own(parsed, 'a')).toBe(1);
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(own(parsed, name)).toBeUndefined();
});

test('a record takes any name, and changes nothing else', () => {
  const record = bareRecord([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  expect(Object.entries(record)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  expect(JSON.stringify(record)).toBe('{"__proto__":"x","constructor":"y"}');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(bareRecord().toString).toBeUndefined();
});

test('a list is no record, and empty text counts as left out', () => {
  expect([[], null, 'a', 1, undefined].map(isRecord)).toEqual([false, false, false, false, false]);
  expect(isRecord({})).toBe(true);
  expect(ownText({a: 'x', b: '', c: 1}, 'a')).toBe('x');
  expect(ownText({a: 'x', b: '', c: 1}, 'b')).toBeUndefined();
  expect(ownText({a: 'x', b: '', c: 1}, 'c')).toBeUndefined();
});
