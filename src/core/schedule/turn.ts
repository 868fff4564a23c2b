import {tilesOf} from './on-call.js';
import type {Schedule} from './schedule.js';
import {sightAt} from './shifts.js';
import {LONGEST, withoutBreak} from './without-break.js';

/** A person's time on call; Unix ms. */
export interface Turn {
  /** The one that has them on now, and whose turn has begun then. */
  readonly schedule: string;
  readonly from: number;
  /** When they are on call by none any more. */
  readonly until: number;
  /** By which other one they are on call until then. */
  readonly endsBy?: string;
}

/** The turn that somebody has now, by the first schedule that has them on; none where its begin or end is not known. */
export function turnOf(
  schedules: readonly Schedule[],
  {user, now}: {readonly user: string; readonly now: number},
): Turn | undefined {
  for (const one of schedules) {
    const {user: who, from, until} = sightAt((begin, end) => tilesOf(one, begin, end), now);
    if (who !== user || from === undefined || until === undefined) continue;
    if (until - from >= LONGEST) return undefined;
    const last = withoutBreak({user, from, until, schedule: one.name}, schedules);
    const other = last.schedule === one.name ? {} : {endsBy: last.schedule};
    return {schedule: one.name, from, until: last.until, ...other};
  }
  return undefined;
}
