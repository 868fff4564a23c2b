import {expect, test} from 'vitest';
import {nameInRows, shortNames} from '../../../src/core/board/source-names.js';
import {upHealth} from '../../support/given.js';

function sources(...names: readonly string[]) {
  return new Map(names.map(source => [source, upHealth({source})]));
}

function short(...names: readonly string[]): readonly string[] {
  return [...shortNames(names).values()];
}

test('the only source is not named in every row', () => {
  expect(nameInRows(sources('127.0.0.1:9093'), '127.0.0.1:9093')).toBe('');
});

test('one that is no longer configured is named, also beside a single other one', () => {
  expect(nameInRows(sources('eu'), 'old')).toBe('old');
});

test('several sources are, by what tells them apart', () => {
  expect(nameInRows(sources('eu', 'us'), 'us')).toBe('us');
  expect(nameInRows(sources('am-1.example.com:9093', 'am-2.example.com:9093'), 'am-2.example.com:9093')).toBe('am-2');
});

test('an address is as short as it can be and still differ from the others', () => {
  expect(short('am-1.eu.example.com:9093', 'am-1.us.example.com:9093')).toEqual([
    'am-1.eu.example.com',
    'am-1.us.example.com',
  ]);
  expect(short('10.0.3.4:9093', '10.0.3.5:9093')).toEqual(['10.0.3.4', '10.0.3.5']);
  expect(short('127.0.0.1:9093', '127.0.0.1:9094')).toEqual([':9093', ':9094']);
  expect(short('127.0.0.1:9093', '127.0.0.1:9094', '[::1]:9093')).toEqual([
    '127.0.0.1:9093',
    '127.0.0.1:9094',
    '[::1]:9093',
  ]);
});

test('a name that somebody chose stays as it is', () => {
  expect(short('eu-west.prod', 'us-east.prod', 'am-3.example.com:9093')).toEqual([
    'eu-west.prod',
    'us-east.prod',
    'am-3',
  ]);
});
