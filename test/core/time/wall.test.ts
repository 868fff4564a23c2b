import {expect, test} from 'vitest';
import {parseWall, parseWhen} from '../../../src/core/time/wall.js';

test.each([
  ['2026-11-02T09:00', Date.UTC(2026, 10, 2, 9)],
  ['2026-11-02 09:00:30', Date.UTC(2026, 10, 2, 9, 0, 30)],
  ['2026-11-02', Date.UTC(2026, 10, 2)],
  ['2026-11-02T09:00:00Z', undefined],
  ['2026-02-30', undefined],
  ['2026-11-02T25:00', undefined],
  ['monday', undefined],
])('the wall time %s', (text, wall) => {
  expect(parseWall(text)).toBe(wall);
});

test('a time without a zone is by the clocks of the given one', () => {
  expect(parseWhen('2026-07-02T09:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 2, 7));
  expect(parseWhen('2026-07-02T09:00:00-04:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 2, 13));
  expect(parseWhen('soon', 'Europe/Berlin')).toBeUndefined();
});
