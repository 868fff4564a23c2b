import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {brief, coarse, countdown, formatDuration, parseDuration} from '../../../src/core/time/duration.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('parseDuration', () => {
  test.each([
    ['15m', 15 * MINUTE],
    ['1d', DAY],
    ['1w', 7 * DAY],
    ['1y', 365 * DAY],
    ['1h30m', 90 * MINUTE],
    ['1d12h', 36 * HOUR],
    ['1h30m0.5s', 90 * MINUTE + 500],
    ['1.5h', 90 * MINUTE],
    ['.5s', 500],
    ['500ms', 500],
    ['2000us', 2],
    ['2000µs', 2],
    ['3000000ns', 3],
    ['1m1h', HOUR + MINUTE],
    ['0', 0],
    ['0s', 0],
    [' 5s ', 5000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '15', 'm', '-5m', '+5m', '5 m', '1h 30m', '5x', '1h1d', '1d1d', '1e3s', '300y', '1..5s', '5mm'])(
    'refuses "%s"',
    text => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test('reads back everything that formatDuration writes', () => {
    fc.assert(
      fc.property(fc.nat({max: 2 ** 31 - 1}), fc.nat({max: 4000}), (large, factor) => {
        const ms = large * factor;
        fc.pre(ms < 9_223_372_036_854);
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});

test.each([
  [0, '0s'],
  [7 * DAY, '1w'],
  [8 * DAY, '8d'],
  [365 * DAY, '1y'],
  [90 * MINUTE, '1h30m'],
  [DAY + 12 * HOUR, '1d12h'],
  [1500, '1s500ms'],
])('formatDuration writes %i ms as Prometheus does: %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('coarse keeps one unit and rounds down', () => {
  const texts = [-5, 0, MINUTE - 1, MINUTE, 4.9 * MINUTE, HOUR, 2.99 * HOUR, DAY, 3.5 * DAY].map(coarse);
  expect(texts).toEqual(['<1m', '<1m', '<1m', '1m', '4m', '1h', '2h', '1d', '3d']);
});

test('brief keeps two units, and seconds only while they are few', () => {
  const texts = [0, 40_000, 100_000, 2 * MINUTE, 47.5 * MINUTE, 5 * HOUR + 12 * MINUTE, DAY, 2 * DAY + 3.5 * HOUR].map(
    brief,
  );
  expect(texts).toEqual(['0s', '40s', '1m40s', '2m', '47m', '5h12m', '1d', '2d3h']);
});

test('countdown rounds up, so that 0:00 is the moment itself', () => {
  expect([108_000, 107_001, 59_000, 1, 0, -5000, 3_723_000].map(countdown)).toEqual([
    '1:48',
    '1:48',
    '0:59',
    '0:01',
    '0:00',
    '0:00',
    '1:02:03',
  ]);
});
