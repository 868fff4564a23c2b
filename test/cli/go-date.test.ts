import {expect, test} from 'vitest';
import {AMTOOL_LAYOUT, goDate} from '../../src/cli/go-date.js';

const ms = Date.parse('2026-01-05T15:04:09.037Z');

test.each([
  [AMTOOL_LAYOUT, 'UTC', '2026-01-05 15:04:09 UTC'],
  ['Mon Jan _2 15:04:05 2006', 'UTC', 'Mon Jan  5 15:04:09 2026'],
  ['Monday, 02-Jan-06 03:04PM', 'UTC', 'Monday, 05-Jan-26 03:04PM'],
  ['2006-01-02T15:04:05.000Z07:00', 'Europe/Berlin', '2026-01-05T16:04:09.037+01:00'],
  ['2006-01-02T15:04:05Z07:00', 'UTC', '2026-01-05T15:04:09Z'],
  ['January 02 -0700', 'Asia/Kolkata', 'January 05 +0530'],
  ['15:04 MST', 'Europe/Berlin', '16:04 CET'],
])('%s in %s is %s', (layout, zone, expected) => {
  expect(goDate(ms, layout, zone)).toBe(expected);
});
