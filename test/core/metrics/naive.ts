/**
 * The figures of incident practice reckoned once more, straight from their definitions: slow, and with nothing of the
 * program's own reckoning in it.
 */
import type {Fact, FactOf, FactType} from '../../../src/core/shift/fact.js';
import {type AckedAt, acksOfIncidents, issuesOf} from './naive-acks.js';
import {type NaiveCall, naiveCalls} from './naive-calls.js';
import {type NaiveIncident, naiveIncidents} from './naive-incidents.js';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
/** Targets to ack, as the guide to incident practice has them. */
const TO_ACK = {P1: 5 * MINUTE, P2: 15 * MINUTE, P3: 4 * HOUR, P4: 8 * HOUR};
/** How often audiences hear, by severity. */
const CADENCE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  room: {P1: 30 * MINUTE, P2: HOUR},
  stakeholders: {P1: 30 * MINUTE, P2: 2 * HOUR, P3: DAY},
  'status-page': {P1: 30 * MINUTE, P2: 2 * HOUR, P3: DAY},
};

/** A figure by its name, severity or part of the day; how many cases, and what they come to. */
export type NaiveFigures = Readonly<Record<string, {readonly n: number; readonly value: number | undefined}>>;

export interface NaiveAsk {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  /** Hours of business from Monday to Friday. */
  readonly business: readonly [number, number];
}

export function naiveFigures(facts: readonly Fact[]): (ask: NaiveAsk) => NaiveFigures {
  const all = {calls: naiveCalls(facts), incidents: naiveIncidents(facts)};
  const judged = worthOf(facts, all.incidents);
  const ackedAt = acksOfIncidents(facts, all.calls);
  const begins = Date.parse(facts[0]?.at ?? '');
  const watches = naiveWatches(facts);
  return ask => {
    const length = ask.to - Math.max(ask.from, begins);
    const inSpan = (at: number) => at >= ask.from && at < ask.to;
    const calls = all.calls.filter(({called, startedAt}) => called && inSpan(startedAt));
    const incidents = all.incidents.filter(({began}) => inSpan(began));
    return {
      ...timesOf(incidents, ackedAt),
      mtbf: {n: incidents.length, value: incidents.length === 0 ? undefined : length / incidents.length},
      ...acksOf(calls, ask),
      ...volumeOf(calls, ask, length),
      'watch-volume': average(
        watches
          .filter(({from, to}) => from >= ask.from && to <= ask.to)
          .map(({from, to}) => calls.filter(({startedAt}) => startedAt >= from && startedAt < to).length),
      ),
      ...rates(calls, judged),
      recurrence: recurrenceOf(incidents, all.incidents),
      'updates-on-time': updatesOf(incidents, ask.to),
      'action-items': actionsOf(all.incidents, inSpan),
    };
  };
}

function factsOf<T extends FactType>(facts: readonly Fact[], type: T): readonly FactOf<T>[] {
  return facts.filter(fact => fact.type === type) as unknown as readonly FactOf<T>[];
}

function average(values: readonly number[]): NaiveFigures[string] {
  let sum = 0;
  for (const value of values) sum += value;
  return {n: values.length, value: values.length === 0 ? undefined : sum / values.length};
}

function part(yes: readonly boolean[]): NaiveFigures[string] {
  return average(yes.map(is => (is ? 1 : 0)));
}

function timesOf(incidents: readonly NaiveIncident[], taken: AckedAt): NaiveFigures {
  const found: Record<string, NaiveFigures[string]> = {};
  for (const severity of SEVERITIES) {
    const some = incidents.filter(one => one.severity === severity);
    const between = (
      from: (one: NaiveIncident) => number | undefined,
      to: (one: NaiveIncident) => number | undefined,
    ) =>
      average(
        some.flatMap(one => {
          const [begin, end] = [from(one), to(one)];
          if (begin === undefined || end === undefined || (from === taken && end < begin)) return [];
          return [Math.max(0, end - begin)];
        }),
      );
    const noticed = (one: NaiveIncident) => one.at.detected;
    found[`mttd ${severity}`] = between(({began}) => began, noticed);
    found[`mtti ${severity}`] = between(taken, one => one.at.identified);
    found[`mttr ${severity}`] = between(noticed, one => one.at.resolved);
    found[`mttf ${severity}`] = between(taken, one => one.at.resolved);
  }
  return found;
}

/** From one beginning to the end of that watch, or to the next beginning. */
function naiveWatches(facts: readonly Fact[]): readonly {readonly from: number; readonly to: number}[] {
  const turns = facts.filter(({type}) => type === 'shift.started' || type === 'shift.ended');
  return turns.flatMap((turn, index) => {
    const next = turns[index + 1];
    if (turn.type !== 'shift.started' || next === undefined) return [];
    return [{from: Date.parse(turn.at), to: Date.parse(next.at)}];
  });
}

/** How much of the time after a moment people were at work, hour by hour of their clocks. */
function workClock({zone, business: [opens, closes]}: NaiveAsk): (from: number, to: number) => number {
  const clock = new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', weekday: 'short', hourCycle: 'h23'});
  const known = new Map<number, boolean>();
  const isWork = (hour: number) => {
    const before = known.get(hour);
    if (before !== undefined) return before;
    const parts = Object.fromEntries(clock.formatToParts(hour * HOUR).map(({type, value}) => [type, value]));
    const local = Number(parts.hour);
    const work = !['Sat', 'Sun'].includes(parts.weekday ?? '') && local >= opens && local < closes;
    known.set(hour, work);
    return work;
  };
  return (from, to) => {
    let sum = 0;
    for (let hour = Math.floor(from / HOUR); hour * HOUR < to; hour++)
      if (isWork(hour)) sum += Math.min(to, (hour + 1) * HOUR) - Math.max(from, hour * HOUR);
    return sum;
  };
}

function acksOf(calls: readonly NaiveCall[], ask: NaiveAsk): NaiveFigures {
  const {to} = ask;
  const worked = workClock(ask);
  const found: Record<string, NaiveFigures[string]> = {};
  for (const severity of SEVERITIES) {
    const some = calls.filter(one => one.severity === severity);
    const target = TO_ACK[severity];
    const spent = (from: number, until: number) =>
      severity === 'P1' || severity === 'P2' ? until - from : worked(from, until);
    const inTime = ({startedAt, toAck}: NaiveCall) =>
      toAck !== undefined && spent(startedAt, startedAt + toAck) <= target;
    const lastedPast = ({startedAt, endedAt}: NaiveCall) =>
      spent(startedAt, endedAt === undefined || endedAt > to ? to : endedAt) > target;
    found[`mtta ${severity}`] = average(some.flatMap(one => one.toAck ?? []));
    found[`sla-met ${severity}`] = part(some.filter(one => inTime(one) || lastedPast(one)).map(inTime));
  }
  const over = calls.filter(one => isUrgent(one) && one.endedAt !== undefined);
  return {...found, 'never-acked': part(over.map(one => one.toAck === undefined))};
}

function isUrgent({severity}: NaiveCall): boolean {
  return severity === 'P1' || severity === 'P2';
}

function volumeOf(
  calls: readonly NaiveCall[],
  {zone, business: [opens, closes]}: NaiveAsk,
  length: number,
): NaiveFigures {
  const weeks = length / (7 * DAY);
  const clock = new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', weekday: 'short', hourCycle: 'h23'});
  const told = calls.map(call => {
    const parts = Object.fromEntries(clock.formatToParts(call.startedAt).map(({type, value}) => [type, value]));
    return {call, hour: Number(parts.hour), weekday: parts.weekday ?? ''};
  });
  const late = told.filter(({call, hour, weekday}) => {
    const isWork = !['Sat', 'Sun'].includes(weekday) && hour >= opens && hour < closes;
    return isUrgent(call) && !isWork;
  });
  const count = (least: number, below: number) => {
    const n = told.filter(({hour}) => hour >= least && hour < below).length;
    return {n, value: n};
  };
  return {
    'alert-volume': {n: calls.length, value: calls.length / weeks},
    'after-hours': {n: late.length, value: late.length / weeks},
    'day-part night': count(0, 6),
    'day-part morning': count(6, 12),
    'day-part afternoon': count(12, 18),
    'day-part evening': count(18, 24),
  };
}

interface Worth {
  readonly escalated: Moments;
  readonly noise: Moments;
  readonly actionable: Moments;
  readonly linked: Moments;
  readonly walked: Moments;
}

/** When alerts began, by their issue. */
type Moments = ReadonlyMap<string, readonly number[]>;

function worthOf(facts: readonly Fact[], incidents: readonly NaiveIncident[]): Worth {
  const issues = issuesOf(facts);
  const moments = (names: readonly {source: string; fingerprint: string; startsAt: number}[]) => {
    const found = new Map<string, number[]>();
    for (const {source, fingerprint, startsAt} of names) {
      const issue = issues.get(`${source}/${fingerprint}`) ?? '';
      found.set(issue, [...(found.get(issue) ?? []), startsAt]);
    }
    return found;
  };
  const judged = factsOf(facts, 'alert.judged');
  return {
    escalated: moments(factsOf(facts, 'escalation.requested').flatMap(({alerts}) => [...alerts])),
    noise: moments(judged.filter(({verdict}) => verdict === 'noise')),
    actionable: moments(judged.filter(({verdict}) => verdict === 'actionable')),
    walked: moments(factsOf(facts, 'runbook.opened').flatMap(({alert}) => alert ?? [])),
    linked: moments(incidents.flatMap(({alerts}) => [...alerts.values()])),
  };
}

function rates(calls: readonly NaiveCall[], worth: Worth): NaiveFigures {
  const isIn = (moments: Moments, {issue, startedAt, endedAt}: NaiveCall) =>
    (moments.get(issue) ?? []).some(at => at >= startedAt && (endedAt === undefined || at <= endedAt));
  const urgent = calls.filter(isUrgent);
  const known = calls.filter(
    call =>
      call.toAck !== undefined || isIn(worth.noise, call) || isIn(worth.actionable, call) || isIn(worth.linked, call),
  );
  const walked = new Set(calls.filter(call => isIn(worth.walked, call)).map(({name}) => name));
  return {
    'runbook-coverage': part([...new Set(calls.map(({name}) => name))].map(name => walked.has(name))),
    'escalation-rate': part(urgent.map(call => isIn(worth.escalated, call))),
    'noise-rate': part(known.map(call => isIn(worth.noise, call) && !isIn(worth.actionable, call))),
  };
}

function recurrenceOf(incidents: readonly NaiveIncident[], all: readonly NaiveIncident[]): NaiveFigures[string] {
  return part(
    incidents
      .filter(({alerts}) => alerts.size > 0)
      .map(one =>
        all.some(
          other =>
            other.began < one.began &&
            one.began - other.began <= 90 * DAY &&
            [...other.alerts.keys()].some(name => one.alerts.has(name)),
        ),
      ),
  );
}

/** Between one update and the next, every whole cadence before the next one was an update that did not come. */
function updatesOf(incidents: readonly NaiveIncident[], to: number): NaiveFigures[string] {
  let [due, posted] = [0, 0];
  for (const {updates, declaredAt, at, severity} of incidents) {
    const end = Math.min(at.resolved ?? to, to);
    for (const [audience, cadences] of Object.entries(CADENCE)) {
      const every = cadences[severity];
      if (every === undefined) continue;
      const times = updates.filter(one => one.audience === audience && one.at <= end).map(one => one.at);
      const later = updates.filter(one => one.audience === audience && one.at > end).map(one => one.at);
      let last = declaredAt;
      for (const time of times) {
        due += Math.max(0, Math.ceil((time - last) / every) - 1) + 1;
        posted += 1;
        last = time;
      }
      // What was due by the end, and came after it or never.
      const until = Math.min(end, (later[0] ?? Number.POSITIVE_INFINITY) - 1);
      due += Math.max(0, Math.floor((until - last) / every));
    }
  }
  return {n: due, value: due === 0 ? undefined : posted / due};
}

function actionsOf(incidents: readonly NaiveIncident[], inSpan: (at: number) => boolean): NaiveFigures[string] {
  const due = incidents.flatMap(({actions}) => actions.filter(one => one.due !== undefined && inSpan(one.due)));
  return part(due.map(({due: day = 0, doneAt}) => doneAt !== undefined && doneAt <= day));
}
