import {parseDuration} from '../core/time/duration.js';
import {parseWhen} from '../core/time/wall.js';
import {DAY, momentsOf, offsetAt} from '../core/time/zone.js';

/** The ways to say when something was, for the one who types it. */
export const PAST_TIME_FORMS = '14:32, 2026-11-20 14:32, or how long ago: 20m';

/** When something was, Unix ms: `14:32` (the last one), `2026-11-20 14:32`, RFC 3339, or `20m` ago. */
export function parsePastTime(
  text: string,
  {now, zone}: {readonly now: number; readonly zone?: string | undefined},
): number | undefined {
  const typed = text.trim();
  const ago = parseDuration(typed.replace(/^-/, ''));
  const moment = ago === undefined ? (ofToday(typed, now, zone) ?? parseWhen(typed, zone ?? 'UTC')) : now - ago;
  return moment !== undefined && moment <= now ? moment : undefined;
}

function ofToday(text: string, now: number, zone: string | undefined): number | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) return undefined;
  const midnight = Math.floor((now + offsetAt(now, zone)) / DAY) * DAY;
  const wall = midnight + (Number(hour) * 60 + Number(minute)) * 60_000;
  return [wall - DAY, wall].flatMap(one => momentsOf(one, zone)).findLast(moment => moment <= now);
}
