import type {Board, BoardRow} from '../../../core/board/board.js';
import {whereOf} from '../../../core/board/where.js';
import type {LiveState} from '../../../core/watch-state.js';
import {cells} from '../../../lib/cells.js';
import {remembering} from '../../memo.js';
import type {Needs} from './columns.js';
import {nameText} from './row-line.js';

/** Rows on top that decide: those that one looks at. */
const LOOKED_AT = 60;
/** These parts of them are shown whole: a few long ones do not take the room of all. */
const MOST = {name: 0.85, place: 0.75} as const;

/** How much room most rows of a board need. */
export const needsOf = remembering((board: Board, sources: LiveState['sources']): Needs => {
  const rows = board.rows.slice(0, LOOKED_AT);
  return {
    name: enoughFor(rows, MOST.name, row => cells(nameText(row))),
    place: enoughFor(rows, MOST.place, row => placeCells(row, sources)),
    count: Math.max(0, ...rows.map(({items}) => (items.length > 1 ? `x${items.length}`.length : 0))),
  };
});

function placeCells(row: BoardRow, sources: LiveState['sources']): number {
  const {place, ident} = whereOf(row, sources);
  return cells([place, ident].filter(part => part !== '').join(' '));
}

function enoughFor(rows: readonly BoardRow[], most: number, size: (row: BoardRow) => number): number {
  const sizes = rows.map(size).sort((a, b) => a - b);
  return sizes[Math.ceil(sizes.length * most) - 1] ?? 0;
}
