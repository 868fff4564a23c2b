import {expect, test} from 'vitest';
import {nearest} from '../../src/lib/nearest.js';

test.each([
  ['pol', 'poll'],
  ['alertmanager', 'alertmanagers'],
  ['Operator', 'operator'],
  ['opreator', 'operator'],
  ['xyz', undefined],
  ['zebra', undefined],
])('%s is nearest to %s', (word, meant) => {
  expect(nearest(word, ['poll', 'operator', 'alertmanagers', 'ui'])).toBe(meant);
});
