import type {Ground} from '../core/look/look.js';
import {isUnsureWidth} from '../lib/cells.js';
import {cursorMove, type Place} from './cursor-move.js';
import {type Cell, isBlankOn} from './frame-row.js';
import {sgrBetween} from './sgr.js';
import {INVERSE, PLAIN, STRIKE, type Style, UNDERLINE} from './style.js';

/** Writes cells with as few bytes as it can, knowing where the cursor is and how the terminal would draw. */
export interface Pen {
  /** Goes to a place; `between` are the unchanged cells from the pen to there, written again where that is shorter. */
  to(place: Place, between: readonly Cell[]): void;
  place(): Place;
  cell(cell: Cell, width: number): void;
  eraseRight(): void;
  erase(count: number): void;
  /** Moves the rows `top` to `bottom` up by `by`, or down where negative; rows that come in are blank. */
  scroll(top: number, bottom: number, by: number): void;
  /** The bytes so far, links closed. */
  done(): string;
}

export interface PenOptions {
  readonly columns: number;
  /** The target of a registered link. */
  readonly urlOf: (link: string) => string | undefined;
  /** The colours of cells that have none of their own. */
  readonly ground?: Ground | undefined;
}

const SHOWS_ON_BLANK = UNDERLINE | INVERSE | STRIKE;
const UNKNOWN = -1;

/** A pen that knows nothing about the terminal yet: its first move is absolute, its first style complete. */
export function createPen({columns, urlOf, ground}: PenOptions): Pen {
  let out = '';
  let place: Place = {y: UNKNOWN, x: UNKNOWN};
  let style: Style | undefined;
  let link = '';
  const setLink = (next: string) => {
    if (next !== link) out += linkMark(next, urlOf);
    link = next;
  };
  const setStyle = (next: Style) => {
    setLink(next.link);
    out += sgrBetween(style, next, ground);
    style = next;
  };
  const readyForBlank = (background: number) =>
    link === '' && style !== undefined && (style.flags & SHOWS_ON_BLANK) === 0 && style.background === background;
  const setStyleFor = (cell: Cell) => {
    const {background} = cell.style;
    if (!(isBlankOn(cell, background) && readyForBlank(background))) setStyle(cell.style);
  };
  const clearStyle = () => {
    if (!readyForBlank(PLAIN.background)) setStyle(PLAIN);
  };
  const fits = (cell: Cell) =>
    isBlankOn(cell, cell.style.background)
      ? readyForBlank(cell.style.background)
      : link === cell.style.link && style !== undefined && sgrBetween(style, cell.style, ground) === '';
  return {
    to(next, between) {
      const move = cursorMove(place, next);
      const again = shorterText(between, move);
      out += again !== undefined && between.every(cell => fits(cell) && isSure(cell)) ? again : move;
      place = next;
    },
    place: () => place,
    cell(cell, width) {
      setStyleFor(cell);
      const sure = isSure(cell);
      // Where the terminal draws it in one column, the other one must not keep what was there.
      out += width > 1 && !sure ? `\u001b[${width}X${cell.text}` : cell.text;
      const x = place.x + width;
      place = {y: place.y, x: x < columns && sure ? x : UNKNOWN};
    },
    eraseRight() {
      clearStyle();
      out += '\u001b[K';
    },
    erase(count) {
      clearStyle();
      out += `\u001b[${count}X`;
    },
    scroll(top, bottom, by) {
      clearStyle();
      out += scrollMark({top, bottom, by});
      place = {y: UNKNOWN, x: UNKNOWN};
    },
    done() {
      setLink('');
      return out;
    },
  };
}

/** The cells in between, typed again, where that is no longer than the move over them. */
function shorterText(between: readonly Cell[], move: string): string | undefined {
  if (between.length === 0 || between.length > 8) return undefined;
  const text = between.map(cell => cell.text).join('');
  return Buffer.byteLength(text) <= move.length ? text : undefined;
}

/** Moves the lines between two rows, both included, by so many up (positive) or down. */
function scrollMark({top, bottom, by}: {readonly top: number; readonly bottom: number; readonly by: number}): string {
  const count = Math.abs(by) === 1 ? '' : String(Math.abs(by));
  return `\u001b[${top + 1};${bottom + 1}r\u001b[${count}${by > 0 ? 'S' : 'T'}\u001b[r`;
}

/** All pieces of one link share an id, so that a terminal lights them up together. */
function linkMark(link: string, urlOf: PenOptions['urlOf']): string {
  const url = link === '' ? undefined : urlOf(link);
  return url === undefined ? '\u001b]8;;\u001b\\' : `\u001b]8;id=${link};${url}\u001b\\`;
}

function isSure(cell: Cell): boolean {
  if (cell.text.length === 1) return !isUnsureWidth(cell.text.charCodeAt(0));
  for (const char of cell.text) if (isUnsureWidth(char.codePointAt(0) ?? 0)) return false;
  return true;
}
