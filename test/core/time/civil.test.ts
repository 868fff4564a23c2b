import fc from 'fast-check';
import {expect, test} from 'vitest';
import {civilOf, msOfCivil} from '../../../src/core/time/civil.js';

const moments = fc.integer({min: -62_135_596_800_000, max: 253_402_300_799_999});

test('calendar fields are those of the runtime', () => {
  fc.assert(
    fc.property(moments, ms => {
      const date = new Date(ms);
      expect(civilOf(ms)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        millisecond: date.getUTCMilliseconds(),
      });
    }),
  );
});

test('fields turn back into the moment they came from', () => {
  fc.assert(
    fc.property(moments, ms => {
      expect(msOfCivil(civilOf(ms))).toBe(ms);
    }),
  );
});
