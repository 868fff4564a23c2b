import type {AlertKey} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import {mergeSorted} from '../merge-sorted.js';
import type {BoardRow, QuietCounts, Shelf, ShelfName} from './board.js';
import {orderOf} from './order.js';

export const noSeverities: Shelf['severities'] = {P1: 0, P2: 0, P3: 0, P4: 0};

/** A shelf with its alerts counted. */
export function shelfOf(name: ShelfName, rows: readonly BoardRow[]): Shelf {
  return {name, rows, ...countedAnew({alerts: 0, severities: noSeverities}, {out: [], more: rows})};
}

/** A shelf after some of its rows were taken out and others put in. */
export function withRows(
  {name, rows, ...before}: Shelf,
  changes: {readonly out: ReadonlySet<BoardRow>; readonly more: readonly BoardRow[]},
): Shelf {
  const order = orderOf(name);
  return {
    name,
    rows: mergeSorted(rows, changes, (left, right) => order(left.lead, right.lead)),
    ...countedAnew(before, changes),
  };
}

type Counts = Pick<Shelf, 'alerts' | 'severities'>;

function countedAnew(
  before: Counts,
  {out, more}: {readonly out: Iterable<BoardRow>; readonly more: Iterable<BoardRow>},
): Counts {
  const severities: Record<Severity, number> = {...before.severities};
  let {alerts} = before;
  const count = (rows: Iterable<BoardRow>, by: 1 | -1) => {
    for (const {items} of rows) {
      alerts += by * items.length;
      for (const {severity} of items) severities[severity] += by;
    }
  };
  count(out, -1);
  count(more, 1);
  return {alerts, severities};
}

/** The folded row of every alert. */
export function rowsByAlert(shelves: Iterable<readonly BoardRow[]>): ReadonlyMap<AlertKey, BoardRow> {
  const found = new Map<AlertKey, BoardRow>();
  for (const rows of shelves) {
    for (const row of rows) for (const item of row.items) found.set(item.key, row);
  }
  return found;
}

/** Why alerts rest, and when the first silence ends. */
export function quietCounts(rows: readonly BoardRow[]): QuietCounts {
  const counts = {silenced: 0, inhibited: 0, muted: 0, watchdogs: 0};
  let firstEnd = Number.POSITIVE_INFINITY;
  for (const {watchdog, disposition} of rows.flatMap(row => row.items)) {
    if (watchdog) counts.watchdogs += 1;
    else if (disposition.kind === 'inhibited' || disposition.kind === 'muted') counts[disposition.kind] += 1;
    else counts.silenced += 1;
    if (!watchdog && disposition.kind === 'silenced') firstEnd = Math.min(firstEnd, disposition.endsAt ?? firstEnd);
  }
  return {...counts, ...(Number.isFinite(firstEnd) && {firstEnd})};
}
