import {parseDuration} from '../core/time/duration.js';
import {parseWhen} from '../core/time/wall.js';
import {DAY, momentsOf, offsetAt} from '../core/time/zone.js';
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

const TIME_OF_DAY = /^(\d{1,2}):(\d\d)$/;
/** An hour of one digit. */
const SHORT_HOUR = /^(\d{4}-\d\d-\d\d[ T])(\d:\d\d)$/;

/**
 * A time as people write it, in Unix ms: RFC 3339, `2026-11-20 15:30`, `2026-11-20`, `15:30`, or a duration from now. A day
 * or an hour that there is not, such as 30 February, is refused.
 */
export function parseMoment(text: string, options: MomentOptions): number {
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const moment =
    relative(text.replace(/^[+-]/, ''), options) ??
    timeOfDay(text, {...options, zone}) ??
    parseWhen(
      text.replace(SHORT_HOUR, (_, day, time) => `${day}0${time}`),
      zone,
    );
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

/** The next (or the last) time that the clock shows this. */
function timeOfDay(text: string, {now, zone, toward}: MomentOptions): number | undefined {
  const [, hour, minute] = TIME_OF_DAY.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) {
    return undefined;
  }
  const midnight = Math.floor((now + offsetAt(now, zone)) / DAY) * DAY;
  const wall = midnight + (Number(hour) * 60 + Number(minute)) * 60_000;
  const times = [-DAY, 0, DAY].flatMap(shift => momentsOf(wall + shift, zone));
  return toward === 'future' ? times.find(time => time > now) : times.findLast(time => time <= now);
}
