import {describe, expect, test} from 'vitest';
import {parseWeeklyHours, type WeeklyHours} from '../../../src/core/time/weekly-hours.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function shown(hours: WeeklyHours): readonly string[] {
  return hours.flatMap((spans, day) =>
    spans.length === 0 ? [] : [`${DAYS[day]} ${spans.map(({from, to}) => `${clock(from)}-${clock(to)}`).join(' ')}`],
  );
}

function read(text: string): readonly string[] | string {
  const parsed = parseWeeklyHours(text);
  return parsed.ok ? shown(parsed.hours) : `${parsed.position}: ${parsed.message}`;
}

describe('hours of a week', () => {
  test.each([
    ['Mon-Fri 09:00-18:00', ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map(day => `${day} 09:00-18:00`)],
    [
      'Mon-Thu 08:00-17:00, Fri 08:00-14:00',
      [...['Mon', 'Tue', 'Wed', 'Thu'].map(day => `${day} 08:00-17:00`), 'Fri 08:00-14:00'],
    ],
    ['Mon, Wed 9:00-12:00', ['Mon 09:00-12:00', 'Wed 09:00-12:00']],
    ['Mon-Tue 08:00-12:00, 13:00-17:00', ['Mon 08:00-12:00 13:00-17:00', 'Tue 08:00-12:00 13:00-17:00']],
    ['sat – sunday 10:00 – 11:30', ['Sun 10:00-11:30', 'Sat 10:00-11:30']],
    ['Fri-Mon 00:00-24:00', ['Sun', 'Mon', 'Fri', 'Sat'].map(day => `${day} 00:00-24:00`)],
    ['09:00-17:00', DAYS.map(day => `${day} 09:00-17:00`)],
    ['daily 22:00-06:00', DAYS.map(day => `${day} 00:00-06:00 22:00-24:00`)],
    ['Sat 22:00-06:00', ['Sun 00:00-06:00', 'Sat 22:00-24:00']],
    ['Fri 17:00 - Mon 09:00', ['Sun 00:00-24:00', 'Mon 00:00-09:00', 'Fri 17:00-24:00', 'Sat 00:00-24:00']],
    ['Mon 09:00 - Mon 08:00', DAYS.map(day => (day === 'Mon' ? 'Mon 00:00-08:00 09:00-24:00' : `${day} 00:00-24:00`))],
    ['Mon 09:00-12:00, Mon 11:00-14:00, Mon 14:00-15:00', ['Mon 09:00-15:00']],
  ])('%s', (text, days) => {
    expect(read(text)).toEqual(days);
  });

  test.each([
    ['', '0: there is nothing here: write hours such as Mon-Fri 09:00-18:00'],
    ['Mon-Fri 09:00-18:00,', '20: there is nothing here: write hours such as Mon-Fri 09:00-18:00'],
    ['Mon-Fri', '0: `Mon-Fri` has no times: write Mon-Fri 09:00-18:00, or Mon-Fri 00:00-24:00 for whole days'],
    ['Mon, 09:00-12:00', '0: `Mon` has no times: write Mon 09:00-18:00, or Mon 00:00-24:00 for whole days'],
    ['Mon-Fri 09:00-18:00, Fry 10:00-12:00', '21: `Fry` is no day: write Mon, Tue, Wed, Thu, Fri, Sat or Sun'],
    ['Mon-Fri 09:00-25:00', '0: 25:00 is no time: write one from 00:00 to 24:00'],
    ['Mon 09:60-10:00', '0: 09:60 is no time: write one from 00:00 to 24:00'],
    ['Mon 09:00-09:00', '0: 09:00-09:00 has no length: write 00:00-24:00 for a whole day'],
    ['Mon 24:00-09:00', '0: 24:00 is an end and no start: write 00:00 of the next day'],
    ['Mon-Fri 9-17', '0: `Mon-Fri 9-17` is not understood: write hours such as Mon-Fri 09:00-18:00'],
    ['M 09:00-17:00', '0: `M` is no day: write Mon, Tue, Wed, Thu, Fri, Sat or Sun'],
  ])('%s is refused where it is wrong', (text, fault) => {
    expect(read(text)).toBe(fault);
  });
});
