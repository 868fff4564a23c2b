import {openSpans, type Span} from '../time/spans.js';
import type {WeeklyHours} from '../time/weekly-hours.js';
import {dayIn} from '../time/zone.js';
import type {Shift} from './schedule.js';

/** What being on call came to for one person; durations are ms. */
export interface Workload {
  readonly user: string;
  readonly shifts: number;
  readonly time: number;
  /** From 22:00 to 06:00. */
  readonly nightTime: number;
  /** Nights with at least an hour of it. */
  readonly nights: number;
  /** Saturdays and Sundays. */
  readonly weekendTime: number;
  /** Weekends with at least an hour of it. */
  readonly weekends: number;
}

/** A shift, and the zone that its person lives by. */
export interface ZonedShift extends Shift {
  readonly zone: string;
}

const HOUR = 3_600_000;
const NIGHT_END = 6 * HOUR;
const NIGHT: WeeklyHours = Array.from({length: 7}, () => [
  {from: 0, to: 360},
  {from: 1320, to: 1440},
]);
const WEEKEND: WeeklyHours = Array.from({length: 7}, (_, day) => (day % 6 === 0 ? [{from: 0, to: 1440}] : []));
/** 1970-01-03, the first Saturday that is counted. */
const SATURDAY = 2;

/** Per person, who had most first. Time on two schedules at once counts once. */
export function workloadOf(shifts: readonly ZonedShift[]): readonly Workload[] {
  return [...byUser(shifts)].map(([user, theirs]) => loadOf(user, theirs)).sort((a, b) => b.time - a.time);
}

/** Whether it is night at a moment, from 22:00 to 06:00 in the zone. */
export function isNight(at: number, zone: string): boolean {
  return overlaps({from: at, to: at + 1}, NIGHT, zone).length > 0;
}

/** Each person's shifts, those that overlap or touch joined. */
export function byUser(shifts: readonly ZonedShift[]): ReadonlyMap<string, readonly ZonedShift[]> {
  const users = new Map<string, ZonedShift[]>();
  for (const shift of [...shifts].sort((a, b) => a.from - b.from)) {
    const theirs = users.get(shift.user) ?? [];
    users.set(shift.user, theirs);
    const last = theirs.at(-1);
    if (last !== undefined && shift.from <= last.until) {
      theirs[theirs.length - 1] = {...last, until: Math.max(last.until, shift.until)};
    } else theirs.push(shift);
  }
  return users;
}

function loadOf(user: string, shifts: readonly ZonedShift[]): Workload {
  const night = shifts.flatMap(shift =>
    overlaps(spanOf(shift), NIGHT, shift.zone).map(span => ({...span, of: dayIn(span.from - NIGHT_END, shift.zone)})),
  );
  const weekend = shifts.flatMap(shift =>
    overlaps(spanOf(shift), WEEKEND, shift.zone).map(span => ({
      ...span,
      of: Math.floor((dayIn(span.from, shift.zone) - SATURDAY) / 7),
    })),
  );
  return {
    user,
    shifts: shifts.length,
    time: total(shifts.map(spanOf)),
    nightTime: total(night),
    nights: countOf(night),
    weekendTime: total(weekend),
    weekends: countOf(weekend),
  };
}

function spanOf({from, until}: Shift): Span {
  return {from, to: until};
}

function overlaps({from, to}: Span, hours: WeeklyHours, zone: string): readonly Span[] {
  return [...openSpans({hours, zone}, from, to)].map(open => ({
    from: Math.max(from, open.from),
    to: Math.min(to, open.to),
  }));
}

function total(spans: readonly Span[]): number {
  return spans.reduce((sum, {from, to}) => sum + to - from, 0);
}

/** How many of the nights or weekends have at least an hour. */
function countOf(spans: readonly (Span & {readonly of: number})[]): number {
  const sums = new Map<number, number>();
  for (const {from, to, of} of spans) sums.set(of, (sums.get(of) ?? 0) + to - from);
  return [...sums.values()].filter(sum => sum >= HOUR).length;
}
