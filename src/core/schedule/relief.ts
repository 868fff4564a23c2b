import {onCallAt, tilesOf} from './on-call.js';
import type {Schedule} from './schedule.js';
import {shiftAfter, sightAt} from './shifts.js';

/** Who is on call by a schedule now, and who comes after; times are Unix ms, absent where no end is in sight. */
export interface Relief {
  readonly schedule: string;
  readonly user?: string;
  readonly until?: number;
  readonly next?: {readonly user: string; readonly from: number};
}

export function reliefOf(schedule: Schedule, now: number): Relief {
  const tiles = (from: number, until: number) => tilesOf(schedule, from, until);
  const user = onCallAt(schedule, now)?.user;
  const {until} = sightAt(tiles, now);
  const next = shiftAfter(tiles, now);
  return {
    schedule: schedule.name,
    ...(user === undefined ? {} : {user}),
    ...(until === undefined ? {} : {until}),
    ...(next === undefined ? {} : {next: {user: next.user, from: next.from}}),
  };
}
