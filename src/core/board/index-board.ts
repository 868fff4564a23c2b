import type {AlertKey} from '../alert/alert.js';
import {type ParsedFilter, parseFilter} from '../alert/filter.js';
import type {WatchState} from '../watch-state.js';
import {
  type Board,
  type BoardItem,
  type BoardRow,
  type BoardView,
  type QuietCounts,
  SHELF_NAMES,
  type Shelf,
  type ShelfName,
} from './board.js';
import {groupingOf} from './grouping.js';
import {boardItems} from './items.js';
import {shelfRows, visibleRows} from './rows.js';
import {quietCounts, rowsByAlert, shelfOf} from './shelves.js';

const MINUTE = 60_000;

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
  const itemsOf = remember(steady(({state, now}: Moment) => boardItems(state, now)));
  const shelvesOf = remember(foldedOf);
  const boardOf = remember(assembled);
  return {
    of: (state, view, now) => {
      const filter = filterOf([view.filter], view.filter);
      const {live, shift, settings, recording} = state;
      const minute = Math.floor(now / MINUTE);
      const items = itemsOf([live.alerts, live.silences, answered(live), shift, settings, recording.ok, minute], {
        state,
        now,
      });
      const tick = filter.ok && filter.timed ? Math.floor(now / 1000) : 0;
      const silences = filter.ok && !filter.isEmpty ? live.silences : undefined;
      const folded = shelvesOf([items, filter, view.group, tick, live.groups, silences, settings.operator], {
        items,
        state,
        filter,
        group: view.group,
        now,
      });
      return boardOf([folded, view.expanded, view.quietOpen], {folded, view});
    },
  };
}

interface Moment {
  readonly state: WatchState;
  readonly now: number;
}

/** The sources that have answered since the start, as one word: a poll that brings nothing new changes nothing here. */
function answered({sources}: WatchState['live']): string {
  return [...sources.values()].map(({source, lastGood}) => `${source} ${lastGood === undefined}`).join('\n');
}

/** The same list as last time where a new one holds the same things. */
function steady<I, T>(make: (input: I) => readonly T[]): (input: I) => readonly T[] {
  let last: readonly T[] = [];
  return input => {
    const made = make(input);
    const isSame = made.length === last.length && made.every((one, index) => one === last[index]);
    if (!isSame) last = made;
    return last;
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

interface Foldable {
  readonly items: readonly BoardItem[];
  readonly state: WatchState;
  readonly filter: ParsedFilter;
  readonly group: string;
  readonly now: number;
}

/** All of a board but what is open. */
interface Folded {
  readonly shelves: Readonly<Record<ShelfName, Shelf>>;
  readonly rowOf: ReadonlyMap<AlertKey, BoardRow>;
  readonly quiet: QuietCounts;
  readonly hidden: number;
  readonly total: number;
  readonly filterFault?: {readonly message: string; readonly position: number};
}

function foldedOf({items, state, filter, group, now}: Foldable): Folded {
  const {operator} = state.settings;
  const context = {now, operator, silences: state.live.silences};
  const passing = filter.ok && !filter.isEmpty ? items.filter(item => filter.test(item, context)) : items;
  const whole = shelfRows(passing, groupingOf(group, state.live));
  const rows = filter.ok && filter.limit !== undefined ? limited(whole, filter.limit) : whole;
  const rowOf = rowsByAlert(Object.values(rows));
  return {
    shelves: {
      'needs-you': shelfOf('needs-you', rows['needs-you']),
      'on-it': shelfOf('on-it', rows['on-it']),
      quiet: shelfOf('quiet', rows.quiet),
    },
    rowOf,
    quiet: quietCounts(rows.quiet),
    hidden: items.length - rowOf.size,
    total: items.length,
    ...(!filter.ok && {filterFault: {message: filter.message, position: filter.position}}),
  };
}

type Rows = Readonly<Record<ShelfName, readonly BoardRow[]>>;

/** Whole rows from the top, until so many alerts are shown. */
function limited(rows: Rows, limit: number): Rows {
  let left = limit;
  const kept: Record<ShelfName, readonly BoardRow[]> = {'needs-you': [], 'on-it': [], quiet: []};
  for (const shelf of SHELF_NAMES) {
    kept[shelf] = rows[shelf].filter(row => {
      left -= row.items.length;
      return left + row.items.length > 0;
    });
  }
  return kept;
}

function assembled({folded, view}: {readonly folded: Folded; readonly view: BoardView}): Board {
  const {'needs-you': needsYou, 'on-it': onIt, quiet} = folded.shelves;
  const rows = visibleRows([...needsYou.rows, ...onIt.rows, ...(view.quietOpen ? quiet.rows : [])], view.expanded);
  return {...folded, rows, indexOf: new Map(rows.map((row, index) => [row.key, index]))};
}
