import {type Board, type BoardRow, SHELF_NAMES, type ShelfName} from '../../../core/board/board.js';
import type {Trace} from '../../ui-store.js';

/** One line of the table. */
export type Slot =
  | {readonly kind: 'header'; readonly shelf: ShelfName}
  | {readonly kind: 'row'; readonly row: BoardRow; readonly index: number}
  | {readonly kind: 'trace'; readonly trace: Trace};

type Segment =
  | {readonly kind: 'header'; readonly shelf: ShelfName}
  | {readonly kind: 'rows'; readonly from: number; readonly to: number}
  | {readonly kind: 'trace'; readonly trace: Trace};

/** The table as lines, of which only those asked for are made. */
export interface Slots {
  readonly count: number;
  at(line: number): Slot | undefined;
  /** The line of a row; -1 when there is none such. */
  lineOf(index: number): number;
  lineOfTrace(id: string): number;
}

/** Headers, rows and the marks of rows that left, in order. `traces` are sorted by place. */
export function slotsOf(board: Board, traces: readonly Trace[]): Slots {
  const segments = segmentsOf(board, traces);
  const starts: number[] = [];
  let count = 0;
  for (const segment of segments) {
    starts.push(count);
    count += lengthOf(segment);
  }
  return {
    count,
    at(line) {
      const at = starts.findLastIndex(start => start <= line);
      const segment = segments[at];
      return segment === undefined || line >= count ? undefined : slotIn(board, segment, line - (starts[at] ?? 0));
    },
    lineOf(index) {
      const at = segments.findIndex(segment => segment.kind === 'rows' && segment.from <= index && index < segment.to);
      const segment = segments[at];
      return segment?.kind === 'rows' ? (starts[at] ?? 0) + index - segment.from : -1;
    },
    lineOfTrace(id) {
      const at = segments.findIndex(segment => segment.kind === 'trace' && segment.trace.id === id);
      return at < 0 ? -1 : (starts[at] ?? -1);
    },
  };
}

function segmentsOf(board: Board, traces: readonly Trace[]): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const shelf of SHELF_NAMES) {
    const to = endOf(board, shelf, from);
    if (shelf === 'needs-you' || board.shelves[shelf].alerts > 0) segments.push({kind: 'header', shelf});
    const here = traces.filter(trace => trace.from === shelf);
    let next = from;
    for (const trace of here) {
      const place = Math.max(next, Math.min(trace.place, to));
      if (place > next) segments.push({kind: 'rows', from: next, to: place});
      segments.push({kind: 'trace', trace});
      next = place;
    }
    if (to > next) segments.push({kind: 'rows', from: next, to});
    from = to;
  }
  return segments;
}

/** Rows are in the order of the shelves, so the end of one is found by halving. */
function endOf(board: Board, shelf: ShelfName, from: number): number {
  let low = from;
  let high = board.rows.length;
  const rank = SHELF_NAMES.indexOf(shelf);
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = board.rows[middle];
    if (row !== undefined && SHELF_NAMES.indexOf(row.shelf) <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lengthOf(segment: Segment): number {
  return segment.kind === 'rows' ? segment.to - segment.from : 1;
}

function slotIn(board: Board, segment: Segment, offset: number): Slot | undefined {
  if (segment.kind !== 'rows') return segment;
  const index = segment.from + offset;
  const row = board.rows[index];
  return row === undefined ? undefined : {kind: 'row', row, index};
}
