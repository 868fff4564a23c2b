import {expect, test} from 'vitest';
import {isOneOf, sameSecret} from '../../../../src/relay/hooks/proof/same-secret.js';

test('secrets of any length can be compared', () => {
  expect(sameSecret('abc', 'abc')).toBe(true);
  expect(sameSecret('abc', 'abd')).toBe(false);
  expect(sameSecret('abc', 'abcd')).toBe(false);
  expect(sameSecret('', 'a')).toBe(false);
});

test('any of several is enough, none of none is not', () => {
  expect(isOneOf('new', ['new', 'old'])).toBe(true);
  expect(isOneOf('old', ['new', 'old'])).toBe(true);
  expect(isOneOf('older', ['new', 'old'])).toBe(false);
  expect(isOneOf('', [])).toBe(false);
});
