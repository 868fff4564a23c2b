import {expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowText} from '../../../src/core/board/row-text.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aWatch, NIGHT, recorded, upHealth} from '../../support/given.js';

const MINUTE = 60_000;
const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};
const pool = anAlert({labels: {alertname: 'PoolExhausted', severity: 'critical', cluster: 'eu', service: 'payments'}});

function texts(state: WatchState) {
  return boardIndex()
    .of(state, view, NIGHT)
    .rows.map(row => rowText(row, state, {now: NIGHT, precise: false, unicode: true}));
}

test('the age and the deadline of an alert that says it starts later count from when it was seen', () => {
  const ahead = anAlert({...pool, startsAt: NIGHT + 45 * MINUTE});
  const facts = recorded([{...factOf(ahead), on: NIGHT}], NIGHT);
  const [row] = boardIndex().of(aWatch({alerts: [ahead], facts}), view, NIGHT + 4 * MINUTE).rows;
  expect(row).toMatchObject({since: NIGHT, dueAt: NIGHT + 5 * MINUTE});
});

function factOf({source, fingerprint, startsAt, labels, state}: Alert) {
  return {type: 'alert.fired', source, fingerprint, startsAt, labels, severity: 'P1', state} as const;
}

test('a row that only a silent member had says of when it is, although the other one answers', () => {
  const silent = {name: 'am-1:9093', up: false, lastGood: NIGHT - 20 * MINUTE};
  const health = upHealth({members: [silent, {name: 'am-2:9093', up: true}]});
  const words = (members: readonly string[]) =>
    JSON.stringify(texts(aWatch({alerts: [anAlert({...pool, members})], health})));
  expect(words(['am-1:9093'])).toContain('as of 02:40');
  expect(words(['am-1:9093', 'am-2:9093'])).not.toContain('as of');
});
