import {expect, test} from 'vitest';
import {emptyLines, isUnknown} from '../../../src/core/board/empty.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import type {TeamState} from '../../../src/core/feed/team.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {aWatch, NIGHT, upHealth} from '../../support/given.js';

function linesOf(state: WatchState): readonly string[] {
  const board = boardIndex().of(state, {filter: '', group: 'route', expanded: new Set(), quietOpen: false}, NIGHT);
  return emptyLines({board, whole: board}, state, NIGHT);
}

test('is no good news from a source that has just stopped answering, as the line above says', () => {
  const health = upHealth({state: 'down', interval: 5_000, lastGood: NIGHT - 22_000});
  expect(linesOf(aWatch({health}))).toEqual([
    'Nothing needs you. But eu does not tell what fires, so that may not be true.',
  ]);
});

test('does not say that sources answer while the bar marks one of them as late', () => {
  const health = upHealth({state: 'down', interval: 5_000, lastGood: NIGHT - 8_000});
  expect(linesOf(aWatch({health}))).toEqual(['Nothing needs you. eu is late to answer.']);
});

test('is no good news from a source that only a closed feed tells of', () => {
  const health = upHealth({
    state: 'down',
    since: NIGHT - 6_000,
    interval: 15_000,
    lastGood: NIGHT - 8_000,
    members: [],
  });
  expect(linesOf(aWatch({health}))).toEqual([
    'Nothing needs you. But eu does not tell what fires, so that may not be true.',
  ]);
  expect(linesOf(aWatch({health: {...health, since: NIGHT - 2_000}}))).toEqual([
    'Nothing needs you. eu is late to answer.',
  ]);
});

test('says of a feed that is the only way for alerts why nobody knows what fires, and not that nothing is configured', () => {
  const trouble = {message: 'relay answers 401.', hint: 'Check the token.'};
  const team = {feed: {name: 'relay', state: 'down', since: NIGHT - 60_000, trouble}} as TeamState;
  const {live, ...state} = aWatch();
  const feedOnly = {...state, live: {...live, sources: new Map()}, team};
  expect(linesOf(feedOnly)).toEqual([
    'Nobody here knows what fires: No feed for 1m: relay answers 401. Check the token.',
  ]);
  expect(isUnknown(feedOnly, NIGHT)).toBe(true);
  expect(linesOf({...feedOnly, team: {...team, feed: {...team.feed, state: 'connecting'}}})).toEqual([
    'Asking relay for alerts…',
  ]);
});

test('does not say that all is well while what hooks told waits at the relay', () => {
  const feed = {name: 'relay:9093', state: 'up', since: NIGHT - 60_000, waits: 12} as const;
  const state = {...aWatch(), team: {feed, echoed: 0, present: new Map(), sources: new Map()}};
  expect(linesOf(state)).toEqual([
    'Nothing needs you. But 12 entries of hooks wait at the relay relay:9093 and are not on this board, so that may not be true.',
  ]);
  expect(linesOf({...state, live: {...state.live, sources: new Map()}})).toEqual([
    'Nobody here knows what fires: 12 entries of hooks wait at the relay relay:9093 and are not on this board.',
  ]);
});
