import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {at, pointer} from '../../../../src/relay/hooks/generic/pointer.js';

const ALERT = {a: {'b/c': 1, 'd~e': 2, '': 3, list: [{x: 4}, 5]}, nothing: null};
const BODY = {status: 'up', alerts: [ALERT]};
const found = (path: string) => at(path, {alert: ALERT, body: BODY});

test.each([
  ['', ALERT],
  ['/a/b~1c', 1],
  ['/a/d~0e', 2],
  ['/a/', 3],
  ['/a/list/0/x', 4],
  ['/a/list/1', 5],
  ['/nothing', null],
  ['#', BODY],
  ['#/status', 'up'],
  ['#/alerts/0/a/b~1c', 1],
])('%j leads to what is there', (path, expected) => {
  expect(found(path)).toEqual(expected);
});

test.each([
  ['/x'],
  ['/a/list/2'],
  ['/a/list/00'],
  ['/a/list/-'],
  ['/a/list/length'],
  ['/nothing/x'],
  ['/a/b~1c/toFixed'],
])('%j leads nowhere', path => {
  expect(found(path)).toBeUndefined();
});

test('no pointer leads to what objects inherit', () => {
  for (const path of ['/constructor', '/__proto__', '/a/toString', '#/hasOwnProperty'])
    expect(found(path)).toBeUndefined();
});

describe('in a configuration', () => {
  const isPointer = (text: string) => v.safeParse(pointer, text).success;

  test('a pointer begins with a slash, or with # for the top', () => {
    expect(['', '/a', '/a/b~0~1', '#', '#/a', '/ä/ b'].map(isPointer)).toEqual([true, true, true, true, true, true]);
    expect(['a', 'a/b', '/a~', '/a~2', '$.a', '##/a'].map(isPointer)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
