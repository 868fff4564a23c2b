import type {Lines} from '../../core/runbook/document.js';
import {once} from '../once.js';

/** A line of a document. Preparing a document may change what is parsed, never what is shown or where it stands. */
export interface SourceLine {
  /** What the Markdown parser gets. */
  readonly text: string;
  /** As written. */
  readonly shown: string;
  /** Its number in the file, from 1. */
  readonly at: number;
  /** Not in the file: a fence that its author forgot to close is closed by it. */
  readonly added?: boolean;
}

export function sourceLines(text: string): readonly SourceLine[] {
  return text
    .split(text.includes('\r') ? /\r\n|\r|\n/ : '\n')
    .map((line, index) => ({text: line, shown: line, at: index + 1}));
}

/** What the Markdown parser gets of all lines. */
export const markdownOf = once((lines: readonly SourceLine[]) => lines.map(({text}) => text).join('\n'));

/** Indexes into the lines of a document: the first, and the first after. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A span without the blank lines at its ends. */
export function trimSpan(lines: readonly SourceLine[], {from, to}: Span): Span {
  let first = from;
  let last = Math.min(to, lines.length);
  while (first < last && isBlank(lines[first])) first += 1;
  while (last > first && isBlank(lines[last - 1])) last -= 1;
  return {from: first, to: last};
}

/** The text of a span as written. */
export function shownText(lines: readonly SourceLine[], span: Span): string {
  const {from, to} = trimSpan(lines, span);
  return lines
    .slice(from, to)
    .filter(line => line.added !== true)
    .map(line => line.shown)
    .join('\n');
}

/** Where a span stands in the file. An empty one stands where it would begin. */
export function linesOf(lines: readonly SourceLine[], span: Span): Lines {
  const {from, to} = trimSpan(lines, span);
  const first = lines[from]?.at ?? lines.at(-1)?.at ?? 1;
  return [first, Math.max(first, lines[to - 1]?.at ?? first)];
}

function isBlank(line: SourceLine | undefined): boolean {
  return line === undefined || line.shown.trim() === '';
}
