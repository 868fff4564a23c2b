import type {Capabilities} from '../core/screen.js';
import {cellsOf} from '../lib/cells.js';
import {asciiOf} from './ascii-glyphs.js';
import {atDepth} from './color-depth.js';
import {INVERSE, PLAIN, STRIKE, type Style, sameStyle, UNDERLINE, withSgr} from './style.js';

/** One column of the screen: a character with its marks, or nothing for the right half of a wide one. */
export interface Cell {
  readonly text: string;
  readonly style: Style;
}

/** A line of a frame as cells; blanks at its end are left out. Equal sources are equal rows. */
export interface Row {
  readonly source: string;
  readonly cells: readonly Cell[];
}

export interface RowOptions {
  readonly columns: number;
  readonly capabilities: Pick<Capabilities, 'color' | 'unicode' | 'links'>;
}

export const BLANK: Cell = {text: ' ', style: PLAIN};
export const EMPTY_ROW: Row = {source: '', cells: []};

const SHOWS_ON_BLANK = UNDERLINE | INVERSE | STRIKE;
const ESCAPE =
  /\u001b\[([\d;:]*)m|\u001b\]8;[^;]*;([^\u0007\u001b]*)(?:\u0007|\u001b\\)|\u001b(?:\[[0-?]*[ -/]*[@-~])?/y;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const MARKS_CAP = 12;

interface Drawing {
  readonly cells: Cell[];
  readonly options: RowOptions;
  /** As the line's escapes say. */
  said: Style;
  /** As this terminal can draw it. */
  drawn: Style;
  /** That of the last character, also where a blank keeps none. */
  last: Style;
}

/**
 * Reads a line with SGR and links into cells, cut at the screen's edge. Nothing else gets through: other sequences are
 * dropped and control or format characters become `?`, whoever let them in.
 */
export function frameRow(source: string, options: RowOptions): Row {
  const drawing: Drawing = {cells: [], options, said: PLAIN, drawn: PLAIN, last: PLAIN};
  for (let at = 0; at < source.length && drawing.cells.length <= options.columns; ) {
    const codePoint = source.codePointAt(at) ?? 0;
    if (codePoint === 0x1b) {
      at += readEscape(drawing, source, at);
      continue;
    }
    drawCodePoint(drawing, codePoint);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return {source, cells: withoutTrailingBlanks(clipped(drawing.cells, options.columns))};
}

/** Letter colours do not show on a blank, so blanks that look alike are alike. */
export function isBlankOn(cell: Cell, background: number): boolean {
  const {flags, link} = cell.style;
  return cell.text === ' ' && link === '' && (flags & SHOWS_ON_BLANK) === 0 && cell.style.background === background;
}

export function sameCell(a: Cell, b: Cell): boolean {
  return a === b || (a.text === b.text && sameStyle(a.style, b.style));
}

function readEscape(drawing: Drawing, source: string, at: number): number {
  ESCAPE.lastIndex = at;
  const [whole = '\u001b', sgr, link] = ESCAPE.exec(source) ?? [];
  if (sgr !== undefined) drawing.said = withSgr(drawing.said, sgr);
  if (link !== undefined) drawing.said = {...drawing.said, link: drawing.options.capabilities.links ? link : ''};
  if (sgr !== undefined || link !== undefined)
    drawing.drawn = atDepth(drawing.said, drawing.options.capabilities.color);
  return whole.length;
}

function drawCodePoint(drawing: Drawing, codePoint: number): void {
  const char = safeChar(codePoint, drawing.options.capabilities.unicode);
  const width = char.length > 1 && !drawing.options.capabilities.unicode ? 1 : cellsOf(char.codePointAt(0) ?? 0);
  if (char === '') return;
  if (width === 0) {
    addMark(drawing, char);
    return;
  }
  drawing.last = drawing.drawn;
  // Without Unicode a wide character is two question marks, each its own cell.
  for (const text of drawing.options.capabilities.unicode ? [char] : char)
    drawing.cells.push(cell(text, drawing.drawn));
  if (width === 2) drawing.cells.push({text: '', style: drawing.drawn});
}

function safeChar(codePoint: number, unicode: boolean): string {
  if (codePoint >= 0x20 && codePoint < 0x7f) return String.fromCharCode(codePoint);
  if (codePoint === 0x09) return ' ';
  const char = String.fromCodePoint(codePoint);
  if (UNSAFE.test(char)) return '?';
  return unicode ? char : asciiOf(char);
}

function addMark({cells, last}: Drawing, char: string): void {
  const at = cells.at(-1)?.text === '' ? cells.length - 2 : cells.length - 1;
  const base = cells[at];
  if (base === undefined || base.text.length > MARKS_CAP) return;
  cells[at] = {text: base.text + char, style: last};
}

function cell(text: string, style: Style): Cell {
  if (text !== ' ' || style.link !== '' || (style.flags & SHOWS_ON_BLANK) !== 0) return {text, style};
  return style.background === PLAIN.background ? BLANK : {text, style: {...PLAIN, background: style.background}};
}

/** A wide character that would stick out is left out. */
function clipped(cells: Cell[], columns: number): Cell[] {
  if (cells.length <= columns) return cells;
  const outside = cells[columns];
  cells.length = columns;
  if (outside?.text === '') cells[columns - 1] = BLANK;
  return cells;
}

function withoutTrailingBlanks(cells: Cell[]): Cell[] {
  while (cells.length > 0 && cells.at(-1) === BLANK) cells.pop();
  return cells;
}
