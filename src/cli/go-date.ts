import {type Civil, civilOf} from '../core/time/civil.js';

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
  const at = zone === 'UTC' ? UTC : zoneAt(ms, zone);
  const wall = civilOf(ms + at.offset);
  let text = '';
  for (const part of partsOf(layout)) {
    text += typeof part === 'string' ? part : part(wall, at);
  }
  return text;
}

type Field = (wall: Civil, zone: ZoneAt) => string;

const FIELDS: Readonly<Record<string, Field>> = {
  2006: wall => String(wall.year),
  '06': wall => two(wall.year % 100),
  January: wall => MONTHS[wall.month - 1] ?? '',
  Jan: wall => (MONTHS[wall.month - 1] ?? '').slice(0, 3),
  '01': wall => two(wall.month),
  Monday: wall => WEEKDAYS[wall.weekday] ?? '',
  Mon: wall => (WEEKDAYS[wall.weekday] ?? '').slice(0, 3),
  '02': wall => two(wall.day),
  _2: wall => String(wall.day).padStart(2),
  15: wall => two(wall.hour),
  '03': wall => two(((wall.hour + 11) % 12) + 1),
  '04': wall => two(wall.minute),
  '05': wall => two(wall.second),
  PM: wall => (wall.hour < 12 ? 'AM' : 'PM'),
  pm: wall => (wall.hour < 12 ? 'am' : 'pm'),
  MST: (_, zone) => zone.name,
  '-0700': (_, zone) => offsetText(zone, ''),
  '-07:00': (_, zone) => offsetText(zone, ':'),
  'Z07:00': (_, zone) => (zone.offset === 0 ? 'Z' : offsetText(zone, ':')),
};

const layouts = new Map<string, readonly (string | Field)[]>();

/** A list prints thousands of dates in one layout, which is read once. */
function partsOf(layout: string): readonly (string | Field)[] {
  const known = layouts.get(layout);
  if (known !== undefined) {
    return known;
  }
  const parts: (string | Field)[] = [];
  let end = 0;
  for (const {0: token, index} of layout.matchAll(TOKEN)) {
    parts.push(layout.slice(end, index), fieldOf(token));
    end = index + token.length;
  }
  parts.push(layout.slice(end));
  layouts.set(layout, parts);
  return parts;
}

function fieldOf(token: string): string | Field {
  const digits = token.length - 1;
  return token.startsWith('.') ? wall => fraction(wall.millisecond, digits) : (FIELDS[token] ?? token);
}

/** `+01:00` */
function offsetText({offset}: ZoneAt, colon: string): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

/** `.000` and longer: what a clock of milliseconds knows, then zeros. */
function fraction(millisecond: number, digits: number): string {
  return `.${String(millisecond).padStart(3, '0').padEnd(digits, '0').slice(0, digits)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
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
