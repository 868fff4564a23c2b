import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {onCallAt, tilesOf} from '../../../src/core/schedule/on-call.js';
import type {Layer, Schedule} from '../../../src/core/schedule/schedule.js';
import {aLayer, aSchedule, at, DAY, HOUR, hours, iso, wall} from './given.js';

const shown = (schedule: Schedule, from: string, until: string) =>
  [...tilesOf(schedule, at(from), at(until))].map(tile => `${iso(tile.from)} ${tile.user ?? 'nobody'}`);

describe('a rotation', () => {
  test('gives everybody a turn, in order, from its start on', () => {
    expect(shown(aSchedule([aLayer()]), '2026-11-01T00:00Z', '2026-11-26T00:00Z')).toEqual([
      '2026-11-01T00:00Z nobody',
      '2026-11-02T08:00Z ana',
      '2026-11-09T08:00Z lee',
      '2026-11-16T08:00Z mo',
      '2026-11-23T08:00Z ana',
    ]);
  });

  test('changes at the very moment, and names the layer', () => {
    const schedule = aSchedule([aLayer()]);
    expect(onCallAt(schedule, at('2026-11-09T08:00Z') - 1)).toEqual({user: 'ana', layer: 'weeks'});
    expect(onCallAt(schedule, at('2026-11-09T08:00Z'))).toEqual({user: 'lee', layer: 'weeks'});
    expect(onCallAt(schedule, at('2026-11-02T08:00Z') - 1)).toBeUndefined();
  });

  test('of one person is one long shift', () => {
    expect(
      shown(aSchedule([aLayer({users: ['ana'], length: 12 * HOUR})]), '2026-11-05T00:00Z', '2026-12-05T00:00Z'),
    ).toEqual(['2026-11-05T00:00Z ana']);
  });

  test('ends where it is said to end', () => {
    const schedule = aSchedule([aLayer({until: at('2026-11-10T00:00Z')})]);
    expect(shown(schedule, '2026-11-08T00:00Z', '2026-11-12T00:00Z')).toEqual([
      '2026-11-08T00:00Z ana',
      '2026-11-09T08:00Z lee',
      '2026-11-10T00:00Z nobody',
    ]);
  });
});

describe('when the clocks change, turns change at the same time of day', () => {
  test('in Berlin', () => {
    const schedule = aSchedule([aLayer({start: wall('2026-03-16T09:00')})]);
    expect(shown(schedule, '2026-03-16T12:00Z', '2026-04-07T00:00Z').slice(1)).toEqual([
      '2026-03-23T08:00Z lee',
      '2026-03-30T07:00Z mo',
      '2026-04-06T07:00Z ana',
    ]);
  });

  test('in New York, in autumn', () => {
    const schedule = aSchedule([aLayer({start: wall('2026-10-30T18:00'), zone: 'America/New_York', length: DAY})]);
    expect(shown(schedule, '2026-10-30T22:00Z', '2026-11-03T12:00Z')).toEqual([
      '2026-10-30T22:00Z ana',
      '2026-10-31T22:00Z lee',
      '2026-11-01T23:00Z mo',
      '2026-11-02T23:00Z ana',
    ]);
  });

  test('on Lord Howe Island, by half an hour', () => {
    const schedule = aSchedule([
      aLayer({start: wall('2026-10-03T08:00'), zone: 'Australia/Lord_Howe', length: 12 * HOUR}),
    ]);
    expect(shown(schedule, '2026-10-02T21:30Z', '2026-10-04T10:00Z')).toEqual([
      '2026-10-02T21:30Z ana',
      '2026-10-03T09:30Z lee',
      '2026-10-03T21:00Z mo',
      '2026-10-04T09:00Z ana',
    ]);
  });

  test('in Kolkata they never do', () => {
    const schedule = aSchedule([aLayer({start: wall('2026-03-28T09:00'), zone: 'Asia/Kolkata', length: DAY})]);
    expect(shown(schedule, '2026-03-28T03:30Z', '2026-03-30T12:00Z')).toEqual([
      '2026-03-28T03:30Z ana',
      '2026-03-29T03:30Z lee',
      '2026-03-30T03:30Z mo',
    ]);
  });

  test('a turn that the clocks jump over has no time, and the one that is repeated has two hours', () => {
    const hourly = (day: string) => aSchedule([aLayer({start: wall(`${day}T00:00`), length: HOUR})]);
    expect(shown(hourly('2026-03-29'), '2026-03-28T23:00Z', '2026-03-29T02:30Z')).toEqual([
      '2026-03-28T23:00Z ana',
      '2026-03-29T00:00Z lee',
      '2026-03-29T01:00Z ana',
      '2026-03-29T02:00Z lee',
    ]);
    expect(shown(hourly('2026-10-25'), '2026-10-24T22:00Z', '2026-10-25T03:00Z')).toEqual([
      '2026-10-24T22:00Z ana',
      '2026-10-24T23:00Z lee',
      '2026-10-25T00:00Z mo',
      '2026-10-25T02:00Z ana',
    ]);
  });
});

describe('hours of a layer', () => {
  test('leave nobody on outside of them, and turns go on', () => {
    const schedule = aSchedule([aLayer({hours: hours('Mon-Fri 09:00-17:00'), length: DAY})]);
    expect(shown(schedule, '2026-11-05T12:00Z', '2026-11-10T12:00Z')).toEqual([
      '2026-11-05T12:00Z ana',
      '2026-11-05T16:00Z nobody',
      '2026-11-06T08:00Z lee',
      '2026-11-06T16:00Z nobody',
      '2026-11-09T08:00Z lee',
      '2026-11-09T16:00Z nobody',
      '2026-11-10T08:00Z mo',
    ]);
  });

  test('may reach over a weekend', () => {
    const schedule = aSchedule([aLayer({hours: hours('Fri 17:00 - Mon 09:00')})]);
    expect(shown(schedule, '2026-11-04T00:00Z', '2026-11-10T00:00Z')).toEqual([
      '2026-11-04T00:00Z nobody',
      '2026-11-06T16:00Z ana',
      '2026-11-09T08:00Z nobody',
    ]);
  });
});

describe('several layers', () => {
  const nights = aLayer({name: 'nights', users: ['zoe'], hours: hours('20:00-08:00')});

  test('later ones win where both have somebody, and the earlier one is back afterwards', () => {
    const schedule = aSchedule([aLayer(), nights]);
    expect(shown(schedule, '2026-11-03T12:00Z', '2026-11-04T20:00Z')).toEqual([
      '2026-11-03T12:00Z ana',
      '2026-11-03T19:00Z zoe',
      '2026-11-04T07:00Z ana',
      '2026-11-04T19:00Z zoe',
    ]);
    expect(onCallAt(schedule, at('2026-11-03T23:00Z'))).toEqual({user: 'zoe', layer: 'nights'});
  });

  test('the order decides', () => {
    expect(shown(aSchedule([nights, aLayer()]), '2026-11-03T12:00Z', '2026-11-04T20:00Z')).toEqual([
      '2026-11-03T12:00Z ana',
    ]);
  });

  test('follow the sun, each in its own zone', () => {
    const office = (name: string, zone: string, span: string) =>
      aLayer({name, users: [name], zone, start: wall('2026-01-01T00:00'), hours: hours(span)});
    const sun = aSchedule([
      office('berlin', 'Europe/Berlin', '09:00-18:00'),
      office('new-york', 'America/New_York', '12:00-20:00'),
      office('sydney', 'Australia/Sydney', '12:00-19:00'),
    ]);
    expect(shown(sun, '2026-01-15T08:00Z', '2026-01-16T09:00Z')).toEqual([
      '2026-01-15T08:00Z berlin',
      '2026-01-15T17:00Z new-york',
      '2026-01-16T01:00Z sydney',
      '2026-01-16T08:00Z berlin',
    ]);
    // Three weeks in March, New York is an hour nearer.
    expect(shown(sun, '2026-03-17T08:00Z', '2026-03-18T00:30Z')).toEqual([
      '2026-03-17T08:00Z berlin',
      '2026-03-17T16:00Z new-york',
      '2026-03-18T00:00Z nobody',
    ]);
  });
});

describe('overrides', () => {
  test('go before every layer, and end', () => {
    const overrides = [{user: 'mo', from: at('2026-11-04T10:00Z'), until: at('2026-11-04T14:00Z')}];
    const schedule = aSchedule([aLayer()], {overrides});
    expect(shown(schedule, '2026-11-04T00:00Z', '2026-11-05T00:00Z')).toEqual([
      '2026-11-04T00:00Z ana',
      '2026-11-04T10:00Z mo',
      '2026-11-04T14:00Z ana',
    ]);
    expect(onCallAt(schedule, at('2026-11-04T12:00Z'))).toEqual({user: 'mo'});
  });

  test('are there where nobody else is', () => {
    const overrides = [{user: 'mo', from: at('2026-10-01T10:00Z'), until: at('2026-10-01T14:00Z')}];
    expect(shown(aSchedule([], {overrides}), '2026-10-01T00:00Z', '2026-10-02T00:00Z')).toEqual([
      '2026-10-01T00:00Z nobody',
      '2026-10-01T10:00Z mo',
      '2026-10-01T14:00Z nobody',
    ]);
  });
});

describe('for any schedule', () => {
  const START = wall('2026-01-01T00:00');
  const layers: fc.Arbitrary<Layer> = fc.record({
    name: fc.constantFrom('one', 'two'),
    users: fc.array(fc.constantFrom('ana', 'lee', 'mo'), {minLength: 1, maxLength: 4}),
    start: fc.integer({min: 0, max: 90 * 24 * 4}).map(quarters => START + quarters * 15 * 60_000),
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
    length: fc.constantFrom(HOUR, 5 * HOUR, 12 * HOUR, DAY, 7 * DAY),
  });
  const restricted = fc
    .tuple(layers, fc.constantFrom('Mon-Fri 09:00-17:00', '22:00-06:00', 'Fri 17:00 - Mon 09:00', ''))
    .map(([layer, span]) => (span === '' ? layer : {...layer, hours: hours(span)}));
  const moments = fc.integer({min: START, max: START + 365 * DAY});
  const overrides = fc.array(
    fc.record({user: fc.constantFrom('zoe', 'ana'), from: moments, length: fc.integer({min: 1, max: 9 * DAY})}),
    {maxLength: 3},
  );
  const schedules = fc
    .tuple(fc.array(restricted, {maxLength: 3}), overrides)
    .map(([some, others]) =>
      aSchedule(some, {overrides: others.map(({user, from, length}) => ({user, from, until: from + length}))}),
    );

  test('tiles cover the time without gap or overlap, each with another person than the one before', () => {
    fc.assert(
      fc.property(schedules, moments, fc.integer({min: 1, max: 20 * DAY}), (schedule, from, length) => {
        const tiles = [...tilesOf(schedule, from, from + length)];
        expect(tiles[0]?.from).toBe(from);
        expect(tiles.at(-1)?.until).toBe(from + length);
        for (const [index, tile] of tiles.entries()) {
          expect(tile.until).toBeGreaterThan(tile.from);
          const next = tiles[index + 1];
          if (next === undefined) continue;
          expect(next.from).toBe(tile.until);
          expect(next.user).not.toBe(tile.user);
        }
      }),
      {numRuns: 60},
    );
  });

  test('who is on call at a moment is who has the tile that holds it', () => {
    const within = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});
    fc.assert(
      fc.property(schedules, moments, fc.array(within, {minLength: 1, maxLength: 20}), (schedule, from, shares) => {
        const tiles = [...tilesOf(schedule, from, from + 10 * DAY)];
        for (const share of shares) {
          const moment = from + Math.floor(share * 10 * DAY);
          const tile = tiles.find(one => one.from <= moment && moment < one.until);
          expect(onCallAt(schedule, moment)?.user).toBe(tile?.user);
        }
        for (const tile of tiles) {
          expect(onCallAt(schedule, tile.from)?.user).toBe(tile.user);
          expect(onCallAt(schedule, tile.until - 1)?.user).toBe(tile.user);
        }
      }),
      {numRuns: 60},
    );
  });

  test('who is on call does not depend on where one begins to look', () => {
    fc.assert(
      fc.property(schedules, moments, fc.integer({min: 1, max: 5 * DAY}), (schedule, from, shift) => {
        const until = from + 8 * DAY;
        const whole = [...tilesOf(schedule, from, until)];
        const later = [...tilesOf(schedule, from + shift, until)];
        expect(later).toEqual(
          whole
            .filter(tile => tile.until > from + shift)
            .map(tile => ({...tile, from: Math.max(tile.from, from + shift)})),
        );
      }),
      {numRuns: 60},
    );
  });
});
