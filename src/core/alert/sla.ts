import type {Sla} from '../settings.js';
import type {Severity} from './severity.js';

export type SlaRules = Readonly<Record<Severity, Sla>>;

/** What is owed for an alert, and by when (Unix ms). */
export interface Due {
  readonly at: number;
  /** Time left, ms; negative once it is late. */
  readonly left: number;
  readonly breached: boolean;
}

/** An alert as the clocks see it. `heldUntil` is the end of what held it before, so that a night's silence is no breach. */
export interface Waiting {
  readonly severity: Severity;
  readonly startsAt: number;
  readonly heldUntil?: number | undefined;
}

/** When somebody has to have taken it. */
export function ackDueAt({severity, startsAt, heldUntil}: Waiting, rules: SlaRules): number {
  return Math.max(startsAt, heldUntil ?? startsAt) + rules[severity].ack;
}

export function ackDue(waiting: Waiting, rules: SlaRules, now: number): Due {
  return dueAt(ackDueAt(waiting, rules), now);
}

/** When the next word about it is due: a cadence after the last one, or after the ack. Undefined where none is owed. */
export function updateDue(
  taken: {readonly severity: Severity; readonly since: number; readonly lastUpdate?: number},
  rules: SlaRules,
  now: number,
): Due | undefined {
  const {update} = rules[taken.severity];
  if (update === undefined) return undefined;
  return dueAt(Math.max(taken.since, taken.lastUpdate ?? taken.since) + update, now);
}

function dueAt(at: number, now: number): Due {
  return {at, left: at - now, breached: now >= at};
}
