import {worst} from '../alert/severity.js';
import type {BoardItem, BoardRow, BoardView, ShelfName} from './board.js';
import type {Bucket} from './grouping.js';

/** The row of a bucket on a shelf; its alerts stand in order. */
export function rowFor(
  bucket: Bucket,
  items: readonly BoardItem[],
  {key, shelf}: {readonly key: string; readonly shelf: ShelfName},
): BoardRow {
  const [lead] = items as readonly [BoardItem];
  if (items.length === 1) {
    const row = alertRow(lead, 0);
    return bucket.key === lead.key ? row : {...row, key, kind: 'group', labels: bucket.labels};
  }
  const severity = worst(items.map(item => item.severity));
  return {
    key,
    kind: 'group',
    depth: 0,
    shelf,
    items,
    lead,
    severity,
    known: items.every(item => item.known || item.severity !== severity),
    since: items.reduce((oldest, item) => Math.min(oldest, item.since), lead.since),
    dueAt: items.reduce((first, item) => Math.min(first, item.dueAt), lead.dueAt),
    labels: bucket.labels,
    open: false,
  };
}

/** The rows to scroll through: opened groups with their alerts, the quiet shelf only where it is open. */
export function visibleRows(rows: readonly BoardRow[], expanded: BoardView['expanded']): readonly BoardRow[] {
  if (expanded.size === 0) return rows;
  return rows.flatMap(row => {
    if (row.items.length === 1 || !expanded.has(row.key)) return row;
    return [{...row, open: true}, ...row.items.map(item => alertRow(item, 1))];
  });
}

function alertRow(item: BoardItem, depth: 0 | 1): BoardRow {
  const {key, shelf, severity, known, since, dueAt} = item;
  return {
    key,
    kind: 'alert',
    depth,
    shelf,
    items: [item],
    lead: item,
    severity,
    known,
    since,
    dueAt,
    labels: {},
    open: false,
  };
}
