import {expect, test} from 'vitest';
import {flow} from '../../src/ui/flow.js';
import {unpainted} from '../../src/ui/theme.js';

test('parts go on in the next line where they do not fit, and nothing is lost', () => {
  const parts = [{text: 'hits 2 now, '}, {text: '0 outside'}, {text: '  write 2h, or START to END'}];
  expect(flow(unpainted, parts, {width: 30})).toEqual(['hits 2 now, 0 outside  write ', '2h, or START to END']);
  expect(flow(unpainted, parts, {width: 80})).toEqual(['hits 2 now, 0 outside  write 2h, or START to END']);
});

test('lines after the first are indented, and a word longer than a line is broken', () => {
  expect(flow(unpainted, [{text: 'eu', width: 4}, {text: 'one two three'}], {width: 11, indent: 4})).toEqual([
    'eu  one two',
    '    three',
  ]);
  expect(flow(unpainted, [{text: 'abcdefgh'}], {width: 3})).toEqual(['abc', 'def', 'gh']);
});

test('each word keeps its tone', () => {
  const paint = (tone: string, text: string) => `<${tone} ${text}>`;
  expect(flow(paint, [{text: 'a b', tone: 'warning'}], {width: 1})).toEqual(['<warning a>', '<plain ><warning b>']);
});

test('a line end in a text starts a new line, and never stands in one', () => {
  expect(flow(unpainted, [{text: 'one two\nthree'}, {text: ' four\n\nfive'}], {width: 20})).toEqual([
    'one two',
    'three four',
    'five',
  ]);
});
