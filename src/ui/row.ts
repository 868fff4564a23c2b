import {cells, cut, pad} from '../lib/cells.js';
import type {Paint, Tone} from './theme.js';

/** A piece of a line. Without `width` it takes what it needs. */
export interface Part {
  readonly text: string;
  readonly tone?: Tone;
  /** Exactly this many cells: cut or padded. */
  readonly width?: number;
  readonly align?: 'left' | 'right';
  /** Which end is cut: `start` keeps the identifying end of a host name. */
  readonly cut?: 'end' | 'start' | 'middle';
  /** Already painted (a link): its cells as given by `width`, never cut. */
  readonly painted?: string;
}

/** A line of parts, cut at `width` cells; what does not fit at all is left out. */
export function line(paint: Paint, parts: readonly Part[], width: number): string {
  let room = width;
  let out = '';
  for (const given of parts) {
    if (room <= 0) break;
    const part = flat(given);
    const sized = size(part, room);
    out +=
      part.painted !== undefined && part.width !== undefined && part.width <= room
        ? part.painted
        : paint(part.tone ?? 'plain', sized);
    room -= cells(sized);
  }
  return out;
}

/** Left parts at the left, right parts at the right edge, the left ones cut where they would meet. */
export function spread(
  paint: Paint,
  given: {readonly left: readonly Part[]; readonly right: readonly Part[]},
  width: number,
): string {
  const sides = {left: given.left.map(flat), right: given.right.map(flat)};
  const right = sides.right.reduce((sum, part) => sum + (part.width ?? cells(part.text)), 0);
  const room = Math.max(0, width - right - 1);
  const left = sides.left.reduce((sum, part) => sum + (part.width ?? cells(part.text)), 0);
  const gap = Math.max(1, width - right - Math.min(left, room));
  return (
    line(paint, sides.left, room) + line(paint, [{text: ' '.repeat(gap)}, ...sides.right], Math.min(width, right + gap))
  );
}

/** Text in lines of at most `width` cells, broken at spaces where there are any; what is indented stays so. */
export function wrap(text: string, width: number): string[] {
  return width < 1 ? [] : text.split('\n').flatMap(given => wrapLine(given, width));
}

function wrapLine(given: string, width: number): string[] {
  const indent = ' '.repeat(Math.min(/^ */.exec(given)?.[0].length ?? 0, Math.floor(width / 3)));
  return wrapWords(given.trimStart(), width - indent.length).map(part => indent + part);
}

function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (cells(joined) <= width) {
      current = joined;
      continue;
    }
    if (current !== '') lines.push(current);
    current = breakWord(word, width, lines);
  }
  return [...lines, current];
}

/** Puts whole lines of a word too long for one line into `lines`, and gives its rest. */
function breakWord(word: string, width: number, lines: string[]): string {
  let rest = word;
  while (cells(rest) > width) {
    const head = cut(rest, width + 1).slice(0, -1);
    const taken = head === '' ? rest.slice(0, 1) : head;
    lines.push(taken);
    rest = rest.slice(taken.length);
  }
  return rest;
}

/** A fact of another journal or of a script may say anything: a line end in it would push all rows below out of place. */
export function oneRow(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', '␊') : text;
}

function flat(part: Part): Part {
  const text = oneRow(part.text);
  return text === part.text ? part : {...part, text};
}

function size(part: Part, room: number): string {
  const width = Math.min(part.width ?? cells(part.text), room);
  const short = cut(part.text, width, part.cut ?? 'end');
  return part.width === undefined ? short : pad(short, width, part.align === 'right' ? 'start' : 'end');
}
