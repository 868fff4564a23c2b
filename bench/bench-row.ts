export interface BenchResult {
  readonly figure: number;
  readonly unit: string;
  /** Against what the row compares itself with, in the same run. */
  readonly ratio?: number;
  readonly verdict: 'pass' | 'fail' | 'skip';
  /** What the figure was made of, or why there is none. */
  readonly detail?: string;
}

/** One promise about speed or size, measured anew each time. */
export interface BenchRow {
  readonly name: string;
  /** The promise, in words: `<= 1.5 x node -e 0`. */
  readonly budget: string;
  run(): Promise<BenchResult>;
}
