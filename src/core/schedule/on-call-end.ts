import {DAY} from '../time/zone.js';
import {tilesOf} from './on-call.js';
import type {Schedule, Tile} from './schedule.js';

/** An end that is further away says nothing to whoever is on watch. */
const LOOK = 30 * DAY;

/** When somebody who is on call now no longer is, by the first schedule that has them on; undefined where that is far off. */
export function onCallEnd(schedules: readonly Schedule[], who: Asked): number | undefined {
  return onCallBy(schedules, who)?.until;
}

/** The same, and by which schedule. */
export function onCallBy(
  schedules: readonly Schedule[],
  {user, now}: Asked,
): {readonly schedule: string; readonly until: number} | undefined {
  for (const schedule of schedules) {
    const tile = tileNow(schedule, now);
    if (tile?.user !== user) continue;
    return tile.until - tile.from < LOOK ? {schedule: schedule.name, until: tile.until} : undefined;
  }
  return undefined;
}

interface Asked {
  readonly user: string;
  readonly now: number;
}

const seen = new WeakMap<Schedule, Tile>();

/** The tile of now, begun wherever it was looked at first: it is asked for with every frame. */
function tileNow(schedule: Schedule, now: number): Tile | undefined {
  const last = seen.get(schedule);
  if (last !== undefined && last.from <= now && now < last.until) return last;
  const [tile] = tilesOf(schedule, now, now + LOOK);
  if (tile !== undefined) seen.set(schedule, tile);
  return tile;
}
