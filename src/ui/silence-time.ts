import {parseRfc3339, wallHhmm} from '../core/time/clock-text.js';
import {parseDuration} from '../core/time/duration.js';

/** When a silence holds: from now for a while, or between two moments. */
export type SilenceTime =
  | {readonly ok: true; readonly duration: number}
  | {readonly ok: true; readonly startsAt: number; readonly endsAt: number}
  | {readonly ok: false; readonly message: string};

interface Now {
  readonly now: number;
  readonly zone?: string | undefined;
}

/** The ways to say when, for the one who types it. */
export const SILENCE_TIME_FORMS = 'from now: 2h; later: 22:00 to 23:30, +30m to +2h, 2026-11-21T22:00Z to +8h';

const HOW = 'write 2h, or START to END with 22:00, +30m or 2026-11-21T22:00Z';

/** Reads `2h`, `22:00 to 23:30`, `+30m to +2h`, or RFC 3339 times; a time of day is the next one in the zone. */
export function parseSilenceTime(text: string, at: Now): SilenceTime {
  const [from = '', to, ...more] = text.trim().split(/\s+to\s+/);
  if (more.length > 0) return {ok: false, message: HOW};
  if (to === undefined) {
    const duration = parseDuration(from);
    return duration === undefined || duration === 0
      ? {ok: false, message: `"${from}" is no duration: ${HOW}`}
      : {ok: true, duration};
  }
  const startsAt = moment(from, at);
  if (startsAt === undefined) return {ok: false, message: `"${from}" is no time: ${HOW}`};
  const endsAt = moment(to, {...at, now: isRelative(to) ? at.now : startsAt});
  if (endsAt === undefined) return {ok: false, message: `"${to}" is no time: ${HOW}`};
  if (endsAt <= startsAt) return {ok: false, message: 'it would end before it starts'};
  if (endsAt <= at.now) return {ok: false, message: 'that time is over'};
  return {ok: true, startsAt, endsAt};
}

/** When a watch is to end: after `12h`, or at the next `09:00`. */
export function parseEnd(text: string, at: Now): number | undefined {
  const duration = parseDuration(text);
  const end = duration === undefined ? moment(text, at) : at.now + duration;
  return end !== undefined && end > at.now ? end : undefined;
}

function isRelative(text: string): boolean {
  return text.startsWith('+');
}

function moment(text: string, {now, zone}: Now): number | undefined {
  if (text === 'now') return now;
  if (isRelative(text)) {
    const by = parseDuration(text.slice(1));
    return by === undefined ? undefined : now + by;
  }
  return /^\d{1,2}:\d\d$/.test(text) ? nextTimeOfDay(text.padStart(5, '0'), {now, zone}) : parseRfc3339(text);
}

/** Days with a change of the clocks have no simple sum, so the next minute that reads so is looked for. */
function nextTimeOfDay(text: string, {now, zone}: Now): number | undefined {
  const minute = 60_000;
  const first = Math.ceil(now / minute) * minute;
  for (let ahead = 0; ahead < 25 * 60; ahead++) {
    if (wallHhmm(first + ahead * minute, zone) === text) return first + ahead * minute;
  }
  return undefined;
}
