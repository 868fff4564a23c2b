import type {Schedule, Tile} from './schedule.js';
import {LONGEST, type OnCallEnd, tileFrom, withoutBreak} from './without-break.js';

/** When somebody who is on call now no longer is, by any schedule; undefined where that is far off. */
export function onCallEnd(schedules: readonly Schedule[], who: Asked): number | undefined {
  return onCallBy(schedules, who)?.until;
}

/** The same, and by which schedule they are on until then. */
export function onCallBy(schedules: readonly Schedule[], {user, now}: Asked): OnCallEnd | undefined {
  for (const schedule of schedules) {
    const tile = tileNow(schedule, now);
    if (tile?.user !== user) continue;
    return tile.until - tile.from < LONGEST ? endOf({...tile, schedule: schedule.name}, {tile, schedules}) : undefined;
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
  const tile = tileFrom(schedule, now);
  if (tile !== undefined) seen.set(schedule, tile);
  return tile;
}

interface Among {
  readonly tile: Tile;
  readonly schedules: readonly Schedule[];
}

const ends = new WeakMap<Tile, OnCallEnd & Pick<Among, 'schedules'>>();

/** Where that leads, also asked for with every frame. */
function endOf(first: Tile & OnCallEnd, {tile, schedules}: Among): OnCallEnd {
  const known = ends.get(tile);
  if (known?.schedules === schedules) return known;
  const {schedule, until} = withoutBreak(first, schedules);
  const end = {schedule, until, schedules};
  ends.set(tile, end);
  return end;
}
