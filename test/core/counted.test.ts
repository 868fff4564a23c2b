import {expect, test} from 'vitest';
import {counted, timesOver} from '../../src/core/counted.js';

test('one of a thing is not several', () => {
  expect([0, 1, 2].map(count => counted(count, 'alert'))).toEqual(['0 alerts', '1 alert', '2 alerts']);
  expect([1, 2].map(count => counted(count, 'thing keeps', 'things keep'))).toEqual(['1 thing keeps', '2 things keep']);
  expect([1, 3].map(timesOver)).toEqual(['once', '3 times']);
});
