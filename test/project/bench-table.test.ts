import {expect, test} from 'vitest';
import {benchTable} from '../../scripts/lib/bench-table.mjs';

test('a run is a table of figures, budgets and verdicts', () => {
  expect(
    benchTable([
      {name: 'wk --help', budget: '<= 1.5 x node -e 0', figure: 41.23, unit: 'ms', ratio: 1.374, verdict: 'pass'},
      {name: 'append', budget: '>= 2,000 facts/s', figure: 12_345.6, unit: 'facts/s', verdict: 'fail'},
      {name: 'a | b', budget: 'any', figure: Number.NaN, unit: '', verdict: 'skip', detail: 'amtool is missing'},
    ]),
  ).toBe(`| what | figure | budget | |
|---|--:|---|---|
| wk --help | 41.2 ms (1.37x) | <= 1.5 x node -e 0 | holds |
| append | 12,346 facts/s | >= 2,000 facts/s | missed |
| a \\| b | - | any | not measured |
`);
});
