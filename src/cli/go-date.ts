import {localString} from '../core/time/clock-text.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** amtool's own layout. */
export const AMTOOL_LAYOUT = '2006-01-02 15:04:05 MST';

const TOKEN = /2006|January|Jan|Monday|Mon|MST|-07:00|-0700|Z07:00|01|02|03|04|05|06|15|PM|pm|_2|\.0+/g;

/** A time in a layout of Go's reference time, as amtool's `date.format` gives it. `zone` is an IANA name, UTC by default. */
export function goDate(ms: number, layout: string, zone = 'UTC'): string {
  // `Fri Nov 20 2026 18:12:52 GMT+0100 (Central European Standard Time)`
  const [weekday = '', month = '', day = '', year = '', time = '', offset = ''] = localString(ms, zone).split(' ');
  const [hour = '', minute = '', second = ''] = time.split(':');
  const monthIndex = MONTHS.findIndex(name => name.startsWith(month));
  const numeric = offset.replace('GMT', '');
  const colon = `${numeric.slice(0, 3)}:${numeric.slice(3)}`;
  const isUtc = numeric === '+0000';
  const parts: Readonly<Record<string, string>> = {
    2006: year,
    '06': year.slice(2),
    January: MONTHS[monthIndex] ?? month,
    Jan: month,
    '01': String(monthIndex + 1).padStart(2, '0'),
    Monday: WEEKDAYS.find(name => name.startsWith(weekday)) ?? weekday,
    Mon: weekday,
    '02': day,
    _2: day.replace(/^0/, ' '),
    15: hour,
    '03': String(((Number(hour) + 11) % 12) + 1).padStart(2, '0'),
    '04': minute,
    '05': second,
    PM: Number(hour) < 12 ? 'AM' : 'PM',
    pm: Number(hour) < 12 ? 'am' : 'pm',
    MST: isUtc ? 'UTC' : shortZone(ms, zone),
    '-0700': numeric,
    '-07:00': colon,
    'Z07:00': isUtc ? 'Z' : colon,
  };
  return layout.replace(TOKEN, token =>
    token.startsWith('.')
      ? `.${String(ms % 1000)
          .padStart(3, '0')
          .padEnd(token.length - 1, '0')
          .slice(0, token.length - 1)}`
      : (parts[token] ?? token),
  );
}

function shortZone(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {timeZone: zone, timeZoneName: 'short'}).formatToParts(ms);
  return parts.find(({type}) => type === 'timeZoneName')?.value ?? zone;
}
