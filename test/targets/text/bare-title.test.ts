import {expect, test} from 'vitest';
import {bareTitle} from '../../../src/targets/text/bare-title.js';

test('a title that begins with its severity is not given it a second time', () => {
  expect(bareTitle({title: 'P1 DiskFull db-1', severity: 'P1'})).toBe('DiskFull db-1');
  expect(bareTitle({title: '[P1] DiskFull db-1', severity: 'P1'})).toBe('DiskFull db-1');
  expect(bareTitle({title: 'P2 is worse than P1', severity: 'P1'})).toBe('P2 is worse than P1');
  expect(bareTitle({title: 'P1', severity: 'P1'})).toBe('P1');
});
