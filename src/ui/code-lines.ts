import {cells, headOf} from '../lib/cells.js';

/** One line of code on the screen; `goesOn` where it goes on with a line that was too long. */
export interface CodeLine {
  readonly text: string;
  readonly goesOn: boolean;
}

const TAB = 4;

/**
 * Code in lines of at most `width` cells: nothing of it is left out, indentation included. Where a line goes on, two
 * cells are kept for the mark that says so.
 */
export function codeLines(text: string, width: number): readonly CodeLine[] {
  return text.split('\n').flatMap(line => broken(spaced(line), Math.max(8, width)));
}

/** Tabs as the spaces that a terminal would make of them. */
function spaced(line: string): string {
  return line.split('\t').reduce((out, part) => out + ' '.repeat(TAB - (cells(out) % TAB)) + part);
}

function broken(line: string, width: number): readonly CodeLine[] {
  const lines: CodeLine[] = [];
  let rest = line;
  while (cells(rest) > room(lines, width)) {
    const taken = pieceOf(rest, room(lines, width));
    lines.push({text: taken, goesOn: lines.length > 0});
    rest = rest.slice(taken.length);
  }
  return [...lines, {text: rest, goesOn: lines.length > 0}];
}

function room(before: readonly CodeLine[], width: number): number {
  return before.length === 0 ? width : width - 2;
}

/** Up to a blank in the second half of what fits, else as much as fits. */
function pieceOf(text: string, width: number): string {
  const fits = headOf(text, width) || text.slice(0, 1);
  const blank = fits.lastIndexOf(' ') + 1;
  return blank > fits.length / 2 ? fits.slice(0, blank) : fits;
}
