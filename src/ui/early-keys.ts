import {counted} from '../core/counted.js';
import type {PictureCursor} from '../core/picture.js';
import type {Key} from '../core/screen.js';
import {say} from './actions/say.js';
import {boardOf} from './board-model.js';
import type {Cockpit} from './cockpit.js';
import {chord} from './input/field.js';
import {press} from './input/keyboard.js';

/** What the operator saw and pressed before there was a cockpit. */
export interface Early {
  /** The row under the cursor of the picture that was shown; absent where it had none. */
  readonly cursor?: PictureCursor;
  readonly keys: readonly Key[];
  /** Keys that came after those, and were not kept. */
  readonly more: number;
}

/** Keys that change nothing but what is looked at, wherever the cursor is. */
const HARMLESS = /^(?:[jkgGq]|up|down|home|end|page(?:up|down)|ctrl-[cdlu])$/;

/** Puts the cursor on the row that the operator saw it on: until the first frame is out, keys mean that row. */
export function standWhereSeen(cockpit: Cockpit, {cursor}: Early): void {
  if (cursor !== undefined && isOnBoard(cockpit, cursor)) cockpit.ui.setState({cursors: {board: cursor}});
}

/** Does what was pressed meanwhile, as far as it is about the row that was seen, and says what was not done. */
export function pressEarlyKeys(cockpit: Cockpit, early: Early): void {
  const refused = early.more + pressed(cockpit, early);
  if (refused === 0) return;
  const did = `${counted(refused, 'key')} pressed before the log was open did nothing`;
  const isGone = early.cursor !== undefined && !isOnBoard(cockpit, early.cursor);
  say(cockpit, isGone ? `${early.cursor?.name ?? ''} is not on the board any more: ${did}` : `${did}.`, 'warning');
}

/** How many of the keys were left. */
function pressed(cockpit: Cockpit, early: Early): number {
  for (const [index, key] of early.keys.entries()) {
    if (!isMeant(cockpit, early, key)) return early.keys.length - index;
    const before = cockpit.ui.getState();
    press(cockpit, key);
    // A question that nobody can have seen is not answered.
    if (before.overlay !== undefined && before === cockpit.ui.getState()) return early.keys.length - index;
  }
  return 0;
}

/** Whether the key does what the operator meant who saw the picture: on the same row, or on none. */
function isMeant(cockpit: Cockpit, {cursor}: Early, key: Key): boolean {
  const {overlay, stack, cursors, moved} = cockpit.ui.getState();
  if (overlay !== undefined) return true;
  if (HARMLESS.test(chord(key)) && stack.length === 1) return true;
  return stack.length === 1 && isSameRow(cockpit, cursor, moved?.from ?? cursors.board);
}

/** A group may go by another name until its source has answered: the row of the alert that led it is the same. */
function isSameRow(cockpit: Cockpit, seen: PictureCursor | undefined, now: PictureCursor | undefined): boolean {
  if (seen === undefined || now === undefined) return seen === now;
  const {rowOf} = boardOf(cockpit.scenes.getState());
  return seen.id === now.id || rowOf.get(seen.alert ?? '')?.key === now.id;
}

function isOnBoard(cockpit: Cockpit, {id, alert}: PictureCursor): boolean {
  const board = boardOf(cockpit.scenes.getState());
  return board.indexOf.has(id) || board.rowOf.has(alert ?? '');
}
