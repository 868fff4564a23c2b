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
  /** Of what is reckoned for a length of time: how much of the span the log knows, ms. */
  readonly over?: number;
  /** The log knows too little yet to say whether the target is met. */
  readonly early?: true;
  /** Why it cannot be reckoned, in words. */
  readonly why?: string;
  /** What it came to in each watch, oldest first. */
  readonly watches?: readonly WatchVolume[];
  /** Alerts that keep a share from being whole, by name, the one that called most first; only the first few. */
  readonly lacking?: readonly {readonly name: string; readonly calls: number}[];
}

/** The calls of one watch. Times are Unix ms. */
export interface WatchVolume {
  readonly shift: string;
  readonly operator: string;
  readonly from: number;
  readonly to: number;
  readonly calls: number;
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

/** Whether a figure meets its target; undefined where there is none, or nothing to judge, or too little. */
export function isMet({value, target, early}: Measure): boolean | undefined {
  if (value === undefined || target === undefined || early === true) return undefined;
  return target.better === 'lower' ? value <= target.value : value >= target.value;
}
