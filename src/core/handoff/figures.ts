import {SEVERITIES, type Severity} from '../alert/severity.js';
import type {Settings} from '../settings.js';
import {type Fact, isFact} from '../shift/fact.js';
import type {Episode} from './episodes.js';
import {isDeadMansSwitch} from './issue.js';
import type {Figures, Timing} from './watch-figures.js';

/** An episode that a watch first heard of, though it may have begun before it. */
export interface BegunEpisode extends Episode {
  readonly inherited?: boolean;
}

/** The figures of a watch. `facts` are those recorded in it, `begun` the episodes that began in it. */
export function figuresOf(facts: readonly Fact[], begun: readonly BegunEpisode[], settings: Settings): Figures {
  const fired: Record<Severity, number> = {P1: 0, P2: 0, P3: 0, P4: 0};
  for (const fact of facts)
    if (isFact(fact, 'alert.fired') && !isDeadMansSwitch(fact.source, fact.labels, settings)) fired[fact.severity] += 1;
  const calls = begun.filter(episode => episode.called);
  const of = (severity: Severity) => calls.filter(episode => episode.severity === severity);
  const toAck = (severity: Severity) => timing(of(severity).flatMap(timeToAck), settings.severity.sla[severity].ack);
  const toResolve = (severity: Severity) => timing(of(severity).flatMap(duration));
  return {
    fired,
    pages: {P1: of('P1').length, P2: of('P2').length},
    timeToAck: {P1: toAck('P1'), P2: toAck('P2')},
    timeToResolve: {P1: toResolve('P1'), P2: toResolve('P2')},
    neverAcked: calls.filter(({severity, ack}) => isUrgent(severity) && !ack).length,
    inherited: calls.filter(({severity, inherited}) => isUrgent(severity) && inherited === true).length,
  };
}

export function isUrgent(severity: Severity): boolean {
  return SEVERITIES.indexOf(severity) < 2;
}

/** The middle one; of an even number the mean of both. Undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function timing(values: readonly number[], target?: number): Timing {
  const middle = median(values);
  return {
    count: values.length,
    ...(middle === undefined ? {} : {median: middle}),
    ...(target === undefined ? {} : {target, inTime: values.filter(value => value <= target).length}),
  };
}

function timeToAck({ack, startedAt}: Episode): readonly number[] {
  return ack ? [Math.max(0, ack.at - startedAt)] : [];
}

function duration({startedAt, endedAt}: Episode): readonly number[] {
  return endedAt === undefined ? [] : [Math.max(0, endedAt - startedAt)];
}
