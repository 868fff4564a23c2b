import {expect, test} from 'vitest';
import {benchPart, benchTable, joinRuns} from '../../scripts/lib/bench-table.mjs';

test('a run is a table of figures, budgets and verdicts', () => {
  expect(
    benchTable([
      {name: 'wk --help', budget: '<= 1.5 x node -e 0', figure: 41.23, unit: 'ms', ratio: 1.374, verdict: 'pass'},
      {
        name: 'append',
        budget: '>= 2,000 facts/s',
        figure: 1234.6,
        unit: 'facts/s',
        verdict: 'fail',
        detail: 'a slow disk',
      },
      {name: 'a | b', budget: 'any', figure: Number.NaN, unit: '', verdict: 'skip', detail: 'amtool is missing'},
    ]),
  ).toBe(`| what | figure | budget | |
|---|--:|---|---|
| wk --help | 41.2 ms (1.37x) | <= 1.5 x node -e 0 | holds |
| append | 1,235 facts/s | >= 2,000 facts/s | missed: a slow disk |
| a \\| b | - | any | not measured: amtool is missing |
`);
});

test('of rows measured in two runs the last counts, in the place of the first', () => {
  const run = (...figures: readonly (readonly [string, number])[]) => ({
    node: 'v20.19.0',
    platform: 'linux',
    processors: 2,
    rows: figures.map(([name, figure]) => ({name, figure, unit: 'ms', budget: '<= 5 ms', verdict: 'pass'}) as const),
  });
  expect(
    benchPart(joinRuns([run(['a', 9], ['b', 2]), run(['a', 4])])),
  ).toBe(`Measured with Node 20.19.0 on linux with 2 processors.

| what | figure | budget | |
|---|--:|---|---|
| a | 4 ms | <= 5 ms | holds |
| b | 2 ms | <= 5 ms | holds |
`);
});
