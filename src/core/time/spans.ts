import type {WeeklyHours} from './weekly-hours.js';
import {DAY, dayIn, dayText, momentOf} from './zone.js';

/** The first of the days that are counted. */
const THURSDAY = 4;

/** A stretch of time, Unix ms; its end is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface WeeklyOpening {
  readonly hours: WeeklyHours;
  readonly zone: string;
  /** Days that are closed, as `2026-12-25` or, every year, as `12-25`. */
  readonly closed?: readonly string[];
}

/**
 * When it is open, day by day and in order: from the span that holds `from` or comes next, up to the last one that begins
 * before `until`.
 */
export function* openSpans(opening: WeeklyOpening, from: number, until: number): Generator<Span> {
  const {zone} = opening;
  for (let day = dayIn(from, zone) - 1; momentOf(day * DAY, zone) < until; day++) {
    for (const span of spansOfDay(opening, day)) if (span.to > from && span.from < until) yield span;
  }
}

function spansOfDay({hours, zone, closed}: WeeklyOpening, day: number): readonly Span[] {
  if (closed !== undefined && isClosed(day, closed)) return [];
  const moment = (minutes: number) => momentOf(day * DAY + minutes * 60_000, zone);
  const spans = hours[(((day + THURSDAY) % 7) + 7) % 7] ?? [];
  // Nothing is left of a span that the clocks jump over.
  return spans.map(({from, to}) => ({from: moment(from), to: moment(to)})).filter(({from, to}) => to > from);
}

function isClosed(day: number, closed: readonly string[]): boolean {
  if (closed.length === 0) return false;
  const text = dayText(day);
  return closed.includes(text) || closed.includes(text.slice(5));
}
