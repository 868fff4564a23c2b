import {expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {statusOf} from '../../../src/core/board/status.js';
import {anAlert, NIGHT, someSettings, story} from '../../support/given.js';

const MINUTE = 60_000;

function declared() {
  const incidents = {
    ...someSettings().incidents,
    audiences: {room: ['room']},
    updates: {room: {P1: 30 * MINUTE}, stakeholders: {}, support: {}, 'status-page': {}},
  };
  const told = story({alerts: [anAlert()], settings: {incidents}});
  told.when({type: 'declare-incident', title: 'Checkout is down', severity: 'P1', alerts: []});
  const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: false};
  const status = (now: number) => statusOf(boardIndex().of(told.state(), view, now), told.state(), now);
  const banner = (now: number) => status(now).banners.find(({kind}) => kind === 'incident');
  return {...told, status, banner, id: [...told.state().shift.incidents.keys()][0] ?? ''};
}

test('an open incident is counted on every view until it is resolved', () => {
  const {status, when, id} = declared();
  expect(status(NIGHT).incidents).toBe(1);
  when({type: 'resolve-incident', incident: id}, NIGHT + MINUTE);
  expect(status(NIGHT + MINUTE).incidents).toBe(0);
});

test('whoever waits for an update is named on every view, shortly before and when it is late', () => {
  const {banner, id} = declared();
  expect(banner(NIGHT + 24 * MINUTE)).toBeUndefined();
  expect(banner(NIGHT + 26 * MINUTE)).toMatchObject({tone: 'notice', brief: `${id}: tell the room, in 4m`});
  expect(banner(NIGHT + 49 * MINUTE)).toMatchObject({
    tone: 'warning',
    text: `${id}: tell the room, late 19m, P1 Checkout is down`,
  });
});
