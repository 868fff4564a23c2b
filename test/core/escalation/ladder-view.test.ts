import {expect, test} from 'vitest';
import {ladderView} from '../../../src/core/escalation/ladder-view.js';
import {disk, escalating, GROUP, MINUTE} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';

test('shows who would be called at each level, by what, and when', () => {
  const watch = escalating();
  const view = () => ladderView(keyOf(disk), watch.state(), NIGHT);
  expect(view()).toMatchObject({group: GROUP, policy: 'all', severity: 'P1', next: 2});
  expect(view()?.rows).toEqual([
    {level: 1, name: 'primary', after: 0, who: ['ana'], by: [], auto: false},
    {
      level: 2,
      name: 'secondary',
      after: 5 * MINUTE,
      who: ['Lee'],
      by: ['pager'],
      auto: false,
      dueAt: NIGHT + 5 * MINUTE,
    },
    {
      level: 3,
      name: 'lead',
      after: 15 * MINUTE,
      who: ['mo'],
      by: ['pager'],
      auto: true,
      dueAt: NIGHT + 15 * MINUTE,
    },
  ]);
  watch.when({type: 'escalate', alerts: [keyOf(disk)]}, NIGHT + 6 * MINUTE);
  watch.tick(NIGHT + 15 * MINUTE);
  expect(view()).toMatchObject({next: 3, rows: [{}, {calledAt: NIGHT + 6 * MINUTE}, {sendsAt: NIGHT + 15.5 * MINUTE}]});
  expect(ladderView('eu/none', watch.state(), NIGHT)).toBeUndefined();
});
