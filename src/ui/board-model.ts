import type {AlertKey} from '../core/alert/alert.js';
import {alertName} from '../core/alert/alert.js';
import type {Board, BoardRow} from '../core/board/board.js';
import {alertsOf} from '../core/board/locate.js';
import type {Cockpit} from './cockpit.js';
import type {Target} from './overlays/overlay.js';
import type {Scene} from './scene.js';
import {shownBoard} from './shown-board.js';
import type {Cursor} from './ui-store.js';
import type {ListModel} from './window.js';

/** The board as the operator asked for it; held still while something is typed or asked. */
export function boardOf(scene: Scene): Board {
  const {ui} = scene;
  const view = {filter: ui.filters.board ?? '', group: ui.grouping, expanded: ui.unfolded, quietOpen: ui.quietOpen};
  return scene.boards.inView.of(ui.held ?? scene.watch, view, scene.now);
}

const NO_GROUPS: ReadonlySet<string> = new Set();

/** Everything there is, whatever the filter: for the counts on top, the title and the bell. */
export function wholeBoardOf(scene: Scene): Board {
  const {ui} = scene;
  if (ui.held === undefined && (ui.filters.board ?? '') === '' && ui.grouping === 'route') return boardOf(scene);
  return scene.boards.whole.of(
    scene.watch,
    {filter: '', group: 'route', expanded: NO_GROUPS, quietOpen: false},
    scene.now,
  );
}

export function boardList(board: Board): ListModel {
  return {
    count: board.rows.length,
    at(index) {
      const row = board.rows[index];
      return row === undefined
        ? undefined
        : {id: row.key, name: row.lead.name, section: row.shelf, alert: row.lead.key};
    },
    indexOf: id => board.indexOf.get(id) ?? -1,
  };
}

/** Where the cursor came from when nothing was under it. */
export const NOWHERE: Cursor = {id: '', name: '', place: 0, section: ''};

/** Where the cursor is: on a row, or on the mark that its row left when it moved away or ended. */
export type BoardCursor =
  | {readonly kind: 'row'; readonly index: number; readonly row: BoardRow}
  | {readonly kind: 'left'; readonly cursor: Cursor; readonly place: number; readonly row?: BoardRow};

export function boardCursor({ui, watch}: Pick<Scene, 'ui' | 'watch'>, board: Board): BoardCursor | undefined {
  const cursor = ui.cursors.board;
  if (cursor === undefined) return onRow(board, 0);
  const index = board.indexOf.get(cursor.id) ?? -1;
  const row = board.rows[index];
  if (row !== undefined && row.shelf === cursor.section) return {kind: 'row', index, row};
  // A group's key goes to its most urgent part: the row that has the alert counts, not the one that has the key.
  const heir = row !== undefined && holds(row, cursor.alert) ? row : board.rowOf.get(cursor.alert ?? '');
  const isHidden = heir === undefined && watch.live.alerts.has(cursor.alert ?? '');
  if (heir?.shelf === cursor.section || isHidden) return onRow(board, heirIndex(board, heir, cursor));
  return {
    kind: 'left',
    cursor,
    place: Math.min(cursor.place, board.rows.length),
    ...(heir === undefined ? {} : {row: heir}),
  };
}

export function holds(row: BoardRow, alert: AlertKey | undefined): boolean {
  return row.items.some(item => item.key === alert);
}

function onRow(board: Board, index: number): BoardCursor | undefined {
  const row = board.rows[index];
  return row === undefined ? undefined : {kind: 'row', index, row};
}

/** The row that shows the cursor's alert now (grouped otherwise, or folded), else the neighbour of the one hidden by a filter. */
function heirIndex(board: Board, heir: BoardRow | undefined, cursor: Cursor): number {
  const index = heir === undefined ? undefined : board.indexOf.get(heir.key);
  return index ?? Math.max(0, Math.min(cursor.place, board.rows.length - 1));
}

/** What the keys act on: the marked alerts, else the row under the cursor. A string says why there is nothing. */
export function boardTarget(cockpit: Cockpit): Target | string {
  const scene = cockpit.scenes.getState();
  const board = boardOf(scene);
  if (scene.ui.marks.size > 0) return markedTarget(scene, board);
  const at = boardCursor(scene, board);
  if (at === undefined) return 'There is no alert here to act on.';
  const unseen = unseenRow(cockpit);
  if (unseen !== undefined) return unseen;
  if (at.row === undefined) return `${at.kind === 'left' ? at.cursor.name : 'It'} is gone: it resolved. j and k go on.`;
  return rowTarget(at.row);
}

/** Why the row under the cursor cannot be meant by a key: nobody has seen it there yet. */
export function unseenRow(cockpit: Cockpit): string | undefined {
  const scene = cockpit.scenes.getState();
  const row = boardCursor(scene, boardOf(scene))?.row;
  if (row === undefined) return undefined;
  const {moved} = scene.ui;
  const shown = shownBoard(cockpit);
  const isNewHere = moved !== undefined && cockpit.painted() < moved.generation;
  const isNew = shown !== undefined && !row.items.some(item => shown.rowOf.has(item.key));
  return isNewHere || isNew ? `${rowName(row)} has only just come up here: look, then press again.` : undefined;
}

function rowTarget(row: BoardRow): Target {
  return {name: rowName(row), alerts: alertsOf(row), rows: 1, hidden: []};
}

/** The name that a row goes by: that of its alerts, or of the first and how many more. */
export function rowName(row: BoardRow): string {
  const names = new Set(row.items.map(item => item.name));
  return names.size <= 1 ? row.lead.name : `${row.lead.name} +${names.size - 1}`;
}

function markedTarget(scene: Scene, board: Board): Target | string {
  const {alerts} = scene.watch.live;
  const keys = [...scene.ui.marks].filter(key => alerts.has(key));
  if (keys.length === 0) return 'The marked alerts are gone. esc clears the marks.';
  const names = namesOf(scene, keys);
  const hidden = keys.filter(key => !inSight(board, key));
  const name = names.length === 1 ? (names[0] ?? '') : `${keys.length} marked alerts`;
  return {name, alerts: keys, rows: Math.max(2, names.length), hidden: namesOf(scene, hidden)};
}

function inSight(board: Board, key: AlertKey): boolean {
  const row = board.rowOf.get(key);
  return row !== undefined && board.indexOf.has(row.key);
}

function namesOf(scene: Scene, keys: readonly AlertKey[]): readonly string[] {
  return [...new Set(keys.flatMap(key => scene.watch.live.alerts.get(key) ?? []).map(alertName))];
}
