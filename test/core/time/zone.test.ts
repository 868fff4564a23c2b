import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dayIn, dayText, momentOf, offsetAt} from '../../../src/core/time/zone.js';

const HOUR = 3_600_000;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Casablanca', 'UTC'];
const moments = fc.integer({min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1)});
const zones = fc.constantFrom(...ZONES);

describe('the moment of a wall time', () => {
  test.each([
    ['Europe/Berlin', Date.UTC(2026, 6, 1, 9), '2026-07-01T07:00:00.000Z'],
    ['Europe/Berlin', Date.UTC(2026, 0, 1, 9), '2026-01-01T08:00:00.000Z'],
    ['Asia/Kolkata', Date.UTC(2026, 0, 1, 9), '2026-01-01T03:30:00.000Z'],
    ['Australia/Lord_Howe', Date.UTC(2026, 0, 1, 9), '2025-12-31T22:00:00.000Z'],
    ['Australia/Lord_Howe', Date.UTC(2026, 6, 1, 9), '2026-06-30T22:30:00.000Z'],
    ['UTC', Date.UTC(2026, 0, 1, 9), '2026-01-01T09:00:00.000Z'],
  ])('in %s', (zone, wall, moment) => {
    expect(new Date(momentOf(wall, zone)).toISOString()).toBe(moment);
  });

  test('that the clocks jump over is the moment of the jump', () => {
    for (const minute of [0, 15, 59]) {
      expect(momentOf(Date.UTC(2026, 2, 29, 2, minute), 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1));
      expect(momentOf(Date.UTC(2026, 2, 8, 2, minute), 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7));
    }
    expect(momentOf(Date.UTC(2026, 9, 4, 2, 10), 'Australia/Lord_Howe')).toBe(Date.UTC(2026, 9, 3, 15, 30));
  });

  test('that is shown twice is the first', () => {
    expect(momentOf(Date.UTC(2026, 9, 25, 2, 30), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(momentOf(Date.UTC(2026, 10, 1, 1, 30), 'America/New_York')).toBe(Date.UTC(2026, 10, 1, 5, 30));
    expect(momentOf(Date.UTC(2026, 3, 5, 1, 45), 'Australia/Lord_Howe')).toBe(Date.UTC(2026, 3, 4, 14, 45));
  });

  test('of a day that an island skipped is when it skipped it', () => {
    expect(momentOf(Date.UTC(2011, 11, 30, 12), 'Pacific/Apia')).toBe(Date.UTC(2011, 11, 30, 10));
  });

  test('is one at which the clocks show it, unless they never do', () => {
    fc.assert(
      fc.property(moments, zones, (ms, zone) => {
        const wall = ms + offsetAt(ms, zone);
        const moment = momentOf(wall, zone);
        expect(moment + offsetAt(moment, zone)).toBe(wall);
        expect(moment).toBeLessThanOrEqual(ms);
      }),
    );
  });

  test('is never earlier for a later wall time', () => {
    fc.assert(
      fc.property(moments, fc.integer({min: 0, max: 26 * HOUR}), zones, (wall, more, zone) => {
        expect(momentOf(wall + more, zone)).toBeGreaterThanOrEqual(momentOf(wall, zone));
      }),
    );
  });
});

test('the offset is that of the runtime, before, at and after a change within a day', () => {
  const change = Date.UTC(2026, 9, 25, 1);
  expect([change - 1, change, change + 12 * HOUR].map(ms => offsetAt(ms, 'Europe/Berlin') / HOUR)).toEqual([2, 1, 1]);
  expect(offsetAt(change, 'Mars/Olympus')).toBe(0);
});

test('a day is the one that the clocks of the zone show', () => {
  const late = Date.UTC(2026, 11, 24, 23, 30);
  expect(dayText(dayIn(late, 'UTC'))).toBe('2026-12-24');
  expect(dayText(dayIn(late, 'Europe/Berlin'))).toBe('2026-12-25');
});
