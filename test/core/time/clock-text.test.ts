import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  dayHhmm,
  hhmm,
  hhmmss,
  hhmmZ,
  isTimeZone,
  localString,
  parseRfc3339,
  rfc3339,
  utcString,
} from '../../../src/core/time/clock-text.js';

const NIGHT = Date.UTC(2026, 10, 20, 3, 41, 7, 250);

test('wall-clock time is that of the zone, and UTC without one', () => {
  expect(hhmm(NIGHT)).toBe('03:41');
  expect(hhmmZ(NIGHT)).toBe('03:41Z');
  expect(hhmmss(NIGHT, 'UTC')).toBe('03:41:07');
  expect(hhmm(NIGHT, 'Europe/Berlin')).toBe('04:41');
  expect(hhmm(NIGHT, 'America/St_Johns')).toBe('00:11');
  expect(hhmm(NIGHT, 'Asia/Kathmandu')).toBe('09:26');
});

test('the hour changes with daylight saving', () => {
  const change = Date.UTC(2026, 2, 29, 1, 0);
  expect(hhmm(change - 60_000, 'Europe/Berlin')).toBe('01:59');
  expect(hhmm(change, 'Europe/Berlin')).toBe('03:00');
});

test('an unknown zone shows UTC instead of failing', () => {
  expect(hhmm(NIGHT, 'Mars/Olympus')).toBe('03:41');
  expect(isTimeZone('Mars/Olympus')).toBe(false);
  expect(isTimeZone('')).toBe(false);
  expect(isTimeZone('Europe/Berlin')).toBe(true);
});

test('another day is named', () => {
  expect(dayHhmm(NIGHT, NIGHT + 60_000)).toBe('03:41');
  expect(dayHhmm(NIGHT, NIGHT - 5 * 3_600_000)).toBe('11-20 03:41');
  expect(dayHhmm(NIGHT, Date.UTC(2027, 0, 1))).toBe('2026-11-20 03:41');
});

describe('RFC 3339', () => {
  test('is written as the runtime writes it', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 253_402_300_799_999}), ms => {
        expect(rfc3339(ms)).toBe(new Date(ms).toISOString());
        expect(parseRfc3339(rfc3339(ms))).toBe(ms);
      }),
    );
  });

  test.each([
    ['2026-11-20T03:41:07.250Z', NIGHT],
    ['2026-11-20T03:41:07.250999999Z', NIGHT],
    ['2026-11-20T04:41:07.25+01:00', NIGHT],
    ['2026-11-20T00:11:07.25-03:30', NIGHT],
    ['2026-11-20 03:41Z', Date.UTC(2026, 10, 20, 3, 41)],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000],
  ])('reads %s', (text, ms) => {
    expect(parseRfc3339(text)).toBe(ms);
  });

  test.each([
    '2026-11-20',
    '2026-11-20T03:41',
    '2026-02-30T00:00Z',
    '2026-13-01T00:00Z',
    '2026-11-20T24:00Z',
    'tomorrow',
  ])('refuses %s', text => {
    expect(parseRfc3339(text)).toBeUndefined();
  });
});

test("the forms of karma's templates are those a browser writes", () => {
  expect(utcString(NIGHT)).toBe(new Date(NIGHT).toUTCString());
  expect(localString(NIGHT, 'UTC')).toBe('Fri Nov 20 2026 03:41:07 GMT+0000 (Coordinated Universal Time)');
  expect(localString(NIGHT, 'Europe/Berlin')).toBe(
    'Fri Nov 20 2026 04:41:07 GMT+0100 (Central European Standard Time)',
  );
  expect(localString(NIGHT, 'America/St_Johns')).toBe('Fri Nov 20 2026 00:11:07 GMT-0330 (Newfoundland Standard Time)');
});
