import {parseRfc3339} from './clock-text.js';
import {momentOf} from './zone.js';

const WALL = /^(\d{4}-\d\d-\d\d)(?:[ Tt](\d\d:\d\d(?::\d\d)?))?$/;

/** `2026-11-02T09:00`, `2026-11-02 09:00` or `2026-11-02`, a time without a zone: the Unix ms at which UTC's clocks show it. */
export function parseWall(text: string): number | undefined {
  const [, date, time = '00:00'] = WALL.exec(text.trim()) ?? [];
  return date === undefined ? undefined : parseRfc3339(`${date}T${time}Z`);
}

/** A time with its zone (RFC 3339), or one that the clocks of `zone` show; Unix ms. */
export function parseWhen(text: string, zone: string): number | undefined {
  const wall = parseWall(text);
  return wall === undefined ? parseRfc3339(text) : momentOf(wall, zone);
}
