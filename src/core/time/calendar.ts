import {openSpans, type Span, type WeeklyOpening} from './spans.js';
import {DAY} from './zone.js';

/** When people are at work. Where there is none, every moment is business time. */
export type Calendar = WeeklyOpening;

/** Whoever is closed for longer than this never opens. */
const LONGEST_CLOSED = 800 * DAY;

export function isBusinessTime(calendar: Calendar | undefined, at: number): boolean {
  return nextBusiness(calendar, at) === at;
}

/** The first moment of business time that is not before `at`; `Infinity` where there is none for years. */
export function nextBusiness(calendar: Calendar | undefined, at: number): number {
  if (calendar === undefined) return at;
  const [span] = openSpans(calendar, at, at + LONGEST_CLOSED);
  return span === undefined ? Number.POSITIVE_INFINITY : Math.max(at, span.from);
}

/** The first moment at which `ms` of business time have passed since `at`; `Infinity` where they never do. */
export function addBusiness(calendar: Calendar | undefined, at: number, ms: number): number {
  if (calendar === undefined || ms <= 0 || ms === Number.POSITIVE_INFINITY) return at + Math.max(0, ms);
  let [left, since] = [ms, at];
  while (true) {
    const opened = since;
    for (const {from, to} of openSpans(calendar, since, since + LONGEST_CLOSED)) {
      const start = Math.max(since, from);
      if (to - start >= left) return start + left;
      left -= to - start;
      since = to;
    }
    if (since === opened) return Number.POSITIVE_INFINITY;
  }
}

/** How much business time lies between two moments, ms; 0 where the second is not later. */
export function businessBetween(calendar: Calendar | undefined, from: number, to: number): number {
  if (calendar === undefined) return Math.max(0, to - from);
  let total = 0;
  for (const span of openSpans(calendar, from, to)) total += overlap(span, {from, to});
  return total;
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}
