import type {BenchRow} from './bench-row.js';
import {BIN} from './support/program.js';
import {BARE_NODE, medianTimes} from './support/spawned.js';

/** How long the built program takes for something it can answer without loading much, against Node itself. */
export function startUp(flag: string): BenchRow {
  return {
    name: `wk ${flag}`,
    budget: '<= 1.5 x node -e 0',
    async run() {
      const [bare = 0, ours = 0] = await medianTimes([BARE_NODE, [process.execPath, BIN, flag]], 21);
      const ratio = ours / bare;
      return {
        figure: ours,
        unit: 'ms',
        ratio,
        verdict: ratio <= 1.5 ? 'pass' : 'fail',
        detail: `node -e 0: ${bare.toFixed(1)} ms`,
      };
    },
  };
}
