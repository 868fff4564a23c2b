import type {Board, BoardRow} from '../../../core/board/board.js';
import {whereOf} from '../../../core/board/where.js';
import type {LiveState} from '../../../core/watch-state.js';
import {cells} from '../../../lib/cells.js';
import {remembering} from '../../memo.js';
import type {Needs} from './columns.js';
import {nameText} from './row-line.js';

/** Rows on top that decide: those that one looks at. */
const LOOKED_AT = 60;
/** This part of them is shown whole: a few long ones do not take the room of all. */
const MOST = 0.75;
/** A name that would fit beside a summary is shown whole, whatever the others are. */
const FITTING_NAME = 25;
/** What is longer is cut on any screen with such columns, and asks for no room. */
const HOPELESS = 45;
/** From so many rows on, this many long ones are left out. */
const SOME = {rows: 5, outliers: 2};

/** How much room most rows of a board need. */
export const needsOf = remembering((board: Board, sources: LiveState['sources']): Needs => {
  const rows = board.rows.slice(0, LOOKED_AT);
  return {
    name: nameCells(rows, sources),
    place: enoughFor(rows.map(row => placeCells(row, sources))),
    count: Math.max(0, ...rows.map(({items}) => (items.length > 1 ? `x${items.length}`.length : 0))),
  };
});

function placeCells(row: BoardRow, sources: LiveState['sources']): number {
  const {place, ident} = whereOf(row, sources);
  return cells([place, ident].filter(part => part !== '').join(' '));
}

function nameCells(rows: readonly BoardRow[], sources: LiveState['sources']): number {
  const sizes = rows.map(row => cells(nameText(row, {name: row.lead.name, ...whereOf(row, sources)})));
  const most = enoughFor(sizes);
  return most > FITTING_NAME ? most : Math.max(0, ...sizes.filter(size => size <= FITTING_NAME));
}

/** Room for most; that of a few long ones, or of half of them where those are too long for any, does not count. */
function enoughFor(sizes: readonly number[]): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  const showable = sorted.filter(size => size <= HOPELESS);
  const counting = showable.length * 2 >= sorted.length ? showable : sorted;
  const most = Math.ceil(counting.length * MOST);
  const few = counting.length < SOME.rows ? most : counting.length - SOME.outliers;
  return counting[Math.min(most, few) - 1] ?? 0;
}
