import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  addBusiness,
  businessBetween,
  type Calendar,
  isBusinessTime,
  nextBusiness,
} from '../../../src/core/time/calendar.js';
import {parseWeeklyHours} from '../../../src/core/time/weekly-hours.js';

const HOUR = 3_600_000;

function calendar(business: string, options: Partial<Calendar> = {}): Calendar {
  const parsed = parseWeeklyHours(business);
  if (!parsed.ok) throw new TypeError(parsed.message);
  return {zone: 'Europe/Berlin', hours: parsed.hours, ...options};
}

const OFFICE = calendar('Mon-Fri 09:00-18:00', {closed: ['2026-12-25', '01-01']});
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();

describe('business time', () => {
  test('begins with the first moment of the hours and ends before their last', () => {
    // A Friday in winter: 09:00 in Berlin is 08:00 UTC.
    expect(isBusinessTime(OFFICE, at('2026-11-20T07:59:59.999Z'))).toBe(false);
    expect(isBusinessTime(OFFICE, at('2026-11-20T08:00:00Z'))).toBe(true);
    expect(isBusinessTime(OFFICE, at('2026-11-20T16:59:59.999Z'))).toBe(true);
    expect(isBusinessTime(OFFICE, at('2026-11-20T17:00:00Z'))).toBe(false);
    expect(isBusinessTime(OFFICE, at('2026-11-21T12:00:00Z'))).toBe(false);
  });

  test('has no holidays, once or every year', () => {
    expect(isBusinessTime(OFFICE, at('2026-12-25T12:00:00Z'))).toBe(false);
    expect(isBusinessTime(OFFICE, at('2028-12-25T12:00:00Z'))).toBe(true);
    expect(isBusinessTime(OFFICE, at('2027-01-01T12:00:00Z'))).toBe(false);
    expect(isBusinessTime(OFFICE, at('2029-01-01T12:00:00Z'))).toBe(false);
  });

  test('comes next on the next open day', () => {
    expect(iso(nextBusiness(OFFICE, at('2026-11-20T17:00:00Z')))).toBe('2026-11-23T08:00:00.000Z');
    expect(iso(nextBusiness(OFFICE, at('2026-12-24T18:00:00Z')))).toBe('2026-12-28T08:00:00.000Z');
    expect(iso(nextBusiness(OFFICE, at('2026-11-20T12:34:56Z')))).toBe('2026-11-20T12:34:56.000Z');
  });

  test('of four hours, from a Friday afternoon on, is over on Monday morning', () => {
    expect(iso(addBusiness(OFFICE, at('2026-11-20T15:00:00Z'), 4 * HOUR))).toBe('2026-11-23T10:00:00.000Z');
  });

  test('that ends with the hours ends on that day and not on the next', () => {
    expect(iso(addBusiness(OFFICE, at('2026-11-20T15:00:00Z'), 2 * HOUR))).toBe('2026-11-20T17:00:00.000Z');
  });

  test('begun at night counts from the morning', () => {
    expect(iso(addBusiness(OFFICE, at('2026-11-20T02:00:00Z'), HOUR))).toBe('2026-11-20T09:00:00.000Z');
    expect(iso(addBusiness(OFFICE, at('2026-11-20T02:00:00Z'), 0))).toBe('2026-11-20T02:00:00.000Z');
  });

  test('between two moments counts only open hours', () => {
    expect(businessBetween(OFFICE, at('2026-11-20T15:00:00Z'), at('2026-11-23T10:00:00Z'))).toBe(4 * HOUR);
    expect(businessBetween(OFFICE, at('2026-11-21T00:00:00Z'), at('2026-11-22T00:00:00Z'))).toBe(0);
    expect(businessBetween(OFFICE, at('2026-11-20T10:00:00Z'), at('2026-11-20T09:00:00Z'))).toBe(0);
  });

  test('is every moment where no calendar is given', () => {
    const now = at('2026-11-21T03:00:00Z');
    expect(isBusinessTime(undefined, now)).toBe(true);
    expect(nextBusiness(undefined, now)).toBe(now);
    expect(addBusiness(undefined, now, HOUR)).toBe(now + HOUR);
    expect(businessBetween(undefined, now, now + HOUR)).toBe(HOUR);
  });

  test('that never comes is told as never', () => {
    const never = calendar('02:00-03:00', {
      closed: Array.from({length: 366}, (_, day) => iso(Date.UTC(2024, 0, 1 + day)).slice(5, 10)),
    });
    expect(nextBusiness(never, at('2026-01-01T00:00:00Z'))).toBe(Number.POSITIVE_INFINITY);
    expect(addBusiness(never, at('2026-01-01T00:00:00Z'), HOUR)).toBe(Number.POSITIVE_INFINITY);
    expect(addBusiness(OFFICE, 0, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('when the clocks change', () => {
  const always = calendar('Sun 00:00-24:00');

  test('a day has an hour less, or one more', () => {
    expect(businessBetween(always, at('2026-03-28T12:00:00Z'), at('2026-03-30T12:00:00Z'))).toBe(23 * HOUR);
    expect(businessBetween(always, at('2026-10-24T12:00:00Z'), at('2026-10-26T12:00:00Z'))).toBe(25 * HOUR);
    const island = calendar('Sun 00:00-24:00', {zone: 'Australia/Lord_Howe'});
    expect(businessBetween(island, at('2026-10-03T00:00:00Z'), at('2026-10-05T12:00:00Z'))).toBe(23.5 * HOUR);
  });

  test('hours keep their wall time', () => {
    expect(iso(nextBusiness(OFFICE, at('2026-03-27T20:00:00Z')))).toBe('2026-03-30T07:00:00.000Z');
    expect(
      iso(nextBusiness(calendar('Mon-Fri 09:00-18:00', {zone: 'America/New_York'}), at('2026-03-07T12:00:00Z'))),
    ).toBe('2026-03-09T13:00:00.000Z');
  });

  test('hours that the clocks jump over are not there on that day', () => {
    const night = calendar('02:00-03:00');
    expect(iso(nextBusiness(night, at('2026-03-29T00:30:00Z')))).toBe('2026-03-30T00:00:00.000Z');
  });
});

describe('for any calendar', () => {
  const calendars = fc.constantFrom(
    OFFICE,
    calendar('Mon-Thu 08:00-12:00, 13:00-17:00, Fri 08:00-14:00', {zone: 'America/New_York'}),
    calendar('22:00-06:00', {zone: 'Australia/Lord_Howe'}),
    calendar('Fri 17:00 - Mon 09:00', {zone: 'Asia/Kolkata', closed: ['12-25']}),
    calendar('00:00-24:00'),
  );
  const moments = fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1)});
  const spans = fc.integer({min: 1, max: 100 * HOUR});

  test('what is added is what lies between', () => {
    fc.assert(
      fc.property(calendars, moments, spans, (one, from, ms) => {
        const end = addBusiness(one, from, ms);
        expect(businessBetween(one, from, end)).toBe(ms);
        expect(businessBetween(one, from, end - 1)).toBe(ms - 1);
      }),
    );
  });

  test('the time between three moments adds up', () => {
    fc.assert(
      fc.property(calendars, moments, fc.tuple(spans, spans), (one, from, [first, second]) => {
        const [middle, end] = [from + first, from + first + second];
        expect(businessBetween(one, from, middle) + businessBetween(one, middle, end)).toBe(
          businessBetween(one, from, end),
        );
      }),
    );
  });

  test('the next business moment is one, and nothing before it is', () => {
    fc.assert(
      fc.property(calendars, moments, (one, from) => {
        const next = nextBusiness(one, from);
        expect(isBusinessTime(one, next)).toBe(true);
        expect(businessBetween(one, from, next)).toBe(0);
      }),
    );
  });
});
