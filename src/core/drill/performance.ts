import {alertKey} from '../alert/alert.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import type {Drill, DrillAlert, Mitigation} from './drill.js';
import {drillKey} from './read-drill.js';

/** How an alert of a drill was dealt with. Times are Unix ms; absent what was not done. */
export interface AlertPerformance {
  readonly alert: DrillAlert;
  /** When the watch saw it. */
  readonly firedAt?: number;
  readonly ackedAt?: number;
  /** When somebody began to look into it: its runbook was opened, a note made on it, an incident declared with it. */
  readonly foundAt?: number;
  readonly mitigatedAt?: number;
}

/** What became of each alert of a drill, by the facts of its watch, oldest first. */
export function performanceOf(drill: Drill, facts: readonly Fact[]): readonly AlertPerformance[] {
  const seen = new Map<string, number>();
  return drill.alerts.map(alert => {
    const key = drillKey(alert);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    return performanceIn(alert, lifeOf(key, round, facts));
  });
}

/** The facts from when an alert fired until it fires again, with the time of the first. */
interface Life {
  readonly key: string;
  readonly firedAt: number;
  readonly facts: readonly Fact[];
}

function lifeOf(key: string, round: number, facts: readonly Fact[]): Life | undefined {
  const starts = facts.flatMap((fact, index) => (isFact(fact, 'alert.fired') && alertKey(fact) === key ? [index] : []));
  const start = starts[round];
  const fired = start === undefined ? undefined : facts[start];
  if (start === undefined || fired === undefined) return undefined;
  return {key, firedAt: Date.parse(fired.at), facts: facts.slice(start, starts[round + 1])};
}

function performanceIn(alert: DrillAlert, life: Life | undefined): AlertPerformance {
  if (life === undefined) return {alert};
  const {firedAt, facts, key} = life;
  const first = (is: (fact: Fact) => boolean) => facts.find(is)?.at;
  const acked = first(fact => isFact(fact, 'ack.requested') && isAckOf(fact, key));
  const found = first(fact => isLookInto(fact, key));
  const mitigated = alert.mitigation === undefined ? undefined : mitigationIn(life, alert.mitigation, alert);
  return {
    alert,
    firedAt,
    ...(acked === undefined ? {} : {ackedAt: Date.parse(acked)}),
    ...(found === undefined ? {} : {foundAt: Date.parse(found)}),
    ...(mitigated === undefined ? {} : {mitigatedAt: Date.parse(mitigated)}),
  };
}

function isAckOf({source, alerts}: FactOf<'ack.requested'>, key: string): boolean {
  return alerts.some(({fingerprint}) => alertKey({source, fingerprint}) === key);
}

function isLookInto(fact: Fact, key: string): boolean {
  if (isFact(fact, 'runbook.opened') || isFact(fact, 'note.added'))
    return fact.alert !== undefined && alertKey(fact.alert) === key;
  if (isFact(fact, 'incident.declared')) return fact.alerts.some(one => alertKey(one) === key);
  return isFact(fact, 'incident.alert-linked') && alertKey(fact.alert) === key;
}

/** When the first fact was recorded that mitigates it. */
function mitigationIn({facts, key}: Life, {by}: Mitigation, {labels}: DrillAlert): string | undefined {
  if (by.kind === 'change') return facts.find(fact => isFact(fact, 'change.recorded') && has(fact.text, by.text))?.at;
  const isDone = doneSteps(facts, {
    isMeant: confirmed =>
      by.kind === 'statement'
        ? has(confirmed.text, by.text)
        : confirmed.level !== 'reads' && isWalkOf(facts, confirmed, key),
    isSaid: finished => by.kind === 'manual' && isWalkOf(facts, finished, key),
  });
  const isChange = (fact: Fact) =>
    by.kind === 'manual' &&
    isFact(fact, 'change.recorded') &&
    (fact.service === undefined || fact.service === labels.service);
  return facts.find(fact => isDone(fact) || isChange(fact))?.at;
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function isWalkOf(facts: readonly Fact[], {walk}: {readonly walk: string}, key: string): boolean {
  return facts.some(
    fact =>
      isFact(fact, 'runbook.opened') && fact.walk === walk && fact.alert !== undefined && alertKey(fact.alert) === key,
  );
}

/** Whether a fact says that a statement which is meant ended with 0, or that a step was done without one. */
function doneSteps(
  facts: readonly Fact[],
  which: {
    readonly isMeant: (confirmed: FactOf<'step.confirmed'>) => boolean;
    readonly isSaid: (finished: FactOf<'step.finished'>) => boolean;
  },
): (fact: Fact) => boolean {
  const runs = new Set(
    facts.flatMap(fact => (isFact(fact, 'step.confirmed') && which.isMeant(fact) ? [fact.run] : [])),
  );
  return fact => {
    if (!isFact(fact, 'step.finished')) return false;
    if (fact.how === 'said') return which.isSaid(fact);
    return fact.code === 0 && fact.run !== undefined && runs.has(fact.run);
  };
}
