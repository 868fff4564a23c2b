import {isAtAnyHour} from '../alert/due-after.js';
import {SEVERITIES, type Severity} from '../alert/severity.js';
import {ackDueAt} from '../alert/sla.js';
import {type Episode, episodesOf} from '../handoff/episodes.js';
import {isUrgent} from '../handoff/figures.js';
import {shiftsIn} from '../handoff/shifts.js';
import {ackTimes} from '../incident/acked-at.js';
import type {Incident} from '../incident/incident.js';
import type {Settings} from '../settings.js';
import type {Fact} from '../shift/fact.js';
import {logBegin} from '../shift/log-begin.js';
import {withoutRepeats} from '../shift/without-repeats.js';
import type {MeasureId} from './definitions.js';
import {incidentsIn} from './incidents-in.js';
import {mean, measure, share} from './make-measure.js';
import type {Measure} from './measure.js';
import type {MetricsAsk} from './metrics-ask.js';
import {seenIn} from './seen.js';
import {isPosted, updateTimes} from './updates.js';
import {volume} from './volume.js';

/** So many of the alerts that a figure lacks are named. */
const MOST_LACKING = 5;
const RECURS_WITHIN = 90 * 24 * 60 * 60_000;

/**
 * The figures of a span of time, from the facts alone; these may begin before it, and those after it count as far as
 * they tell how something ended that began in it.
 */
export function metricsOf(told: readonly Fact[], ask: MetricsAsk): readonly Measure[] {
  const facts = withoutRepeats(told);
  const {from, to, settings} = ask;
  const episodes = episodesOf(facts, settings);
  const calls = episodes.filter(one => one.called && one.startedAt >= from && one.startedAt < to);
  const all = incidentsIn(facts);
  const seen = seenIn(facts, all);
  const incidents = all.filter(({startedAt}) => startedAt >= from && startedAt < to);
  const over = knownTime(told, ask);
  return [
    ...ofIncidents(incidents, {settings, over, ackedAt: ackTimes(facts, {calls: episodes, incidents})}),
    ...ofCalls(calls, ask),
    ...volume(calls, {ask, over, shifts: shiftsIn(facts)}),
    share('escalation-rate', {settings, of: urgent(calls), is: seen.escalated}),
    share('noise-rate', {settings, of: calls.filter(seen.known), is: seen.noise}),
    share('recurrence', {
      settings,
      of: incidents.filter(({alerts}) => alerts.length > 0),
      is: incident => recurs(incident, all),
    }),
    share('updates-on-time', {
      settings,
      of: incidents.flatMap(one => updateTimes(one, settings.incidents, to)),
      is: isPosted,
    }),
    share('action-items', {
      settings,
      of: dueActions(all, ask),
      is: ({due = 0, doneAt}) => doneAt !== undefined && doneAt <= due,
    }),
    coverage(calls, {ask, walked: seen.walked}),
  ];
}

/** How much of the span the log knows, ms: what was before it began is not known to have been quiet. */
function knownTime(facts: readonly Fact[], {from, to}: Pick<MetricsAsk, 'from' | 'to'>): number {
  const begin = logBegin(facts);
  return begin === undefined ? 0 : Math.max(0, to - Math.max(from, begin));
}

function ofIncidents(
  incidents: readonly Incident[],
  given: {
    readonly settings: Settings;
    readonly over: number;
    readonly ackedAt: (incident: Incident) => number | undefined;
  },
): readonly Measure[] {
  const {settings, over, ackedAt} = given;
  const phases: readonly (readonly [MeasureId, (incident: Incident) => number | undefined])[] = [
    ['mttd', ({reached, startedAt}) => span(startedAt, reached.detected)],
    ['mtti', incident => since(ackedAt(incident), incident.reached.identified)],
    ['mttr', ({reached}) => span(reached.detected, reached.resolved)],
    ['mttf', incident => since(ackedAt(incident), incident.reached.resolved)],
  ];
  return [
    ...phases.flatMap(([id, of]) =>
      bySeverity(incidents).map(([severity, some]) =>
        mean(id, {severity, settings, values: some.flatMap(one => of(one) ?? [])}),
      ),
    ),
    timeBetween(incidents.length, settings, over),
  ];
}

/** One incident in less time than is aimed at says nothing of the time to the next one. */
function timeBetween(n: number, settings: Settings, over: number): Measure {
  const aimed = measure('mtbf', settings);
  const isEarly = n < 2 && over < (aimed.target?.value ?? 0);
  return {
    ...aimed,
    n,
    over,
    ...(n === 0 ? {} : {value: over / n}),
    ...(isEarly ? {early: true as const} : {}),
  };
}

function ofCalls(calls: readonly Episode[], {settings, to}: MetricsAsk): readonly Measure[] {
  const ended = urgent(calls).filter(({endedAt}) => endedAt !== undefined);
  return [
    ...bySeverity(calls).flatMap(([severity, some]) => {
      const due = (call: Episode) => ackDueAt({severity, startsAt: call.startedAt}, settings);
      const isInTime = (call: Episode) => call.ack !== undefined && call.ack.at <= due(call);
      const isPast = (call: Episode) => Math.min(call.endedAt ?? to, to) > due(call);
      // Where people are not always at work, their target is no time of the clock.
      const isByClock = isAtAnyHour(severity) || settings.calendar === undefined;
      return [
        mean('mtta', {
          severity,
          settings,
          values: some.flatMap(toAck),
          target: isByClock ? settings.severity.sla[severity].ack : undefined,
        }),
        share('sla-met', {
          severity,
          settings,
          of: some.filter(call => isInTime(call) || isPast(call)),
          is: isInTime,
        }),
      ];
    }),
    share('never-acked', {settings, of: ended, is: ({ack}) => ack === undefined}),
  ];
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

/** By name: one that is known counts, and one call whose runbook was opened shows that the alert has one. */
function coverage(
  calls: readonly Episode[],
  {ask, walked}: {readonly ask: MetricsAsk; readonly walked: (call: Episode) => boolean},
): Measure {
  const names = new Map<string, {called: number; walked: boolean}>();
  for (const call of calls) {
    const known = names.get(call.name) ?? {called: 0, walked: ask.withRunbook?.has(call.name) === true};
    names.set(call.name, {called: known.called + 1, walked: known.walked || walked(call)});
  }
  const all = [...names].map(([name, one]) => ({name, ...one}));
  const lacking = all
    .filter(one => !one.walked)
    .sort((a, b) => b.called - a.called || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_LACKING)
    .map(({name, called}) => ({name, calls: called}));
  return {
    ...share('runbook-coverage', {settings: ask.settings, of: all, is: one => one.walked}),
    ...(lacking.length === 0 ? {} : {lacking}),
  };
}

function span(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Math.max(0, to - from);
}

/** What was reached before the ack did not take any time from it on. */
function since(ack: number | undefined, to: number | undefined): number | undefined {
  return ack === undefined || to === undefined || to < ack ? undefined : to - ack;
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
