import {type ParsedFilter, parseFilter} from '../alert/filter.js';
import type {WatchState} from '../watch-state.js';
import type {Board, BoardView, ShelfName} from './board.js';
import {itemBook} from './item-book.js';
import type {Layout} from './layout.js';
import {placements} from './placements.js';
import {visibleRows} from './rows.js';
import {quietCounts, rowsByAlert, shelfOf} from './shelves.js';

/** Keeps the last board, so that a cursor's move or another fold costs nothing that it does not change. */
export interface BoardIndex {
  /**
   * The board of this state and view; the very same object while nothing it depends on has changed. `now` (Unix ms)
   * decides only what lapsed lately, minute by minute, and what `@age` asks, second by second.
   */
  of(state: WatchState, view: BoardView, now: number): Board;
}

/** An index of one's own; each screen that shows a board holds one. */
export function boardIndex(): BoardIndex {
  const filterOf = remember(parseFilter);
  const book = itemBook();
  const layoutOf = placements(book);
  const shownOf = remember(limited);
  const quietOf = remember(quietCounts);
  const boardOf = remember(assembled);
  return {
    of: (state, view, now) => {
      const filter = filterOf([view.filter], view.filter);
      const layout = layoutOf({state, filter, group: view.group, now});
      const limit = filter.ok ? filter.limit : undefined;
      const shown = shownOf([layout, limit], {layout, limit});
      const quietRows = shown.shelves.quiet.rows;
      const quiet = quietOf([quietRows], quietRows);
      const total = book.items.size;
      return boardOf([shown, quiet, filter, total, view.expanded, view.quietOpen], {shown, quiet, filter, total, view});
    },
  };
}

/** Makes again only when one of the keys is another than last time. */
function remember<I, O>(make: (input: I) => O): (keys: readonly unknown[], input: I) => O {
  let last: {readonly keys: readonly unknown[]; readonly output: O} | undefined;
  return (keys, input) => {
    if (last?.keys.every((key, index) => Object.is(key, keys[index]))) return last.output;
    last = {keys, output: make(input)};
    return last.output;
  };
}

/** The rows of a board, whatever is open. */
type Shown = Pick<Board, 'shelves' | 'rowOf'>;

/** Whole rows from the top, until so many alerts are shown. */
function limited({layout, limit}: {readonly layout: Layout; readonly limit: number | undefined}): Shown {
  if (limit === undefined) return layout;
  let left = limit;
  const kept = (shelf: ShelfName) =>
    layout.shelves[shelf].rows.filter(row => {
      left -= row.items.length;
      return left + row.items.length > 0;
    });
  const [needsYou, onIt, quiet] = [kept('needs-you'), kept('on-it'), kept('quiet')];
  return {
    shelves: {
      'needs-you': shelfOf('needs-you', needsYou),
      'on-it': shelfOf('on-it', onIt),
      quiet: shelfOf('quiet', quiet),
    },
    rowOf: rowsByAlert([needsYou, onIt, quiet]),
  };
}

interface Parts {
  readonly shown: Shown;
  readonly quiet: Board['quiet'];
  readonly filter: ParsedFilter;
  readonly total: number;
  readonly view: BoardView;
}

function assembled({shown: {shelves, rowOf}, quiet, filter, total, view}: Parts): Board {
  const {'needs-you': needsYou, 'on-it': onIt} = shelves;
  const rows = visibleRows(
    [...needsYou.rows, ...onIt.rows, ...(view.quietOpen ? shelves.quiet.rows : [])],
    view.expanded,
  );
  return {
    shelves,
    rowOf,
    rows,
    indexOf: new Map(rows.map((row, index) => [row.key, index])),
    quiet,
    hidden: total - rowOf.size,
    total,
    ...(!filter.ok && {filterFault: {message: filter.message, position: filter.position}}),
  };
}
