import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  dayHhmm,
  daySpanHhmm,
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

test('the hour that comes twice is told apart by its offset, and no other is', () => {
  const hour = 3_600_000;
  const second = Date.UTC(2026, 9, 25, 1, 30);
  expect(hhmm(second - hour, 'Europe/Berlin')).toBe('02:30+02:00');
  expect(hhmmss(second, 'Europe/Berlin')).toBe('02:30:00+01:00');
  expect(hhmm(Date.UTC(2026, 10, 1, 5, 30), 'America/New_York')).toBe('01:30-04:00');
  // Lord Howe Island goes back by half an hour.
  expect(hhmm(Date.UTC(2026, 3, 4, 14, 45), 'Australia/Lord_Howe')).toBe('01:45+11:00');
  expect(hhmm(Date.UTC(2026, 3, 4, 15, 45), 'Australia/Lord_Howe')).toBe('02:15');
  const plain = [second - 2 * hour, second + hour, second - 24 * hour, Date.UTC(2026, 2, 29, 1)];
  expect(plain.map(ms => hhmm(ms, 'Europe/Berlin'))).toEqual(['01:30', '03:30', '03:30', '03:00']);
  expect(hhmm(second)).toBe('01:30');
  expect(localString(second, 'Europe/Berlin')).toContain('02:30:00 GMT+0100 (');
});

test('a span over a change of the clocks has the offsets of both ends, so that its length is no riddle', () => {
  const [from, to] = [Date.UTC(2026, 9, 24, 20), Date.UTC(2026, 9, 25, 6)];
  const text = (end: number) => daySpanHhmm({from, to: end}, NIGHT, 'Europe/Berlin').join(' ');
  expect(text(to)).toBe('10-24 22:00+02:00 10-25 07:00+01:00');
  expect(text(from + 60_000)).toBe('10-24 22:00 10-24 22:01');
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
