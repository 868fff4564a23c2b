import type {AlertKey} from '../alert/alert.js';
import {copyOf} from '../layered-map.js';
import {mergeSorted} from '../merge-sorted.js';
import {type BoardItem, type BoardRow, SHELF_NAMES, type Shelf, type ShelfName} from './board.js';
import type {Bucket} from './grouping.js';
import {leadOrder, type Order, orderOf} from './order.js';
import {rowFor} from './rows.js';
import {noSeverities, withRows} from './shelves.js';

/** An alert and what it is shown under. */
export interface Placed {
  readonly item: BoardItem;
  readonly bucket: Bucket;
}

/** From where to where an alert goes on the board; no `from` for one that is new there, no `to` for one that leaves it. */
export interface Move {
  readonly from: Placed | undefined;
  readonly to: Placed | undefined;
}

/** The folded rows of each shelf, in order. A group with alerts on several shelves has a row on each. */
export interface Layout {
  readonly shelves: Readonly<Record<ShelfName, Shelf>>;
  /** The rows of each shelf, by the key of their bucket. */
  readonly parts: Readonly<Record<ShelfName, ReadonlyMap<string, BoardRow>>>;
  /** The row of every alert. */
  readonly rowOf: ReadonlyMap<AlertKey, BoardRow>;
}

export const EMPTY_LAYOUT: Layout = {
  shelves: {'needs-you': emptyShelf('needs-you'), 'on-it': emptyShelf('on-it'), quiet: emptyShelf('quiet')},
  parts: {'needs-you': new Map(), 'on-it': new Map(), quiet: new Map()},
  rowOf: new Map(),
};

function emptyShelf(name: ShelfName): Shelf {
  return {name, rows: [], alerts: 0, severities: noSeverities};
}

/** The layout after these moves: rows of groups that none of them touches stay the very same. */
export function relaid(before: Layout, moves: readonly Move[]): Layout {
  const changes = remade(before, moves);
  const rowOf = copyOf(before.rowOf);
  for (const {from, to} of moves) if (from !== undefined && to === undefined) rowOf.delete(from.item.key);
  for (const {row} of changes) for (const item of row?.items ?? []) rowOf.set(item.key, row as BoardRow);
  const parts = {...before.parts};
  const shelves = {...before.shelves};
  for (const shelf of SHELF_NAMES) {
    const here = changes.filter(change => change.shelf === shelf);
    if (here.length === 0) continue;
    parts[shelf] = partAfter(before.parts[shelf], here);
    shelves[shelf] = withRows(before.shelves[shelf], {
      out: new Set(here.flatMap(({was}) => was ?? [])),
      more: here.flatMap(({row}) => row ?? []),
    });
  }
  return {shelves, parts, rowOf};
}

function partAfter(
  before: ReadonlyMap<string, BoardRow>,
  changes: readonly RowChange[],
): ReadonlyMap<string, BoardRow> {
  const part = copyOf(before);
  for (const {bucket, row} of changes) {
    if (row === undefined) part.delete(bucket);
    else part.set(bucket, row);
  }
  return part;
}

/** What becomes of the row of a bucket on a shelf. */
interface RowChange {
  readonly shelf: ShelfName;
  readonly bucket: string;
  readonly was: BoardRow | undefined;
  readonly row: BoardRow | undefined;
}

function remade({parts}: Layout, moves: readonly Move[]): readonly RowChange[] {
  const changes: RowChange[] = [];
  for (const touched of touchedBuckets(moves)) {
    let isTaken = false;
    for (const shelf of SHELF_NAMES) {
      const was = parts[shelf].get(touched.bucket.key);
      const row = rowAfter(was, touched, {shelf, isTaken});
      isTaken ||= row !== undefined;
      if (row !== was) changes.push({shelf, bucket: touched.bucket.key, was, row});
    }
  }
  return changes;
}

interface Touched {
  readonly bucket: Bucket;
  readonly out: Set<BoardItem>;
  readonly more: BoardItem[];
}

function touchedBuckets(moves: readonly Move[]): Iterable<Touched> {
  const touched = new Map<string, Touched>();
  const at = (bucket: Bucket) => {
    const known = touched.get(bucket.key);
    if (known !== undefined) return known;
    const fresh: Touched = {bucket, out: new Set(), more: []};
    touched.set(bucket.key, fresh);
    return fresh;
  };
  for (const {from, to} of moves) {
    if (from !== undefined) at(from.bucket).out.add(from.item);
    if (to !== undefined) at(to.bucket).more.push(to.item);
  }
  return touched.values();
}

/** The group's key goes to its part on the most urgent shelf. */
function rowAfter(
  was: BoardRow | undefined,
  {bucket, out, more}: Touched,
  {shelf, isTaken}: {readonly shelf: ShelfName; readonly isTaken: boolean},
): BoardRow | undefined {
  const key = isTaken ? `${bucket.key}#${shelf}` : bucket.key;
  const come = more.filter(item => item.shelf === shelf);
  const goes = was?.items.some(item => out.has(item)) === true;
  if (come.length === 0 && !goes) return was === undefined || was.key === key ? was : {...was, key};
  const items = mergeSorted(was?.items ?? [], {out, more: come}, orderWithin(shelf));
  return items.length === 0 ? undefined : rowFor(bucket, items, {key, shelf});
}

function orderWithin(shelf: ShelfName): Order {
  return shelf === 'needs-you' ? leadOrder(orderOf(shelf)) : orderOf(shelf);
}
