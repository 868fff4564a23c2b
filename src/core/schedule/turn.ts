import {DAY} from '../time/zone.js';
import {tilesOf} from './on-call.js';
import type {Schedule} from './schedule.js';
import {sightAt} from './shifts.js';

/** Whoever is on for longer than this takes no turns. */
const LONGEST = 30 * DAY;

/** A person's time on call by one schedule, whole; Unix ms. */
export interface Turn {
  readonly schedule: string;
  readonly from: number;
  readonly until: number;
}

/** The turn that somebody has now, by the first schedule that has them on; none where its begin or end is not known. */
export function turnOf(
  schedules: readonly Schedule[],
  {user, now}: {readonly user: string; readonly now: number},
): Turn | undefined {
  for (const schedule of schedules) {
    const {user: who, from, until} = sightAt((begin, end) => tilesOf(schedule, begin, end), now);
    if (who !== user || from === undefined || until === undefined) continue;
    return until - from < LONGEST ? {schedule: schedule.name, from, until} : undefined;
  }
  return undefined;
}
