import {parseRfc3339} from '../time/clock-text.js';
import {parseDuration} from '../time/duration.js';
import {DAY, momentOf, offsetAt} from '../time/zone.js';
import type {ReplayState} from './replay-state.js';

/** The ways to say where to, for the one who types it. */
export const JUMP_FORMS = '03:41, 03:41Z, +10m, -1h, 2026-11-21T03:41Z';

const TIME_OF_DAY = /^(\d{1,2}):(\d\d)(?::(\d\d))?([Zz]?)$/;

/**
 * The moment of a watch (Unix ms) that somebody types; undefined for what is none. A time of day is that of the watch,
 * the first one at or after its beginning, in the zone unless it ends with Z.
 */
export function parseJump(
  text: string,
  {at, from}: Pick<ReplayState, 'at' | 'from'>,
  zone: string | undefined,
): number | undefined {
  const by = /^([+-])(.+)$/.exec(text);
  const duration = by === null ? undefined : parseDuration(by[2] ?? '');
  if (duration !== undefined) return by?.[1] === '-' ? at - duration : at + duration;
  return timeOfDay(text, from, zone) ?? parseRfc3339(text);
}

function timeOfDay(text: string, from: number, own: string | undefined): number | undefined {
  const match = TIME_OF_DAY.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = match[4] === '' ? own : undefined;
  const day = Math.floor((from + offsetAt(from, zone)) / DAY) * DAY;
  const wall = ((hour * 60 + minute) * 60 + second) * 1000;
  // A time without seconds means its minute, also the one in which the watch began.
  const earliest = match[3] === undefined ? Math.floor(from / 60_000) * 60_000 : Math.floor(from / 1000) * 1000;
  return [day + wall, day + DAY + wall].map(one => momentOf(one, zone)).find(moment => moment >= earliest);
}
