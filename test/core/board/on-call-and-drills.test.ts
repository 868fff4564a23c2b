import {expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {statusOf} from '../../../src/core/board/status.js';
import {NIGHT, story} from '../../support/given.js';

const MINUTE = 60_000;
const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: false};

test('time on call without a watch is not told as if a watch ran', () => {
  const layers = [{name: 'days', users: ['ana', 'lee'], start: NIGHT, zone: 'UTC', length: 12 * 60 * MINUTE}];
  const told = story({settings: {schedules: [{name: 'primary', zone: 'UTC', overrides: [], layers}]}});
  const status = () => statusOf(boardIndex().of(told.state(), view, NIGHT), told.state(), NIGHT);
  expect(status()).toMatchObject({onCall: '12h left on call'});
  expect(status()).not.toHaveProperty('shiftLeft');
  told.when({type: 'start-shift', operator: 'ana'});
  expect(status()).toMatchObject({shiftLeft: '12h left'});
  expect(status()).not.toHaveProperty('onCall');
});

test('a drill that is over says so on the board, quiet as it is', () => {
  const told = story({settings: {drill: 'Full disk'}});
  told.when({type: 'start-shift', operator: 'ana', endsAt: NIGHT + 7 * MINUTE});
  const said = (now: number) =>
    statusOf(boardIndex().of(told.state(), view, now), told.state(), now).banners.flatMap(({kind, text, hint}) =>
      kind === 'shift-end' ? [`${text}. ${hint}`] : [],
    );
  expect(said(NIGHT + 6 * MINUTE)).toEqual([]);
  expect(said(NIGHT + 8 * MINUTE)).toEqual(['The drill is over: Full disk. q leaves it and tells how it went.']);
});
