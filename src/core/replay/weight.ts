import {type Fact, isFact} from '../shift/fact.js';

const HEAVY: ReadonlySet<string> = new Set([
  'shift.started',
  'shift.ended',
  'ack.requested',
  'ack.failed',
  'escalation.requested',
  'delivery.failed',
  'delivery.expired',
  'incident.declared',
  'incident.status-changed',
  'incident.resolved',
  'incident.closed',
  'runbook.opened',
  'step.confirmed',
  'step.failed',
  'change.recorded',
  'note.added',
  'source.lost',
  'watchdog.missing',
  'watchdog.one-missing',
  'journal.recovered',
  'handoff.written',
  'handoff.accepted',
]);

/** Whether a fact is one that somebody who looks through a watch would stop at: what a person did, and what was bad news. */
export function isOfWeight(fact: Fact): boolean {
  return HEAVY.has(fact.type) || (isFact(fact, 'alert.fired') && fact.severity === 'P1');
}

/** Whether an incident begins with it. */
export function isIncidentStart(fact: Fact): boolean {
  return isFact(fact, 'incident.declared');
}
