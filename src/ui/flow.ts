import {cells} from '../lib/cells.js';
import {line, type Part, wrap} from './row.js';
import type {Paint} from './theme.js';

interface Room {
  readonly width: number;
  /** Cells before every line but the first. */
  readonly indent?: number;
}

/**
 * Parts in as many lines as they need, broken at spaces and at line ends: nothing of a question is ever cut away, and no
 * line end is left in a line.
 */
export function flow(paint: Paint, parts: readonly Part[], room: Room): readonly string[] {
  const indent: Part = {text: ' '.repeat(room.indent ?? 0)};
  const words = parts.flatMap(part => wordsOf(part, room.width - indent.text.length));
  const lines: (readonly Part[])[] = [];
  for (let rest: readonly Part[] = words; rest.length > 0; ) {
    const before = lines.length === 0 ? [] : [indent];
    const taken = Math.min(fitting(rest, room.width - widthOf(before)), lineEnd(rest));
    lines.push([...before, ...rest.slice(0, taken)]);
    const next = rest.findIndex((word, index) => index >= taken && !isBlank(word));
    rest = next < 0 ? [] : rest.slice(next);
  }
  return lines.map(taken => line(paint, taken, room.width));
}

/** How many words come before the next line end. */
function lineEnd(words: readonly Part[]): number {
  const end = words.findIndex(({text}) => text === '\n');
  return end < 0 ? words.length : end;
}

/** How many words fit a line; the first one always does. */
function fitting(words: readonly Part[], width: number): number {
  let used = 0;
  const over = words.findIndex(word => {
    used += widthOf([word]);
    return used > width && !isBlank(word);
  });
  return over < 0 ? words.length : Math.max(1, over);
}

function isBlank({text, width}: Part): boolean {
  return width === undefined && text.trim() === '';
}

function widthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, {text, width}) => sum + (width ?? cells(text)), 0);
}

/** Words and the spaces between them; a part of fixed width is one word, and one longer than a line is several. */
function wordsOf(part: Part, most: number): readonly Part[] {
  if (part.width !== undefined) return [part];
  return part.text
    .split(/( +|\n)/)
    .filter(text => text !== '')
    .flatMap(text => (text !== '\n' && cells(text) > most ? wrap(text, most) : [text]))
    .map(text => ({...part, text}));
}
