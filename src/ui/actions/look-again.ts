import {alertName} from '../../core/alert/alert.js';
import {lookAgain} from '../../core/board/look-again.js';
import {keysOfAck} from '../../core/shift/decide-ack.js';
import {boardList, boardOf, NOWHERE} from '../board-model.js';
import type {Cockpit} from '../cockpit.js';
import {setFilter} from './filter.js';
import {open} from './navigate.js';
import {say} from './say.js';

/**
 * Puts the cursor on the row of an ack that asks to be looked at again; pressed there, on the next one. A filter that
 * hides the row is taken away, and nothing is done to it before it has been seen.
 */
export function showLookAgain(cockpit: Cockpit): void {
  const {watch, ui} = cockpit.scenes.getState();
  const keys = lookAgain(watch).map(ack =>
    keysOfAck(ack).filter(key => watch.live.alerts.has(key) && watch.shift.ackOf.get(key) === ack.ack),
  );
  const asking = keys.flatMap(([key]) => key ?? []);
  const here = keys.filter(list => list.length > 0).findIndex(list => list.includes(ui.cursors.board?.alert ?? ''));
  const wanted = asking[(here + 1) % asking.length];
  const alert = watch.live.alerts.get(wanted ?? '');
  if (wanted === undefined || alert === undefined) {
    say(cockpit, 'No ack asks to be looked at again.');
    return;
  }
  open(cockpit, {view: 'board'});
  const hidden = !boardOf(cockpit.scenes.getState()).rowOf.has(wanted);
  if (hidden) setFilter(cockpit, 'board', '');
  goTo(cockpit, wanted);
  const name = alertName(alert);
  say(cockpit, hidden ? `${name} was hidden: the filter is gone; / brings back another` : `here is ${name}`);
}

function goTo(cockpit: Cockpit, key: string): void {
  const board = boardOf(cockpit.scenes.getState());
  const index = board.indexOf.get(board.rowOf.get(key)?.key ?? '') ?? -1;
  const row = boardList(board).at(index);
  if (row === undefined) return;
  cockpit.ui.setState(({cursors, generation}) => ({
    cursors: {...cursors, board: {...row, alert: key, place: index}},
    touched: true,
    moved: {from: NOWHERE, generation: generation + 1},
    generation: generation + 1,
  }));
}
