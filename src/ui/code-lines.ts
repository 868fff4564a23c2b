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
  const [first = '', ...parts] = line.split('\t');
  let out = first;
  let column = cells(first);
  for (const part of parts) {
    const gap = TAB - (column % TAB);
    out += ' '.repeat(gap) + part;
    column += gap + cells(part);
  }
  return out;
}

function broken(line: string, width: number): readonly CodeLine[] {
  const lines: CodeLine[] = [];
  let rest = line;
  for (;;) {
    const fits = headOf(rest, room(lines, width));
    // What is left may be a megabyte: it is not measured for each line that is cut off it.
    if (fits.length === rest.length) return [...lines, {text: rest, goesOn: lines.length > 0}];
    const taken = pieceOf(fits || rest.slice(0, 1));
    lines.push({text: taken, goesOn: lines.length > 0});
    rest = rest.slice(taken.length);
  }
}

function room(before: readonly CodeLine[], width: number): number {
  return before.length === 0 ? width : width - 2;
}

/** Up to a blank in the second half of what fits, else all of it. */
function pieceOf(fits: string): string {
  const blank = fits.lastIndexOf(' ') + 1;
  return blank > fits.length / 2 ? fits.slice(0, blank) : fits;
}
