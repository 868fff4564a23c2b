import type {Settings, Sla} from '../settings.js';
import {dueAfter} from './due-after.js';
import type {Severity} from './severity.js';

export type SlaRules = Readonly<Record<Severity, Sla>>;

/** What is owed and when people are at work: a P3 is not late at 3 a.m. */
export interface SlaClock extends Pick<Settings, 'calendar'> {
  readonly severity: {readonly sla: SlaRules};
}

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
export function ackDueAt({severity, startsAt, heldUntil}: Waiting, {severity: {sla}, calendar}: SlaClock): number {
  return dueAfter(severity, {since: Math.max(startsAt, heldUntil ?? startsAt), wait: sla[severity].ack}, calendar);
}

export function ackDue(waiting: Waiting, clock: SlaClock, now: number): Due {
  return dueAt(ackDueAt(waiting, clock), now);
}

/** When the next word about it is due: a cadence after the last one, or after the ack. Undefined where none is owed. */
export function updateDue(
  taken: {readonly severity: Severity; readonly since: number; readonly lastUpdate?: number},
  {severity: {sla}, calendar}: SlaClock,
  now: number,
): Due | undefined {
  const {severity, since, lastUpdate = since} = taken;
  const {update} = sla[severity];
  if (update === undefined) return undefined;
  return dueAt(dueAfter(severity, {since: Math.max(since, lastUpdate), wait: update}, calendar), now);
}

function dueAt(at: number, now: number): Due {
  return {at, left: at - now, breached: now >= at};
}
