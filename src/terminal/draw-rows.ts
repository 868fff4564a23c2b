import {BLANK, type Cell, type Row, sameCell} from './frame-row.js';
import type {Pen} from './pen.js';

/** Blanks in a row that ECH and a move write in fewer bytes than spaces would. */
const ERASE_FROM = 10;
/** Blanks to the right edge that EL writes in fewer bytes. */
const ERASE_RIGHT_FROM = 4;

interface RowChange {
  readonly y: number;
  readonly from: readonly Cell[];
  readonly to: readonly Cell[];
  readonly end: number;
}

/** Draws every cell in which two pictures of the screen differ. */
export function drawRows(pen: Pen, from: readonly Row[], to: readonly Row[]): void {
  for (const [y, row] of to.entries()) {
    const before = from[y];
    if (before === undefined || before === row || before.source === row.source) continue;
    drawRow(pen, {y, from: before.cells, to: row.cells, end: Math.max(before.cells.length, row.cells.length)});
  }
}

function drawRow(pen: Pen, change: RowChange): void {
  for (let x = nextChange(change, 0); x < change.end; ) {
    pen.to({y: change.y, x}, between(pen, change, x));
    const next = x >= change.to.length ? eraseTail(pen, change, x) : drawAt(pen, change, x);
    x = nextChange(change, next);
  }
}

/** Draws what begins at `x` and says where it ends. */
function drawAt(pen: Pen, change: RowChange, x: number): number {
  const cell = at(change.to, x);
  const blanks = cell === BLANK ? changedBlanks(change, x) : 0;
  if (blanks >= ERASE_FROM) {
    pen.erase(blanks);
    return x + blanks;
  }
  const width = change.to[x + 1]?.text === '' ? 2 : 1;
  pen.cell(cell, width);
  return x + width;
}

function eraseTail(pen: Pen, change: RowChange, x: number): number {
  if (change.end - x >= ERASE_RIGHT_FROM) {
    pen.eraseRight();
    return change.end;
  }
  pen.cell(BLANK, 1);
  return x + 1;
}

function nextChange(change: RowChange, from: number): number {
  let x = from;
  while (x < change.end && sameCell(at(change.from, x), at(change.to, x))) x += 1;
  return x;
}

/** How many blanks in a row from `x`, up to the last of them that is new. */
function changedBlanks(change: RowChange, x: number): number {
  let last = x;
  for (let next = x; next < change.to.length && at(change.to, next) === BLANK; next += 1) {
    if (!sameCell(at(change.from, next), BLANK)) last = next;
  }
  return last - x + 1;
}

function between(pen: Pen, change: RowChange, x: number): readonly Cell[] {
  const here = pen.place();
  if (here.y !== change.y || here.x < 0 || here.x >= x || x - here.x > 8) return [];
  return Array.from({length: x - here.x}, (_, index) => at(change.to, here.x + index));
}

function at(cells: readonly Cell[], x: number): Cell {
  return cells[x] ?? BLANK;
}
