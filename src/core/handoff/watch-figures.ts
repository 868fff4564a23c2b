import type {Severity} from '../alert/severity.js';

/** What a watch comes to in numbers. */
export interface Figures {
  /** Alerts that fired in the watch, the dead-man's switch not counted. */
  readonly fired: Readonly<Record<Severity, number>>;
  /** P1 and P2 that called for somebody: alerts that fired together, unsuppressed, are one. */
  readonly pages: {readonly P1: number; readonly P2: number};
  readonly timeToAck: Readonly<Record<'P1' | 'P2', Timing>>;
  readonly timeToResolve: Readonly<Record<'P1' | 'P2', Timing>>;
  readonly neverAcked: number;
  /** P1 and P2 calls that had begun before the watch: their times count from their own beginning. */
  readonly inherited: number;
  /** How often a P1 or P2 fired by what others saw while no cockpit was open, which is in none of these; absent for never. */
  readonly uncounted?: number;
}

export interface Timing {
  readonly count: number;
  /** Ms; absent when there was nothing to measure. */
  readonly median?: number;
  /** How many kept the target, where there is one. */
  readonly inTime?: number;
  readonly target?: number;
}
