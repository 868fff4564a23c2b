import {type Civil, civilOf, msOfCivil} from './civil.js';
import {isShownTwice, offsetAt, offsetFormat} from './zone.js';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:([Zz])|([+-])(\d\d):?(\d\d))$/;

/**
 * Wall-clock time in a zone (an IANA name; UTC where it is absent or unknown): `03:41`; in the hour that comes twice with
 * its offset: `02:30+02:00`.
 */
export function hhmm(ms: number, zone?: string): string {
  return `${wallHhmm(ms, zone)}${twiceText(ms, zone)}`;
}

/** The same as the clocks show it, whether they show it twice or not: `02:30`. */
export function wallHhmm(ms: number, zone?: string): string {
  const at = inZone(ms, zone);
  return `${two(at.hour)}:${two(at.minute)}`;
}

/** With seconds, and an offset where it takes one: `03:41:07`. */
export function hhmmss(ms: number, zone?: string): string {
  return `${wallHhmmss(ms, zone)}${twiceText(ms, zone)}`;
}

/** UTC, and saying so: `03:41Z`. */
export function hhmmZ(ms: number): string {
  return `${hhmm(ms)}Z`;
}

/** `03:41` on the day of `now`, else with its date: `11-22 03:41`, `2025-11-22 03:41`. */
export function dayHhmm(ms: number, now: number, zone?: string): string {
  return `${dayText(ms, now, zone)}${hhmm(ms, zone)}`;
}

/** The two ends of a span as `dayHhmm` has them; both with their offsets where the clocks were changed in between. */
export function daySpanHhmm({from, to}: Ends, now: number, zone?: string): readonly [string, string] {
  if (offsetAt(from, zone) === offsetAt(to, zone)) return [dayHhmm(from, now, zone), dayHhmm(to, now, zone)];
  const text = (ms: number) => `${dayText(ms, now, zone)}${wallHhmm(ms, zone)}${offsetText(ms, zone, ':')}`;
  return [text(from), text(to)];
}

interface Ends {
  readonly from: number;
  readonly to: number;
}

/** Wall-clock time in a zone, and UTC where that is another one: `04:41 (03:41Z)`, `03:41Z`. */
export function withUtc(ms: number, now: number, zone?: string): string {
  const [own, utc] = [dayHhmm(ms, now, zone), hhmmZ(ms)];
  return `${own}Z`.endsWith(utc) ? `${own}Z` : `${own} (${utc})`;
}

/** `2026-11-20T17:12:52.000Z`. */
export function rfc3339(ms: number): string {
  const at = civilOf(ms);
  const time = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}.${String(at.millisecond).padStart(3, '0')}`;
  return `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}T${time}Z`;
}

/** Unix ms (fractions of a ms cut off) of an RFC 3339 time; seconds may be left out, the zone may not. */
export function parseRfc3339(text: string): number | undefined {
  const parts = RFC3339.exec(text.trim());
  if (!parts) return undefined;
  const field = (index: number): number => Number(parts[index] ?? 0);
  const at = {
    year: field(1),
    month: field(2),
    day: field(3),
    hour: field(4),
    minute: field(5),
    second: field(6),
    millisecond: Math.floor(Number(`0${parts[7] ?? ''}`) * 1000),
  };
  if (at.hour > 23 || at.minute > 59 || at.second > 59 || field(10) > 23 || field(11) > 59) return undefined;
  const utc = msOfCivil(at);
  const back = civilOf(utc);
  if (back.month !== at.month || back.day !== at.day) return undefined;
  const offset = (field(10) * 60 + field(11)) * 60_000;
  return parts[9] === '-' ? utc + offset : utc - offset;
}

/** What a browser's `Date.toUTCString()` writes: `Fri, 20 Nov 2026 17:12:52 GMT`. */
export function utcString(ms: number): string {
  const at = civilOf(ms);
  const date = `${two(at.day)} ${MONTHS[at.month - 1]} ${String(at.year).padStart(4, '0')}`;
  return `${WEEKDAYS[at.weekday]}, ${date} ${hhmmss(ms)} GMT`;
}

/** What a browser's `Date.toString()` writes in that zone: `Fri Nov 20 2026 18:12:52 GMT+0100 (Central European Standard Time)`. */
export function localString(ms: number, zone?: string): string {
  const at = inZone(ms, zone);
  const date = `${WEEKDAYS[at.weekday]} ${MONTHS[at.month - 1]} ${two(at.day)} ${String(at.year).padStart(4, '0')}`;
  return `${date} ${wallHhmmss(ms, zone)} GMT${offsetText(ms, zone, '')} (${zoneName(ms, zone)})`;
}

/** Whether a name is a time zone that can be shown. */
export function isTimeZone(zone: string): boolean {
  return zone !== '' && offsetFormat(zone) !== undefined;
}

function inZone(ms: number, zone: string | undefined): Civil {
  return civilOf(ms + offsetAt(ms, zone));
}

function wallHhmmss(ms: number, zone?: string): string {
  return `${wallHhmm(ms, zone)}:${two(inZone(ms, zone).second)}`;
}

/** The day with a blank after it, unless it is that of `now`. */
function dayText(ms: number, now: number, zone: string | undefined): string {
  const [at, today] = [inZone(ms, zone), inZone(now, zone)];
  const date = `${two(at.month)}-${two(at.day)} `;
  if (at.year !== today.year) return `${at.year}-${date}`;
  return at.month === today.month && at.day === today.day ? '' : date;
}

/** What tells the two times apart that the clocks show alike; empty for any other. */
function twiceText(ms: number, zone: string | undefined): string {
  return isShownTwice(ms, zone) ? offsetText(ms, zone, ':') : '';
}

/** `+0100`, or with a colon `+01:00`. */
function offsetText(ms: number, zone: string | undefined, colon: '' | ':'): string {
  const offset = offsetAt(ms, zone);
  const minutes = Math.floor(Math.abs(offset) / 60_000);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

function zoneName(ms: number, zone: string | undefined): string {
  const timeZone = zone !== undefined && isTimeZone(zone) ? zone : 'UTC';
  const parts = new Intl.DateTimeFormat('en-US', {timeZone, timeZoneName: 'long'}).formatToParts(ms);
  return parts.find(part => part.type === 'timeZoneName')?.value ?? timeZone;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
