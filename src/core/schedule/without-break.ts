import {DAY} from '../time/zone.js';
import {tilesOf} from './on-call.js';
import type {Schedule, Tile} from './schedule.js';

/** Whoever is on for longer than this takes no turns, and an end that is further away says nothing to whoever is on watch. */
export const LONGEST = 30 * DAY;

/** When a person's time on call ends, Unix ms, and by which schedule. */
export interface OnCallEnd {
  readonly schedule: string;
  readonly until: number;
}

/**
 * When somebody is on call by no schedule any more: where one ends, another goes on. Of somebody who is on call for ever
 * that way, in turns, each of them ends by itself.
 */
export function withoutBreak(first: Tile & OnCallEnd, schedules: readonly Schedule[]): OnCallEnd {
  for (let last: OnCallEnd = first; ; ) {
    const next = furthest(last, first.user, schedules);
    if (next === last) return last;
    if (next.until - first.from >= LONGEST) return first;
    last = next;
  }
}

/** The first time with the same person from a moment on, or with nobody. */
export function tileFrom(schedule: Schedule, at: number): Tile | undefined {
  const [tile] = tilesOf(schedule, at, at + LONGEST);
  return tile;
}

/** Of what goes on at that end, the one that does for longest. */
function furthest(last: OnCallEnd, user: string | undefined, schedules: readonly Schedule[]): OnCallEnd {
  return schedules.reduce((latest, schedule) => {
    const tile = tileFrom(schedule, last.until);
    if (tile === undefined || tile.user !== user || tile.until <= latest.until) return latest;
    return {schedule: schedule.name, until: tile.until};
  }, last);
}
