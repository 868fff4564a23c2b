import type {BoardRow} from '../../../core/board/board.js';
import {boardCursor, boardOf} from '../../board-model.js';
import type {Cockpit} from '../../cockpit.js';
import {moveTo} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {boardFrame} from './rows.js';

/** Marks the row under the cursor, or takes the mark away, and goes one down. */
export function toggleMark(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const at = boardCursor(scene, boardOf(scene));
  if (at?.row === undefined) return;
  const {row} = at;
  cockpit.ui.setState(ui => {
    const marks = new Set(ui.marks);
    const isMarked = row.items.every(item => marks.has(item.key));
    for (const item of row.items) {
      if (isMarked) marks.delete(item.key);
      else marks.add(item.key);
    }
    return {marks, anchor: row.key};
  });
  if (at.kind === 'row') moveTo(cockpit, boardFrame(scene, bodyHeight(scene)), at.index + 1);
}

/** Marks every row between the last mark and the cursor. */
export function markRange(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const board = boardOf(scene);
  const at = boardCursor(scene, board);
  if (at?.kind !== 'row') return;
  const from = board.indexOf.get(scene.ui.anchor ?? '') ?? at.index;
  const rows: readonly BoardRow[] = board.rows.slice(Math.min(from, at.index), Math.max(from, at.index) + 1);
  cockpit.ui.setState(ui => ({marks: new Set([...ui.marks, ...rows.flatMap(row => row.items.map(item => item.key))])}));
}
