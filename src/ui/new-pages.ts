import type {Board, BoardRow} from '../core/board/board.js';

/**
 * Whether a board shows an occurrence of P1 that nobody has and that the one before did not show, as the sources see it.
 * While these have not answered, the rows are old news: they ring once they are seen to fire.
 */
export function hasNewPages(before: Board, after: Board): boolean {
  if (before === after) return false;
  const [old, now] = [rowsOf(before), rowsOf(after)];
  const known = new Set([...old].flatMap(row => (now.has(row) ? [] : pagesOf(row))));
  return [...now].some(row => !old.has(row) && pagesOf(row).some(page => !known.has(page)));
}

/** Rows that nothing has touched are the very same on both. */
function rowsOf({shelves}: Board): ReadonlySet<BoardRow> {
  return new Set(shelves['needs-you'].rows);
}

function pagesOf({severity, items}: BoardRow): readonly string[] {
  if (severity !== 'P1') return [];
  return items
    .filter(item => item.severity === 'P1' && !item.remembered && item.disposition.kind === 'unacked')
    .map(item => `${item.key} ${item.alert.startsAt}`);
}
