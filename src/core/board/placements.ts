import type {AlertKey} from '../alert/alert.js';
import type {ParsedFilter} from '../alert/filter.js';
import type {WatchState} from '../watch-state.js';
import type {BoardItem} from './board.js';
import {type Grouping, groupingOf} from './grouping.js';
import type {ItemBook} from './item-book.js';
import {EMPTY_LAYOUT, type Layout, type Move, type Placed, relaid} from './layout.js';

/** What decides which alerts are shown, and under what. */
export interface Manner {
  readonly state: WatchState;
  readonly filter: ParsedFilter;
  readonly group: string;
  /** Unix ms. */
  readonly now: number;
}

/** The layout of a board, kept up to date: alerts whose place and manner are the same are not looked at again. */
export function placements(book: ItemBook): (manner: Manner) => Layout {
  const placed = new Map<AlertKey, Placed>();
  let layout = EMPTY_LAYOUT;
  let last: readonly unknown[] = [];
  let placeOf: (item: BoardItem) => Placed | undefined = () => undefined;

  function moveOf(key: AlertKey): Move | undefined {
    const item = book.items.get(key);
    const from = placed.get(key);
    const to = item === undefined ? undefined : placeOf(item);
    if (from?.item === to?.item && from?.bucket.key === to?.bucket.key) return undefined;
    if (to === undefined) placed.delete(key);
    else placed.set(key, to);
    return {from, to};
  }

  return manner => {
    const changed = book.follow(manner.state, manner.now);
    const grounds = groundsOf(manner);
    const isSame = grounds.length === last.length && grounds.every((one, index) => Object.is(one, last[index]));
    if (!isSame) placeOf = placing(manner);
    last = grounds;
    const moves: Move[] = [];
    const note = (key: AlertKey) => {
      const move = moveOf(key);
      if (move !== undefined) moves.push(move);
    };
    for (const key of changed) note(key);
    if (!isSame) for (const key of book.items.keys()) note(key);
    if (moves.length > 0) layout = relaid(layout, moves);
    return layout;
  };
}

/** All that a place on the board depends on beside the alert itself. What `@age` asks changes second by second. */
function groundsOf({state: {live, settings}, filter, group, now}: Manner): readonly unknown[] {
  const isFiltered = filter.ok && !filter.isEmpty;
  return [
    filter,
    group,
    live.groups,
    isFiltered && filter.timed ? Math.floor(now / 1000) : 0,
    isFiltered ? live.silences : undefined,
    settings.operator,
  ];
}

function placing({state: {live, settings}, filter, group, now}: Manner): (item: BoardItem) => Placed | undefined {
  const bucketOf: Grouping = groupingOf(group, live);
  const context = {now, operator: settings.operator, silences: live.silences};
  const passes = (item: BoardItem) => !filter.ok || filter.isEmpty || filter.test(item, context);
  return item => (passes(item) ? {item, bucket: bucketOf(item) ?? {key: item.key, labels: {}}} : undefined);
}
