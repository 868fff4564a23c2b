import {civilOf} from './civil.js';

export const DAY = 86_400_000;

/**
 * What the clocks of a zone (an IANA name; UTC where it is absent or unknown) are ahead of UTC at that moment, in ms:
 * their calendar fields are `civilOf(ms + offsetAt(ms, zone))`.
 */
export function offsetAt(ms: number, zone: string | undefined): number {
  if (zone === undefined || zone === 'UTC' || !Number.isFinite(ms)) return 0;
  const day = Math.floor(ms / DAY);
  const known = daysOf(zone);
  const kept = known.get(day);
  if (kept !== undefined) return kept === 'changes' ? readOffset(ms, zone) : kept;
  const [first, last] = [readOffset(day * DAY, zone), readOffset((day + 1) * DAY - 1, zone)];
  known.set(day, first === last ? first : 'changes');
  return first === last ? first : readOffset(ms, zone);
}

/**
 * The moment at which the clocks of a zone show the fields that `wall` has in UTC. Of a time that is shown twice it is the
 * first; a time that is left out is the moment of the jump over it. So a later wall time is never an earlier moment.
 */
export function momentOf(wall: number, zone: string | undefined): number {
  return momentsOf(wall, zone)[0];
}

/** The same with both moments of a time that is shown twice, in their order. */
export function momentsOf(wall: number, zone: string | undefined): readonly [number, ...number[]] {
  const [before, after] = [offsetAt(wall - DAY, zone), offsetAt(wall + DAY, zone)];
  const [early, late] = [wall - before, wall - after];
  const isLate = offsetAt(late, zone) === after;
  if (offsetAt(early, zone) === before) return isLate && late !== early ? [early, late] : [early];
  return [isLate ? late : jumpBetween(late, early, zone)];
}

/** Whether the clocks of a zone show the time of a moment at another one, too. */
export function isShownTwice(ms: number, zone: string | undefined): boolean {
  return zone !== undefined && momentsOf(ms + offsetAt(ms, zone), zone).length > 1;
}

/** The day that the clocks of a zone show, counted from 1970-01-01. */
export function dayIn(ms: number, zone: string | undefined): number {
  return Math.floor((ms + offsetAt(ms, zone)) / DAY);
}

/** `2026-12-25`, of a day counted from 1970-01-01. */
export function dayText(day: number): string {
  const {year, month, day: ofMonth} = civilOf(day * DAY);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(ofMonth)}`;
}

/** Makes the names of a zone's offsets; undefined for a zone that does not exist. */
export function offsetFormat(zone: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(zone)) formatters.set(zone, makeFormatter(zone));
  return formatters.get(zone);
}

/** More days than a screen or a schedule of years looks at. */
const MOST_DAYS = 20_000;
const offsets = new Map<string, Map<number, number | 'changes'>>();

/** Offsets hold for whole days nearly always, and asking for one is slow. */
function daysOf(zone: string): Map<number, number | 'changes'> {
  const known = offsets.get(zone);
  if (known !== undefined && known.size < MOST_DAYS) return known;
  const fresh = new Map<number, number | 'changes'>();
  offsets.set(zone, fresh);
  return fresh;
}

function readOffset(ms: number, zone: string): number {
  const name =
    offsetFormat(zone)
      ?.formatToParts(ms)
      .find(part => part.type === 'timeZoneName')?.value ?? 'GMT';
  const parts = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name);
  if (!parts) return 0;
  const size = ((Number(parts[2]) * 60 + Number(parts[3])) * 60 + Number(parts[4] ?? 0)) * 1000;
  return parts[1] === '-' ? -size : size;
}

/** The first moment of the later offset, between one of the earlier and one of the later. */
function jumpBetween(from: number, to: number, zone: string | undefined): number {
  const before = offsetAt(from, zone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

function makeFormatter(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {timeZone: zone, timeZoneName: 'longOffset'});
  } catch {
    return undefined;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
