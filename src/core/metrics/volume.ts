import type {Episode} from '../handoff/episodes.js';
import {isUrgent} from '../handoff/figures.js';
import type {ShiftSpan} from '../handoff/shifts.js';
import {isBusinessTime} from '../time/calendar.js';
import type {MeasureId} from './definitions.js';
import {mean, measure} from './make-measure.js';
import {DAY_PARTS, type DayPart, type Measure, type WatchVolume} from './measure.js';
import type {MetricsAsk} from './metrics-ask.js';

const WEEK = 7 * 24 * 60 * 60_000;

/** What calls there were: in a week, in a watch, out of hours, and by part of the day. */
export function volume(
  calls: readonly Episode[],
  {ask, over, shifts}: {readonly ask: MetricsAsk; readonly over: number; readonly shifts: readonly ShiftSpan[]},
): readonly Measure[] {
  const parts = calls.map(({startedAt}) => partOf(ask.hourOf(startedAt)));
  return [
    rate('alert-volume', calls.length, {ask, over}),
    perWatch(calls, shifts, ask),
    afterHours(calls, {ask, over}),
    ...DAY_PARTS.map(part => {
      const n = parts.filter(one => one === part).length;
      return {...measure('day-part', ask.settings), part, n, value: n};
    }),
  ];
}

interface Known {
  readonly ask: MetricsAsk;
  /** How much of the span the log knows, ms. */
  readonly over: number;
}

/** Reckoned for a week; of less than one, only what is too much already is judged. */
function rate(id: MeasureId, n: number, {ask, over}: Known): Measure {
  const aimed = measure(id, ask.settings);
  const isEarly = over < WEEK && n <= (aimed.target?.value ?? 0);
  return {
    ...aimed,
    n,
    over,
    ...(over > 0 ? {value: (n / over) * WEEK} : {}),
    ...(isEarly ? {early: true as const} : {}),
  };
}

/** Where it is not known when people are at work, no call is out of hours, nor is any within them. */
function afterHours(calls: readonly Episode[], known: Known): Measure {
  const {calendar} = known.ask.settings;
  if (calendar === undefined)
    return {...measure('after-hours', known.ask.settings), n: 0, why: 'no calendar is configured'};
  const outside = calls.filter(({severity, startedAt}) => isUrgent(severity) && !isBusinessTime(calendar, startedAt));
  return rate('after-hours', outside.length, known);
}

/** Of watches that began and ended in the span. */
function perWatch(calls: readonly Episode[], shifts: readonly ShiftSpan[], {from, to, settings}: MetricsAsk): Measure {
  const watches = shifts.flatMap(({id, operator, startedAt, endedAt}): readonly WatchVolume[] => {
    if (endedAt === undefined || startedAt < from || endedAt > to) return [];
    const during = calls.filter(call => call.startedAt >= startedAt && call.startedAt < endedAt);
    return [{shift: id, operator, from: startedAt, to: endedAt, calls: during.length}];
  });
  return {
    ...mean('watch-volume', {settings, values: watches.map(one => one.calls)}),
    ...(watches.length === 0 ? {} : {watches}),
  };
}

/** Midnight to six is night, and so on by six hours. */
function partOf(hour: number): DayPart {
  return DAY_PARTS[Math.floor(hour / 6)] ?? 'night';
}
