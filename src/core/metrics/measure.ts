import type {Severity} from '../alert/severity.js';

/** What a value is counted in; times are ms, shares are from 0 to 1. */
export type Unit = 'ms' | 'share' | 'count' | 'per-week' | 'per-watch';

/** One figure, with what it was made of. */
export interface Measure {
  readonly id: string;
  /** What it is called, and what else people call it. */
  readonly name: string;
  readonly alias?: string;
  /** How it is reckoned, in a sentence. */
  readonly definition: string;
  readonly unit: Unit;
  readonly severity?: Severity;
  /** A part of the day, where it is about one. */
  readonly part?: DayPart;
  /** Absent where there was nothing to reckon with. */
  readonly value?: number;
  /** How many cases it is made of. */
  readonly n: number;
  readonly target?: Target;
  /** Alerts that keep a share from being whole, by name, the one that called most first; only the first few. */
  readonly lacking?: readonly {readonly name: string; readonly calls: number}[];
}

export interface Target {
  readonly value: number;
  /** Whether a lower or a higher value is the better one. */
  readonly better: 'lower' | 'higher';
}

export const DAY_PARTS = ['night', 'morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** A severity of which there was nothing is no figure of its own. */
export function isTold({severity, n}: Measure): boolean {
  return severity === undefined || n > 0;
}

/** Whether a figure meets its target; undefined where there is none, or nothing to judge. */
export function isMet({value, target}: Measure): boolean | undefined {
  if (value === undefined || target === undefined) return undefined;
  return target.better === 'lower' ? value <= target.value : value >= target.value;
}
