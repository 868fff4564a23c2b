import {expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {type RowText, rowText} from '../../../src/core/board/row-text.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aWatch, NIGHT, someSettings} from '../../support/given.js';

const MINUTE = 60_000;
const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};
const pool = anAlert({labels: {alertname: 'PoolExhausted', severity: 'critical', cluster: 'eu', service: 'payments'}});

function texts(state: WatchState): readonly RowText[] {
  return boardIndex()
    .of(state, view, NIGHT)
    .rows.map(row => rowText(row, state, {now: NIGHT, precise: false, unicode: true}));
}

test('a row that only some members hold back says which one notifies, whoever made the silence', () => {
  const [row] = texts(aWatch({alerts: [{...pool, notifying: ['am-2:9093']}]}));
  expect(row).toMatchObject({state: 'ack in 3m', notes: 'held back in part: am-2:9093 notifies'});
});

test('a row that its source no longer lists says so in words until it resolves', () => {
  const gone = (...since: readonly (number | undefined)[]) =>
    texts(
      aWatch({
        alerts: since.map((absentSince, at) => ({
          ...anAlert({labels: {...pool.labels, instance: `db-${at}`}}),
          ...(absentSince === undefined ? {} : {absentSince}),
        })),
        settings: {ui: {...someSettings().ui, timeZone: 'UTC'}},
      }),
    )[0]?.notes;
  expect(gone(NIGHT - MINUTE, NIGHT)).toBe('not listed since 02:59, resolves if that lasts');
  expect(gone(NIGHT - MINUTE, undefined)).toBe('');
});

test('a row that a relay told of before it lost its stream says since when nobody knows whether it fires', () => {
  const settings = {ui: {...someSettings().ui, timeZone: 'UTC'}};
  const [row] = texts(aWatch({alerts: [{...pool, unconfirmedSince: NIGHT - MINUTE}], settings}));
  expect(row?.notes).toBe('as of 02:59, when the relay lost its stream; R ends it');
});
