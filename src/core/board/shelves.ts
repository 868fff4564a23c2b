import type {AlertKey} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import type {BoardRow, QuietCounts, Shelf, ShelfName} from './board.js';

/** A shelf with its alerts counted. */
export function shelfOf(name: ShelfName, rows: readonly BoardRow[]): Shelf {
  const severities: Record<Severity, number> = {P1: 0, P2: 0, P3: 0, P4: 0};
  let alerts = 0;
  for (const row of rows) {
    for (const item of row.items) severities[item.severity] += 1;
    alerts += row.items.length;
  }
  return {name, rows, alerts, severities};
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
