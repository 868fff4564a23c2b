import {worst} from '../alert/severity.js';
import {type BoardItem, type BoardRow, type BoardView, SHELF_NAMES, type ShelfName} from './board.js';
import type {Bucket, Grouping} from './grouping.js';
import {leadOrder, orderOf} from './order.js';

interface Part {
  readonly bucket: Bucket;
  readonly items: BoardItem[];
}

/** The folded rows of each shelf, in order. A group with alerts on several shelves has a row on each. */
export function shelfRows(
  items: readonly BoardItem[],
  grouping: Grouping,
): Readonly<Record<ShelfName, readonly BoardRow[]>> {
  const taken = new Set<string>();
  const parts = partsOf(items, grouping);
  const rows: Record<ShelfName, readonly BoardRow[]> = {'needs-you': [], 'on-it': [], quiet: []};
  for (const shelf of SHELF_NAMES) {
    const order = orderOf(shelf);
    const within = shelf === 'needs-you' ? leadOrder(order) : order;
    const made: BoardRow[] = [];
    for (const part of parts[shelf].values()) {
      const key = taken.has(part.bucket.key) ? `${part.bucket.key}#${shelf}` : part.bucket.key;
      taken.add(part.bucket.key);
      if (part.items.length > 1) part.items.sort(within);
      made.push(rowOf(part, {key, shelf}));
    }
    rows[shelf] = made.sort((left, right) => order(left.lead, right.lead));
  }
  return rows;
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

function partsOf(items: readonly BoardItem[], grouping: Grouping): Record<ShelfName, Map<string, Part>> {
  const parts = {
    'needs-you': new Map<string, Part>(),
    'on-it': new Map<string, Part>(),
    quiet: new Map<string, Part>(),
  };
  for (const item of items) {
    const bucket = grouping(item);
    const key = bucket?.key ?? item.key;
    const part = parts[item.shelf].get(key);
    if (part) part.items.push(item);
    else parts[item.shelf].set(key, {bucket: bucket ?? {key, labels: {}}, items: [item]});
  }
  return parts;
}

function rowOf({bucket, items}: Part, {key, shelf}: {readonly key: string; readonly shelf: ShelfName}): BoardRow {
  const [lead] = items as [BoardItem];
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
