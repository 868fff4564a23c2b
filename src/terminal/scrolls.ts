import {EMPTY_ROW, type Row} from './frame-row.js';

/** Rows `top` to `bottom` move up by `by` rows, or down where it is negative. */
export interface Scroll {
  readonly top: number;
  readonly bottom: number;
  readonly by: number;
}

/** Fewer rows than this are drawn in about as many bytes as moving them takes. */
const WORTH = 2;
const NOT_BLANK = /[^ ]/;

/** Scrolls that might explain much of the change: the widest one with the commonest distance, and its longest run. */
export function possibleScrolls(from: readonly Row[], to: readonly Row[]): readonly Scroll[] {
  const moved = movedRows(from, to);
  const [by, rows = []] = [...moved].reduce<[number, number[]]>(
    (best, entry) => (entry[1].length > best[1].length ? entry : best),
    [0, []],
  );
  if (rows.length < WORTH) return [];
  const widest = region(rows[0] ?? 0, rows.at(-1) ?? 0, by);
  const run = longestRun(rows);
  const narrow = region(run.first, run.last, by);
  return narrow.top === widest.top && narrow.bottom === widest.bottom ? [widest] : [widest, narrow];
}

/** What a terminal shows after the scroll. */
export function scrolled(rows: readonly Row[], {top, bottom, by}: Scroll): Row[] {
  return rows.map((row, y) => {
    if (y < top || y > bottom) return row;
    const from = y + by;
    return from < top || from > bottom ? EMPTY_ROW : (rows[from] ?? EMPTY_ROW);
  });
}

/** For each distance, the rows of the new picture that stood that far below in the old one, in order. */
function movedRows(from: readonly Row[], to: readonly Row[]): Map<number, number[]> {
  const places = new Map<string, number[]>();
  for (const [y, row] of from.entries()) if (NOT_BLANK.test(row.source)) listed(places, row.source).push(y);
  const moved = new Map<number, number[]>();
  for (const [y, row] of to.entries()) {
    if (from[y]?.source === row.source) continue;
    for (const place of places.get(row.source) ?? []) listed(moved, place - y).push(y);
  }
  return moved;
}

function listed<K>(lists: Map<K, number[]>, key: K): number[] {
  const list = lists.get(key) ?? [];
  if (list.length === 0) lists.set(key, list);
  return list;
}

function region(first: number, last: number, by: number): Scroll {
  return by > 0 ? {top: first, bottom: last + by, by} : {top: first + by, bottom: last, by};
}

function longestRun(rows: readonly number[]): {readonly first: number; readonly last: number} {
  let best = {first: rows[0] ?? 0, last: rows[0] ?? 0};
  let first = best.first;
  for (const [index, y] of rows.entries()) {
    if (index > 0 && rows[index - 1] !== y - 1) first = y;
    if (y - first > best.last - best.first) best = {first, last: y};
  }
  return best;
}
