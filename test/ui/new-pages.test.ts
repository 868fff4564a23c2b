import {expect, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import type {BoardView} from '../../src/core/board/board.js';
import {boardIndex} from '../../src/core/board/index-board.js';
import {hasNewPages} from '../../src/ui/new-pages.js';
import {anAlert, aSilence, aWatch} from '../support/given.js';

const VIEW: BoardView = {filter: '', group: 'route', expanded: new Set(), quietOpen: false};
const silences = [aSilence({id: 'deploy'})];

function boardOf(alerts: readonly Alert[], group = 'route') {
  return boardIndex().of(aWatch({alerts, silences}), {...VIEW, group}, 0);
}

const one = (host: string, severity = 'critical') => anAlert({labels: {alertname: 'A', severity, host}});

test('a P1 that was not there before is new; the same again, in whatever row, is not', () => {
  const before = boardOf([one('h1')]);
  expect(hasNewPages(before, before)).toBe(false);
  expect(hasNewPages(before, boardOf([one('h1'), one('h2')]))).toBe(true);
  expect(hasNewPages(before, boardOf([one('h1'), one('h2', 'warning')]))).toBe(false);
  expect(hasNewPages(boardOf([one('h1'), one('h2')]), boardOf([one('h2')], 'host'))).toBe(false);
  expect(hasNewPages(boardOf([]), before)).toBe(true);
});

test('one that fires anew, or that nothing holds any more, is new', () => {
  const held: Alert = {...one('h1'), state: 'suppressed', silencedBy: ['deploy']};
  expect(hasNewPages(boardOf([held]), boardOf([one('h1')]))).toBe(true);
  expect(hasNewPages(boardOf([one('h1')]), boardOf([held]))).toBe(false);
  expect(hasNewPages(boardOf([one('h1')]), boardOf([{...one('h1'), startsAt: one('h1').startsAt + 60_000}]))).toBe(
    true,
  );
});
