import {expect, test} from 'vitest';
import {readInstant} from '../../../../src/relay/hooks/tell/instant.js';

const at = (value: unknown) => {
  const read = readInstant(value, 'startsAt');
  return read.ok ? read.value : read.reason;
};
const NIGHT = Date.UTC(2026, 10, 20, 17, 32, 56);

test.each([
  ['2026-11-20T17:32:56.290329319Z', NIGHT + 290],
  ['2026-11-20T17:32:56.29Z', NIGHT + 290],
  ['2026-11-20T17:32:56.9999999Z', NIGHT + 999],
  ['2026-11-20T17:32:56Z', NIGHT],
  ['2026-11-20T18:32:56+01:00', NIGHT],
  ['2026-11-20T12:02:56-05:30', NIGHT],
  ['2026-11-20 18:32:56 +0100', NIGHT],
  ['2026-11-20t17:32:56,5z', NIGHT + 500],
  ['2026-11-20T17:32:56.290329+00:00', NIGHT + 290],
  ['2026-11-20T17:32:56', NIGHT],
  [NIGHT / 1000, NIGHT],
  [NIGHT / 1000 + 0.25, NIGHT + 250],
  [NIGHT, NIGHT],
  [String(NIGHT), NIGHT],
  [String(NIGHT / 1000), NIGHT],
  ['9999-12-31T23:59:59Z', Date.UTC(9999, 11, 31, 23, 59, 59)],
])('%s is a time', (value, expected) => {
  expect(at(value)).toBe(expected);
});

test.each([[undefined], [null], [''], ['0001-01-01T00:00:00Z'], [0], ['0'], ['1970-01-01T00:00:00Z']])(
  '%s is no time at all',
  value => {
    expect(at(value)).toBeUndefined();
  },
);

test.each([
  ['yesterday'],
  ['2026-13-20T17:32:56Z'],
  ['2026-11-20T25:32:56Z'],
  ['2026-11-20'],
  ['9999-12-31T23:59:59-01:00'],
  [-1],
  [1e18],
  [Number.POSITIVE_INFINITY],
  ['1e9'],
  [true],
  [{}],
  [[]],
])('%s is refused', value => {
  expect(at(value)).toBe('`startsAt` is no time: write ISO 8601, or seconds or milliseconds since 1970.');
});
