import {hhmmZ, rfc3339} from '../time/clock-text.js';
import {dayIn} from '../time/zone.js';

const DAY = 86_400_000;
/** What is further ahead than this would be taken for a time of today. */
const SOON = DAY / 2;

/** How a handoff writes times: UTC, and no longer than it takes to be clear. */
export interface Times {
  readonly now: number;
  /** `03:41Z` on a day of the watch, and within a day of the look; else with its date. */
  at(time: number): string;
  /** `2026-11-20 22:00Z`. */
  full(time: number): string;
}

export function timesOf({now, from}: {readonly now: number; readonly from: number}): Times {
  const full = (time: number) => `${rfc3339(time).slice(0, 10)} ${hhmmZ(time)}`;
  const isShort = now - from <= DAY;
  const isOfWatch = (time: number) => time >= from || dayIn(time, undefined) === dayIn(from, undefined);
  const at = (time: number) =>
    isShort && isOfWatch(time) && now - time < DAY && time - now < SOON ? hhmmZ(time) : full(time);
  return {now, at, full};
}
