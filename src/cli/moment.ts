import {parseRfc3339} from '../core/time/clock-text.js';
import {parseDuration} from '../core/time/duration.js';
import {OperatorError} from '../lib/operator-error.js';

export interface MomentOptions {
  /** What names it, for errors: `--until`. */
  readonly flag: string;
  /** Unix ms. */
  readonly now: number;
  /** IANA name; the process's own zone where absent. */
  readonly zone?: string | undefined;
  /** Where a duration and a time without a date point: ahead of now or behind it. */
  readonly toward: 'future' | 'past';
}

const WALL = /^(?:(\d{4})-(\d\d)-(\d\d)(?:[ T](\d{1,2}):(\d\d))?|(\d{1,2}):(\d\d))$/;
const DAY = 86_400_000;

/** A time as people write it, in Unix ms: RFC 3339, `2026-11-20 15:30`, `2026-11-20`, `15:30`, or a duration from now. */
export function parseMoment(text: string, options: MomentOptions): number {
  const moment = parseRfc3339(text) ?? relative(text.replace(/^[+-]/, ''), options) ?? wallTime(text, options);
  if (moment === undefined) {
    throw new OperatorError(`${options.flag} ${text} is no time.`, {
      hint: 'Write 15:30, "2026-11-20 15:30", 2026-11-20T15:30:00Z, or a duration such as 2h.',
    });
  }
  return moment;
}

function relative(text: string, {now, toward}: MomentOptions): number | undefined {
  const duration = parseDuration(text);
  if (duration === undefined) {
    return undefined;
  }
  return toward === 'future' ? now + duration : now - duration;
}

function wallTime(text: string, options: MomentOptions): number | undefined {
  const match = WALL.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, hour = match[6] ?? '0', minute = match[7] ?? '0'] = match;
  const at = {hour: Number(hour), minute: Number(minute)};
  if (at.hour > 23 || at.minute > 59) {
    return undefined;
  }
  if (year !== undefined) {
    return inZone(Date.UTC(Number(year), Number(month) - 1, Number(day), at.hour, at.minute), options.zone);
  }
  return nearestDay(at, options);
}

/** The next (or the last) time that the clock shows this. */
function nearestDay(at: {readonly hour: number; readonly minute: number}, options: MomentOptions): number | undefined {
  const today = new Date(options.now + offsetAt(options.now, options.zone));
  const days = [-DAY, 0, DAY].map(shift => {
    const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
    return inZone(midnight + shift + (at.hour * 60 + at.minute) * 60_000, options.zone);
  });
  return options.toward === 'future' ? days.find(day => day > options.now) : days.findLast(day => day <= options.now);
}

/** The moment at which the zone's clocks show what UTC's show at `wall`; two steps settle changes of the offset. */
function inZone(wall: number, zone: string | undefined): number {
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

function offsetAt(ms: number, zone: string | undefined): number {
  if (zone === undefined) {
    return -new Date(ms).getTimezoneOffset() * 60_000;
  }
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(ms / 1000) * 1000;
}
