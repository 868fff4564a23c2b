import {describe, expect, test} from 'vitest';
import {tilesOf} from '../../../src/core/schedule/on-call.js';
import type {Schedule, Tiles} from '../../../src/core/schedule/schedule.js';
import {gapsBetween, shiftAfter, shiftsBetween, sightAt} from '../../../src/core/schedule/shifts.js';
import {aLayer, aSchedule, at, hours} from './given.js';

const tiles =
  (schedule: Schedule): Tiles =>
  (from, until) =>
    tilesOf(schedule, from, until);
const weeks = tiles(aSchedule([aLayer()]));
const office = tiles(aSchedule([aLayer({hours: hours('Mon-Fri 09:00-17:00')})]));

describe('who is on call', () => {
  test('is known with the whole shift, wherever in it one asks', () => {
    const shift = {user: 'lee', from: at('2026-11-09T08:00Z'), until: at('2026-11-16T08:00Z')};
    for (const moment of ['2026-11-09T08:00Z', '2026-11-12T03:41Z', '2026-11-16T07:59Z']) {
      expect(sightAt(weeks, at(moment))).toEqual(shift);
    }
  });

  test('may be nobody, from and until when', () => {
    expect(sightAt(office, at('2026-11-07T12:00Z'))).toEqual({
      from: at('2026-11-06T16:00Z'),
      until: at('2026-11-09T08:00Z'),
    });
    expect(sightAt(weeks, at('2026-11-01T00:00Z'))).toEqual({until: at('2026-11-02T08:00Z')});
  });

  test('without an end in sight has none', () => {
    const alone = tiles(aSchedule([aLayer({users: ['ana']})]));
    expect(sightAt(alone, at('2026-11-12T00:00Z'))).toEqual({user: 'ana', from: at('2026-11-02T08:00Z')});
    expect(sightAt(alone, at('2029-11-12T00:00Z'))).toEqual({user: 'ana'});
    expect(sightAt(tiles(aSchedule([])), at('2026-11-12T00:00Z'))).toEqual({});
  });
});

describe('who comes next', () => {
  test('is the next shift of anybody, over a gap too', () => {
    expect(shiftAfter(weeks, at('2026-11-12T00:00Z'))).toEqual({
      user: 'mo',
      from: at('2026-11-16T08:00Z'),
      until: at('2026-11-23T08:00Z'),
    });
    expect(shiftAfter(office, at('2026-11-06T12:00Z'))).toMatchObject({user: 'lee', from: at('2026-11-09T08:00Z')});
  });

  test('for one person is their next shift, not the one they are in', () => {
    expect(shiftAfter(weeks, at('2026-11-10T00:00Z'), 'lee')).toMatchObject({from: at('2026-11-30T08:00Z')});
    expect(shiftAfter(weeks, at('2026-11-10T00:00Z'), 'nobody-known')).toBeUndefined();
  });
});

test('shifts and gaps of a time are cut to it', () => {
  expect(shiftsBetween(office, at('2026-11-06T12:00Z'), at('2026-11-09T09:00Z'))).toEqual([
    {user: 'ana', from: at('2026-11-06T12:00Z'), until: at('2026-11-06T16:00Z')},
    {user: 'lee', from: at('2026-11-09T08:00Z'), until: at('2026-11-09T09:00Z')},
  ]);
  expect(gapsBetween(office, at('2026-11-06T12:00Z'), at('2026-11-09T09:00Z'))).toEqual([
    {from: at('2026-11-06T16:00Z'), until: at('2026-11-09T08:00Z')},
  ]);
});
