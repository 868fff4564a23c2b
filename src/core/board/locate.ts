import type {AlertKey} from '../alert/alert.js';
import type {LiveState} from '../watch-state.js';
import type {Board, BoardRow} from './board.js';

/** What a cursor holds on to: the row's identity, its leading alert, and where it stood. */
export interface Cursor {
  readonly key: string;
  readonly alert: AlertKey;
  readonly index: number;
}

export function cursorAt(board: Board, index: number): Cursor | undefined {
  const row = board.rows[index];
  return row && {key: row.key, alert: row.lead.key, index};
}

/**
 * Where the cursor stands now: on the same row, else on the row its group became, else on the row that shows its
 * alert, else on the neighbour that took its place. Undefined only on an empty board.
 */
export function locate(board: Board, cursor: Cursor | undefined): Cursor | undefined {
  if (board.rows.length === 0) return undefined;
  if (!cursor) return cursorAt(board, 0);
  const heir = board.rowOf.get(cursor.alert);
  const keys = [cursor.key, cursor.key.replace(/#(?:on-it|quiet)$/, ''), heir?.key ?? ''];
  const found = keys.map(key => board.indexOf.get(key)).find(index => index !== undefined);
  return cursorAt(board, found ?? Math.min(cursor.index, board.rows.length - 1));
}

/** Marked alerts that are not in sight: behind the filter or on a closed shelf, and those that no longer fire. */
export function hiddenMarks(
  board: Board,
  marks: Iterable<AlertKey>,
  live: Pick<LiveState, 'alerts'>,
): {readonly hidden: number; readonly gone: number} {
  let hidden = 0;
  let gone = 0;
  for (const key of marks) {
    const row = board.rowOf.get(key);
    if (row && board.indexOf.has(row.key)) continue;
    if (row || live.alerts.has(key)) hidden += 1;
    else gone += 1;
  }
  return {hidden, gone};
}

/** The alerts that a key on this row means: those of the group on this shelf, or the one. */
export function alertsOf(row: BoardRow): readonly AlertKey[] {
  return row.items.map(item => item.key);
}
