import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {Board, BoardView} from '../../../src/core/board/board.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {alertsOf, cursorAt, hiddenMarks, locate} from '../../../src/core/board/locate.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT} from '../../support/given.js';

const ack = aSilence({id: 'ack', comment: 'ACK! x'});
const heldByAck: Partial<Alert> = {state: 'suppressed', silencedBy: ['ack']};

function boardOf(alerts: readonly Alert[], view: Partial<BoardView> = {}): Board {
  const all = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true, ...view};
  return boardIndex().of(aWatch({alerts, silences: [ack]}), all, NIGHT);
}

const [a, b, c] = ['A', 'B', 'C'].map(name => anAlert({name})) as [Alert, Alert, Alert];
const groupKey = (name: string) => `eu/team/{alertname="${name}"}`;

describe('the cursor', () => {
  test('stays on its row when others come before it', () => {
    const cursor = cursorAt(boardOf([b, c]), 1);
    expect(locate(boardOf([a, b, c]), cursor)).toMatchObject({key: groupKey('C'), index: 2});
  });

  test('follows its group to another shelf', () => {
    const cursor = cursorAt(boardOf([a, b]), 0);
    expect(locate(boardOf([{...a, ...heldByAck}, b]), cursor)).toMatchObject({key: groupKey('A'), index: 1});
  });

  test('follows the part of a group that becomes the whole of it', () => {
    const second = anAlert({labels: {alertname: 'A', severity: 'info'}});
    const both = boardOf([a, {...second, ...heldByAck}]);
    expect(both.rows[1]?.key).toBe(`${groupKey('A')}#on-it`);
    expect(locate(boardOf([{...second, ...heldByAck}]), cursorAt(both, 1))).toMatchObject({key: groupKey('A')});
  });

  test('goes to the group when an opened one is closed on its alert', () => {
    const second = anAlert({labels: {alertname: 'A', severity: 'info'}});
    const open = boardOf([a, second], {expanded: new Set([groupKey('A')])});
    expect(locate(boardOf([a, second]), cursorAt(open, 2))).toMatchObject({key: groupKey('A'), index: 0});
  });

  test('goes to the row that shows its alert after regrouping', () => {
    const cursor = cursorAt(boardOf([a, b, c]), 2);
    expect(locate(boardOf([a, b, c], {group: 'none'}), cursor)).toMatchObject({key: keyOf(c)});
  });

  test('goes to the neighbour when its row is gone, the last one at the end', () => {
    expect(locate(boardOf([a, c]), cursorAt(boardOf([a, b, c]), 1))).toMatchObject({key: groupKey('C'), index: 1});
    expect(locate(boardOf([a, b]), cursorAt(boardOf([a, b, c]), 2))).toMatchObject({key: groupKey('B'), index: 1});
  });

  test('is nowhere on an empty board and on the first row of a new one', () => {
    expect(locate(boardOf([]), cursorAt(boardOf([a]), 0))).toBeUndefined();
    expect(locate(boardOf([a]), undefined)).toMatchObject({index: 0});
    expect(cursorAt(boardOf([a]), 5)).toBeUndefined();
  });
});

test('marks behind the filter or on a closed shelf are counted as hidden, those that ended as gone', () => {
  const silenced = {...c, state: 'suppressed', silencedBy: ['x']} as const;
  const {live} = aWatch({alerts: [a, b, silenced]});
  const marks = [keyOf(a), keyOf(b), keyOf(c), 'eu/gone'];
  expect(hiddenMarks(boardOf([a, b, silenced]), marks, live)).toEqual({hidden: 0, gone: 1});
  expect(hiddenMarks(boardOf([a, b, silenced], {filter: 'alertname=A'}), marks, live)).toEqual({hidden: 2, gone: 1});
  expect(hiddenMarks(boardOf([a, b, silenced], {quietOpen: false}), marks, live)).toEqual({hidden: 1, gone: 1});
});

test('a key on a group means its alerts on that shelf', () => {
  const second = anAlert({labels: {alertname: 'A', severity: 'info'}});
  const board = boardOf([a, {...second, ...heldByAck}]);
  expect(board.rows.map(alertsOf)).toEqual([[keyOf(a)], [keyOf(second)]]);
});
