import {describe, expect, test} from 'vitest';
import {isNight, workloadOf} from '../../../src/core/schedule/workload.js';
import {at, HOUR} from './given.js';

const shift = (user: string, [from, until]: readonly [string, string], zone = 'Europe/Berlin') => ({
  user,
  from: at(from),
  until: at(until),
  zone,
});

describe('workload', () => {
  test('of a week has its nights and its weekend', () => {
    expect(workloadOf([shift('ana', ['2026-11-02T08:00Z', '2026-11-09T08:00Z'])])).toEqual([
      {
        user: 'ana',
        shifts: 1,
        time: 168 * HOUR,
        nightTime: 56 * HOUR,
        nights: 7,
        weekendTime: 48 * HOUR,
        weekends: 1,
      },
    ]);
  });

  test('of a night that the clocks change in has an hour more', () => {
    expect(workloadOf([shift('ana', ['2026-10-24T20:00Z', '2026-10-25T05:00Z'])])).toMatchObject([
      {time: 9 * HOUR, nightTime: 9 * HOUR, nights: 1, weekendTime: 9 * HOUR, weekends: 1},
    ]);
  });

  test('counts no night that was only touched', () => {
    expect(workloadOf([shift('ana', ['2026-11-04T08:00Z', '2026-11-04T21:30Z'])])).toMatchObject([
      {nightTime: 0.5 * HOUR, nights: 0, weekends: 0},
    ]);
  });

  test('is by the clocks of whoever is on call', () => {
    expect(workloadOf([shift('sam', ['2026-11-04T14:00Z', '2026-11-05T01:00Z'], 'America/New_York')])).toMatchObject([
      {time: 11 * HOUR, nightTime: 0},
    ]);
    expect(isNight(at('2026-11-05T01:00Z'), 'America/New_York')).toBe(false);
    expect(isNight(at('2026-11-05T01:00Z'), 'Europe/Berlin')).toBe(true);
  });

  test('on two schedules at once counts once, and who had most comes first', () => {
    const load = workloadOf([
      shift('lee', ['2026-11-04T08:00Z', '2026-11-04T10:00Z']),
      shift('ana', ['2026-11-04T08:00Z', '2026-11-04T12:00Z']),
      shift('ana', ['2026-11-04T10:00Z', '2026-11-04T13:00Z']),
      shift('ana', ['2026-11-05T10:00Z', '2026-11-05T11:00Z']),
    ]);
    expect(load.map(({user, shifts, time}) => [user, shifts, time / HOUR])).toEqual([
      ['ana', 2, 6],
      ['lee', 1, 2],
    ]);
  });
});
