import {describe, expect, test} from 'vitest';
import {calendarOf, ownZone} from '../../src/config/calendar.js';
import {checkFile} from '../../src/config/check-file.js';
import {problemText} from '../../src/config/read-file.js';
import {isBusinessTime} from '../../src/core/time/calendar.js';

function problems(text: string): readonly string[] {
  const checked = checkFile(text);
  return checked.ok ? [] : checked.problems.map(problem => problemText('/x/config.yaml', problem));
}

describe('the calendar of the configuration', () => {
  test('says when people are at work', () => {
    const checked = checkFile(
      'calendar: {zone: Europe/Berlin, business: "Mon-Thu 08:00-17:00, Fri 08:00-14:00", holidays: [2026-12-25, 05-01]}',
    );
    if (!checked.ok || checked.data.calendar === undefined) throw new TypeError('refused');
    const calendar = calendarOf(checked.data.calendar, 'UTC');
    expect(calendar).toMatchObject({zone: 'Europe/Berlin', closed: ['2026-12-25', '05-01']});
    expect(isBusinessTime(calendar, Date.UTC(2026, 10, 20, 12, 59))).toBe(true);
    expect(isBusinessTime(calendar, Date.UTC(2026, 10, 20, 13))).toBe(false);
    expect(isBusinessTime(calendar, Date.UTC(2029, 4, 1, 12))).toBe(false);
  });

  test('without zone and hours is that of an office where times are shown', () => {
    const calendar = calendarOf({}, 'America/New_York');
    expect(calendar.zone).toBe('America/New_York');
    expect(isBusinessTime(calendar, Date.UTC(2026, 10, 20, 14))).toBe(true);
    expect(isBusinessTime(calendar, Date.UTC(2026, 10, 20, 13, 59))).toBe(false);
    expect(ownZone({ui: {zone: 'Asia/Kolkata'}})).toBe('Asia/Kolkata');
    expect(ownZone({})).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test('is refused where it is wrong, with what would be right', () => {
    expect(
      problems(
        'calendar:\n  zone: Mars/Olympus\n  business: Mon-Fri 9-17\n  holidays: [2026-02-30, 02-29, tomorrow]\n',
      ),
    ).toEqual([
      'config.yaml:2: calendar.zone: write a time zone such as Europe/Berlin or UTC',
      'config.yaml:3: calendar.business: from its character 1 on: `Mon-Fri 9-17` is not understood: write hours such as Mon-Fri 09:00-18:00',
      'config.yaml:4: calendar.holidays[0]: write a date such as 2026-12-25, or 12-25 for every year',
      'config.yaml:4: calendar.holidays[2]: write a date such as 2026-12-25, or 12-25 for every year',
    ]);
  });
});
