import type {Severity} from '../alert/severity.js';
import type {OccurrenceName} from './delivery.js';

/** Which of the three clocks: nobody acked, acked and nothing came of it, still fires. */
export type EscalationClock = 'unacked' | 'no-progress' | 'unresolved';

/** A level that was due, or asked for. Times are Unix ms. */
export interface Rung {
  readonly clock: EscalationClock;
  readonly level: string;
  readonly origin: string;
  readonly dueAt: number;
  /** Since when its clock ran. */
  readonly since: number;
  readonly who: readonly string[];
  /** Then it is sent by itself. */
  readonly sendsAt?: number;
  readonly requestedAt?: number;
}

/** How far a group of alerts has come on its ladder. */
export interface Ladder {
  readonly group: string;
  readonly policy: string;
  readonly title: string;
  readonly severity: Severity;
  readonly alerts: readonly OccurrenceName[];
  /** When the round began, by the alerts themselves: the same for everybody who watches them. */
  readonly generation: string;
  /** How often its first clock has stopped and begun anew. */
  readonly round: number;
  readonly rungs: Readonly<Record<string, Rung>>;
  /** How often each level was asked for, by level. */
  readonly asked: Readonly<Record<string, number>>;
  /** When somebody was last called, and by whom. */
  readonly escalatedAt?: number;
  readonly escalatedBy?: string;
  /** When somebody last asked for that: what is sent by itself is not. */
  readonly askedAt?: number;
}

export function rungKey(clock: EscalationClock, level: string): string {
  return `${clock}/${level}`;
}

/** What tells this round of a group from others: with another one, the same level is another page. */
export function generationOf(ladder: Ladder | undefined, since: number): string {
  if (ladder === undefined) return String(since);
  return ladder.round === 0 ? ladder.generation : `${ladder.generation}.${ladder.round}`;
}

/** Whether a level was asked for in this round. */
export function wasAsked(ladder: Ladder | undefined, level: string): boolean {
  return (ladder?.asked[level] ?? 0) > 0;
}
