import {expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {emptyLines} from '../../../src/core/board/empty.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowText} from '../../../src/core/board/row-text.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold} from '../../../src/core/shift/fold.js';
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

test('of alerts that say they start later, the one that is acked stays where it was among the others', () => {
  const ahead = ['Qa', 'Qb', 'Qc'].map(name => anAlert({name, startsAt: NIGHT + 20 * 60 * MINUTE}));
  const [first = pool] = ahead;
  const index = boardIndex();
  const names = (state: WatchState, now: number) => index.of(state, view, now).rows.map(({lead}) => lead.name);
  const how = {source: 'eu', title: 'Qa', matchers: [], duration: 15 * MINUTE, comment: 'ACK!', extend: true};
  const alerts = [{fingerprint: first.fingerprint, startsAt: first.startsAt}];
  // The board was made once before the log had them.
  const before = aWatch({alerts: ahead});
  names(before, NIGHT);
  const after = (facts: readonly Fact[]) => ({...before, shift: fold(before.shift, facts)});
  const seen = recorded(
    ahead.map(alert => ({...factOf(alert), on: NIGHT})),
    NIGHT + 300,
  );
  expect(names(after(seen), NIGHT + 400)).toEqual(['Qa', 'Qb', 'Qc']);
  const acked = [
    ...seen,
    ...recorded([{type: 'ack.requested', ack: 'a1', ...how, alerts}]).map((fact, at) => ({
      ...fact,
      seq: seen.length + 1 + at,
    })),
  ];
  const state = after(acked);
  expect(names(state, NIGHT + 500)).toEqual(['Qa', 'Qb', 'Qc']);
  expect(index.of(state, view, NIGHT + 500).rows[0]?.lead.disposition.kind).toBe('acking');
});

test('the last alert of an empty board is as old as when it was seen, where it said it starts later', () => {
  const ahead = anAlert({...pool, startsAt: NIGHT + 20 * 60 * MINUTE});
  const {source, fingerprint, startsAt} = ahead;
  const fired = recorded([{...factOf(ahead), on: NIGHT}], NIGHT - 16 * MINUTE);
  const over = recorded([{type: 'alert.resolved', source, fingerprint, startsAt, on: NIGHT, reason: 'absent'}]);
  const facts = [...fired, ...over.map(fact => ({...fact, seq: 2}))];
  const state = aWatch({alerts: [], facts});
  const board = boardIndex().of(state, view, NIGHT);
  expect(emptyLines({board, whole: board}, state, NIGHT).join(' ')).toContain('Last alert 16m ago.');
});

test('an alert that says it starts later has an age that a filter can ask for', () => {
  const ahead = anAlert({...pool, startsAt: NIGHT + 20 * 60 * MINUTE});
  const facts = recorded([{...factOf(ahead), on: NIGHT}], NIGHT - 16 * MINUTE);
  const named = (filter: string) =>
    boardIndex().of(aWatch({alerts: [ahead], facts}), {...view, filter}, NIGHT).rows.length;
  expect([named('@age>15m'), named('@age>17m'), named('@age<17m')]).toEqual([1, 0, 1]);
});
