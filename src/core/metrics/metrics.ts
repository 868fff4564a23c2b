import {SEVERITIES, type Severity} from '../alert/severity.js';
import {ackDueAt} from '../alert/sla.js';
import {type Episode, episodesOf} from '../handoff/episodes.js';
import {isUrgent} from '../handoff/figures.js';
import {shiftsIn} from '../handoff/shifts.js';
import type {Incident} from '../incident/incident.js';
import type {Settings} from '../settings.js';
import type {Fact} from '../shift/fact.js';
import {DEFINITIONS, type MeasureId} from './definitions.js';
import {incidentsIn} from './incidents-in.js';
import {DAY_PARTS, type DayPart, type Measure} from './measure.js';
import {seenIn} from './seen.js';
import {type Targets, targetOf} from './targets.js';
import {isPosted, updateTimes} from './updates.js';

const DAY = 24 * 60 * 60_000;
const WEEK = 7 * DAY;
/** So many of the alerts that a figure lacks are named. */
const MOST_LACKING = 5;
const RECURS_WITHIN = 90 * 24 * 60 * 60_000;

export interface MetricsAsk {
  /** Unix ms: what began from `from` on and before `to`. */
  readonly from: number;
  readonly to: number;
  readonly settings: Settings;
  readonly targets: Targets;
  /** Whether a moment is business time; absent where no calendar says what is. */
  readonly isBusiness?: ((at: number) => boolean) | undefined;
  /** The hour of the day there, 0 to 23. */
  hourOf(at: number): number;
}

/**
 * The figures of a span of time, from the facts alone; `facts` may begin before it, and those after it count as far as
 * they tell how something ended that began in it.
 */
export function metricsOf(facts: readonly Fact[], ask: MetricsAsk): readonly Measure[] {
  const {from, to, settings} = ask;
  const calls = episodesOf(facts, settings).filter(one => one.called && one.startedAt >= from && one.startedAt < to);
  const all = incidentsIn(facts);
  const seen = seenIn(facts, all);
  const incidents = all.filter(({startedAt}) => startedAt >= from && startedAt < to);
  const known = knownSpan(facts, ask);
  return [
    ...ofIncidents(incidents, known, ask),
    ...ofCalls(calls, ask),
    ...volume(calls, known, ask),
    aWatch(calls, facts, ask),
    share('escalation-rate', {ask, of: urgent(calls), is: seen.escalated}),
    share('noise-rate', {ask, of: calls.filter(seen.known), is: seen.noise}),
    share('recurrence', {
      ask,
      of: incidents.filter(({alerts}) => alerts.length > 0),
      is: incident => recurs(incident, all),
    }),
    share('updates-on-time', {
      ask,
      of: incidents.flatMap(one => updateTimes(one, settings.incidents, to)),
      is: isPosted,
    }),
    share('action-items', {
      ask,
      of: dueActions(all, ask),
      is: ({due = 0, doneAt}) => doneAt !== undefined && doneAt <= due,
    }),
    coverage(calls, {ask, walked: seen.walked}),
  ];
}

/** How much of the span the log knows, ms: what was before it nobody can tell. Of less than a day nothing is reckoned for a week. */
function knownSpan(facts: readonly Fact[], {from, to}: MetricsAsk): number {
  const begins = facts[0] === undefined ? from : Date.parse(facts[0].at);
  return begins - from < DAY ? to - from : Math.max(DAY, to - begins);
}

function ofIncidents(incidents: readonly Incident[], known: number, ask: MetricsAsk): readonly Measure[] {
  const phases: readonly (readonly [MeasureId, (incident: Incident) => number | undefined])[] = [
    ['mttd', ({reached, startedAt}) => span(startedAt, reached.detected)],
    ['mtti', ({reached}) => span(reached.acknowledged ?? reached.detected, reached.identified)],
    ['mttr', ({reached}) => span(reached.detected, reached.resolved)],
    ['mttf', ({reached}) => span(reached.acknowledged ?? reached.detected, reached.resolved)],
  ];
  return [
    ...phases.flatMap(([id, of]) =>
      bySeverity(incidents).map(([severity, some]) =>
        mean(id, {severity, ask, values: some.flatMap(one => of(one) ?? [])}),
      ),
    ),
    {
      ...measure('mtbf', ask),
      n: incidents.length,
      ...(incidents.length === 0 ? {} : {value: known / incidents.length}),
    },
  ];
}

function ofCalls(calls: readonly Episode[], ask: MetricsAsk): readonly Measure[] {
  const {
    severity: {sla},
    calendar,
  } = ask.settings;
  const dueAt = ({severity, startedAt}: Episode) => ackDueAt({severity, startsAt: startedAt}, ask.settings);
  const ended = urgent(calls).filter(({endedAt}) => endedAt !== undefined);
  return [
    ...bySeverity(calls).flatMap(([severity, some]) => {
      const within = sla[severity].ack;
      const settled = some.filter(call => call.ack !== undefined || ask.to > dueAt(call));
      return [
        mean('mtta', {
          severity,
          ask,
          values: some.flatMap(toAck),
          // By the clock a P3 of the night would be late at once; whether it was in time is the next figure.
          ...(calendar !== undefined && severity >= 'P3' ? {} : {target: within}),
        }),
        share('sla-met', {
          severity,
          ask,
          of: settled,
          is: call => call.ack !== undefined && call.ack.at <= dueAt(call),
        }),
      ];
    }),
    share('never-acked', {ask, of: ended, is: ({ack}) => ack === undefined}),
  ];
}

function volume(calls: readonly Episode[], known: number, ask: MetricsAsk): readonly Measure[] {
  const weeks = known / WEEK;
  const {isBusiness} = ask;
  const outOfHours = urgent(calls).filter(({startedAt}) => isBusiness?.(startedAt) === false);
  const parts = calls.map(({startedAt}) => partOf(ask.hourOf(startedAt)));
  const rate = (id: MeasureId, n: number): Measure => ({
    ...measure(id, ask),
    n,
    ...(weeks > 0 ? {value: n / weeks} : {}),
  });
  return [
    rate('alert-volume', calls.length),
    isBusiness === undefined ? {...measure('after-hours', ask), n: 0} : rate('after-hours', outOfHours.length),
    ...DAY_PARTS.map(part => {
      const n = parts.filter(one => one === part).length;
      return {...measure('day-part', ask), part, n, value: n};
    }),
  ];
}

/** Of the watches that began in the span. */
function aWatch(calls: readonly Episode[], facts: readonly Fact[], ask: MetricsAsk): Measure {
  const watches = shiftsIn(facts).filter(({startedAt}) => startedAt >= ask.from && startedAt < ask.to);
  const came = watches.map(
    ({startedAt: from, endedAt: to = ask.to}) =>
      calls.filter(({startedAt}) => startedAt >= from && startedAt < to).length,
  );
  return {
    ...measure('watch-volume', ask),
    n: watches.length,
    ...(watches.length === 0 ? {} : {value: came.reduce((sum, one) => sum + one, 0) / watches.length}),
  };
}

/** An alert of it had led to an incident that began within the 90 days before. */
function recurs({incident: id, alerts, startedAt}: Incident, all: readonly Incident[]): boolean {
  const labelSets = new Set(alerts.map(({source, fingerprint}) => `${source}/${fingerprint}`));
  return all.some(
    other =>
      other.incident !== id &&
      other.startedAt < startedAt &&
      startedAt - other.startedAt <= RECURS_WITHIN &&
      other.alerts.some(({source, fingerprint}) => labelSets.has(`${source}/${fingerprint}`)),
  );
}

function dueActions(all: readonly Incident[], {from, to}: MetricsAsk) {
  return all.flatMap(({tasks}) =>
    tasks.filter(({kind, due}) => kind === 'action' && due !== undefined && due >= from && due < to),
  );
}

/** By name: one call whose runbook was opened shows that the alert has one. */
function coverage(
  calls: readonly Episode[],
  {ask, walked}: {readonly ask: MetricsAsk; readonly walked: (call: Episode) => boolean},
): Measure {
  const names = new Map<string, {called: number; walked: boolean}>();
  for (const call of calls) {
    const known = names.get(call.name) ?? {called: 0, walked: false};
    names.set(call.name, {called: known.called + 1, walked: known.walked || walked(call)});
  }
  const all = [...names].map(([name, one]) => ({name, ...one}));
  const lacking = all
    .filter(one => !one.walked)
    .sort((a, b) => b.called - a.called || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_LACKING)
    .map(({name, called}) => ({name, calls: called}));
  return {
    ...share('runbook-coverage', {ask, of: all, is: one => one.walked}),
    ...(lacking.length === 0 ? {} : {lacking}),
  };
}

/** Midnight to six is night, and so on by six hours. */
function partOf(hour: number): DayPart {
  return DAY_PARTS[Math.floor(hour / 6)] ?? 'night';
}

function span(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Math.max(0, to - from);
}

function toAck({ack, startedAt}: Episode): readonly number[] {
  return ack === undefined ? [] : [Math.max(0, ack.at - startedAt)];
}

function urgent(calls: readonly Episode[]): readonly Episode[] {
  return calls.filter(({severity}) => isUrgent(severity));
}

function bySeverity<T extends {readonly severity: Severity}>(
  items: readonly T[],
): readonly (readonly [Severity, readonly T[]])[] {
  return SEVERITIES.map(severity => [severity, items.filter(item => item.severity === severity)]);
}

function mean(
  id: MeasureId,
  given: {
    readonly severity: Severity;
    readonly ask: MetricsAsk;
    readonly values: readonly number[];
    readonly target?: number;
  },
): Measure {
  const {severity, ask, values, target} = given;
  return {
    ...measure(id, ask, severity),
    ...(target === undefined ? {} : {target: {value: target, better: 'lower'}}),
    n: values.length,
    ...(values.length === 0 ? {} : {value: values.reduce((sum, value) => sum + value, 0) / values.length}),
  };
}

function share<T>(
  id: MeasureId,
  given: {
    readonly ask: MetricsAsk;
    readonly severity?: Severity;
    readonly of: readonly T[];
    readonly is: (item: T) => boolean;
  },
): Measure {
  const {ask, severity, of, is} = given;
  return {
    ...measure(id, ask, severity),
    n: of.length,
    ...(of.length === 0 ? {} : {value: of.filter(is).length / of.length}),
  };
}

function measure(id: MeasureId, {targets}: MetricsAsk, severity?: Severity): Omit<Measure, 'n' | 'value'> {
  const target = targetOf(id, targets, severity);
  return {
    id,
    ...DEFINITIONS[id],
    ...(severity === undefined ? {} : {severity}),
    ...(target === undefined ? {} : {target}),
  };
}
