import {civilOf} from '../core/time/civil.js';

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
  const {offset, name} = zone === 'UTC' ? UTC : zoneAt(ms, zone);
  const wall = civilOf(ms + offset);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? '-' : '+';
  const hours = two(Math.floor(minutes / 60));
  const colon = `${sign}${hours}:${two(minutes % 60)}`;
  const parts: Readonly<Record<string, string>> = {
    2006: String(wall.year),
    '06': two(wall.year % 100),
    January: MONTHS[wall.month - 1] ?? '',
    Jan: (MONTHS[wall.month - 1] ?? '').slice(0, 3),
    '01': two(wall.month),
    Monday: WEEKDAYS[wall.weekday] ?? '',
    Mon: (WEEKDAYS[wall.weekday] ?? '').slice(0, 3),
    '02': two(wall.day),
    _2: String(wall.day).padStart(2),
    15: two(wall.hour),
    '03': two(((wall.hour + 11) % 12) + 1),
    '04': two(wall.minute),
    '05': two(wall.second),
    PM: wall.hour < 12 ? 'AM' : 'PM',
    pm: wall.hour < 12 ? 'am' : 'pm',
    MST: name,
    '-0700': colon.replace(':', ''),
    '-07:00': colon,
    'Z07:00': offset === 0 ? 'Z' : colon,
  };
  return layout.replace(TOKEN, token =>
    token.startsWith('.') ? fraction(wall.millisecond, token.length - 1) : (parts[token] ?? token),
  );
}

/** `.000` and longer: what a clock of milliseconds knows, then zeros. */
function fraction(millisecond: number, digits: number): string {
  return `.${String(millisecond).padStart(3, '0').padEnd(digits, '0').slice(0, digits)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

interface ZoneAt {
  /** What its clocks are ahead of UTC, ms. */
  readonly offset: number;
  /** `CET`, or `GMT+5:30` where it has no short name. */
  readonly name: string;
}

const UTC: ZoneAt = {offset: 0, name: 'UTC'};
const QUARTER = 900_000;
const zones = new Map<string, ZoneAt>();

/** Asking the zone data is slow, and offsets only change at quarters of an hour. */
function zoneAt(ms: number, zone: string): ZoneAt {
  const key = `${zone} ${Math.floor(ms / QUARTER)}`;
  const known = zones.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = {offset: offsetOf(nameAt(ms, zone, 'longOffset')), name: nameAt(ms, zone, 'short')};
  zones.set(key, made);
  return made;
}

function offsetOf(text: string): number {
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -size : size;
}

function nameAt(ms: number, timeZone: string, timeZoneName: 'longOffset' | 'short'): string {
  const parts = new Intl.DateTimeFormat('en-GB', {timeZone, timeZoneName}).formatToParts(ms);
  return parts.find(({type}) => type === 'timeZoneName')?.value ?? timeZone;
}
