import {expect, test} from 'vitest';
import {start} from '../../../support/a-night.js';

const annotations = {
  summary: 'pool 50 of 50',
  description: 'The pool of payments-api on db-1 is exhausted.',
  action: 'page the dba',
};

test('an alert whose action is a sentence says so first, then its summary, then its description', async () => {
  const night = await start({columns: 120, rows: 40});
  await night.alert('PoolExhausted', {annotations});
  const lines = night.screen.frame().split('\n');
  const head = lines.findIndex(line => line.startsWith(' PoolExhausted · P1'));
  expect(lines.slice(head + 1, head + 4)).toEqual([
    ' action page the dba',
    ' pool 50 of 50',
    ' The pool of payments-api on db-1 is exhausted.',
  ]);
  await night.press('enter');
  expect(night.screen.frame()).toMatch(/\n action page the dba\n pool 50 of 50\n/);
});

test.each([
  [60, 15],
  [80, 24],
])('the summary of the row is in sight at %ix%i, whatever else there is', async (columns, rows) => {
  const night = await start({columns, rows});
  await night.alert('PoolExhausted', {annotations});
  await night.sees('page the dba');
  await night.sees('pool 50 of 50');
});
