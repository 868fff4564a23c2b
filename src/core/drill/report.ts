import {counted} from '../counted.js';
import {formatDuration} from '../time/duration.js';
import type {Drill, DrillTargets} from './drill.js';
import type {AlertPerformance} from './performance.js';

/** One line of the report: what it is about, and its cells. */
export interface DrillReport {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What it comes to, a sentence each. */
  readonly totals: readonly string[];
}

type Act = keyof DrillTargets;

const ACTS: readonly {
  readonly act: Act;
  readonly done: string;
  readonly at: (one: AlertPerformance) => number | undefined;
}[] = [
  {act: 'ack', done: 'acked', at: ({ackedAt}) => ackedAt},
  {act: 'find', done: 'looked into', at: ({foundAt}) => foundAt},
  {act: 'mitigate', done: 'mitigated', at: ({mitigatedAt}) => mitigatedAt},
];

/** What is told when a drill is over. `until` is when it was left, Unix ms. */
export function drillReport(
  {title, alerts}: Drill,
  performance: readonly AlertPerformance[],
  {began, until}: {readonly began: number; readonly until: number},
): DrillReport {
  const fired = performance.filter(({firedAt}) => firedAt !== undefined);
  const missing = alerts.length - fired.length;
  return {
    title: `Drill: ${title}, ${span(until - began)}`,
    headings: ['ALERT', 'FIRED', 'ACK', 'FIND', 'MITIGATE'],
    rows: performance.map(one => [
      one.alert.name,
      one.firedAt === undefined ? 'not yet' : `+${span(one.firedAt - began)}`,
      ...ACTS.map(act => cell(one, act)),
    ]),
    totals: [
      ...ACTS.flatMap(act => total(fired, act)),
      ...(missing === 0 ? [] : [`${counted(missing, 'alert')} had not fired when the drill was left.`]),
    ],
  };
}

function isAsked({alert}: AlertPerformance, act: Act): boolean {
  return act !== 'mitigate' || alert.mitigation !== undefined;
}

function cell(one: AlertPerformance, {act, at}: (typeof ACTS)[number]): string {
  const when = at(one);
  if (one.firedAt === undefined || !isAsked(one, act)) return '-';
  if (when === undefined) return 'never';
  const took = when - one.firedAt;
  const target = one.alert.targets[act];
  if (target === undefined) return span(took);
  return took <= target ? `${span(took)}, in time` : `${span(took)}, late (${formatDuration(target)})`;
}

function total(fired: readonly AlertPerformance[], {act, done, at}: (typeof ACTS)[number]): readonly string[] {
  const asked = fired.filter(one => isAsked(one, act));
  if (asked.length === 0) return [];
  const took = asked.flatMap(one => {
    const when = at(one);
    return when === undefined || one.firedAt === undefined
      ? []
      : [{ms: when - one.firedAt, target: one.alert.targets[act]}];
  });
  const times = took.map(({ms}) => ms).sort((a, b) => a - b);
  const judged = asked.filter(({alert}) => alert.targets[act] !== undefined).length;
  const inTime = took.filter(({ms, target}) => target !== undefined && ms <= target).length;
  const median = times.length === 0 ? '' : `, median ${span(medianOf(times))}, longest ${span(times.at(-1) ?? 0)}`;
  const kept = judged === 0 ? '' : `; ${inTime} of ${judged} in time`;
  return [`${times.length} of ${counted(asked.length, 'alert')} ${done}${median}${kept}.`];
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2);
}

/** Whole seconds: nobody acts in less. */
function span(ms: number): string {
  return formatDuration(Math.max(0, Math.round(ms / 1000)) * 1000);
}
