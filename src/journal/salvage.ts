import {isAscii} from 'node:buffer';
import {JournalError} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import {decodeLine, FORMAT, isFactLine, isHeaderLine, isSnapshotLine, type SegmentHeader} from './codec.js';
import {type Scan, scanSegment} from './scan.js';
import type {SegmentRef} from './segment.js';

/** What could be had of a segment, and what could not. */
export interface Salvage {
  /** None when its first line is not whole. */
  readonly header?: SegmentHeader;
  /** In the order of the file. */
  readonly facts: readonly Fact[];
  readonly gap?: Gap;
}

/** Something of the journal that cannot be read: what it is, and what to do about it, each a sentence without its end. */
export interface Gap {
  readonly what: string;
  readonly next: string;
}

export interface SegmentBytes {
  readonly buffer: Buffer;
  /** How many of them count. */
  readonly limit: number;
  /** The newest segment may end in a line that is being written just now. */
  readonly isNewest: boolean;
}

const UPDATE = 'Update this wk to read it; nothing was changed';
const KEEP = 'Nothing was changed: keep a copy of it, and make sure that nothing else writes there';
const NEWLINE = 0x0a;
/** So many line numbers are told one by one. */
const TELL = 3;

/** Reads every line of a segment whose checksum is right, whatever became of those around it. Never throws. */
export function salvageSegment(ref: SegmentRef, bytes: SegmentBytes): Salvage {
  const scan = scanned(ref, bytes);
  if (scan === undefined) return lineByLine(ref, bytes);
  const {header, facts, end, newer} = scan;
  const found = {facts, ...(header === undefined ? {} : {header})};
  if (newer) return {...found, gap: newerLayout(ref, header?.format)};
  const isWhole = bytes.isNewest || (header !== undefined && end >= bytes.limit);
  return isWhole ? found : {...found, gap: {what: `${ref.path} is cut off within a line`, next: KEEP}};
}

/** A file that another process could not open for us. */
export function unreadableSegment(ref: SegmentRef, error: unknown): Salvage {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    facts: [],
    gap: {what: `${ref.path} cannot be read: ${reason}`, next: 'Make the file readable for you, and look at its disk'},
  };
}

function newerLayout(ref: SegmentRef, format: number | undefined): Gap {
  return {
    what: `${ref.path} was written by a newer wk, in a layout that this one does not know (${format}; it knows up to ${FORMAT})`,
    next: UPDATE,
  };
}

/** Undefined when something in it is damaged. */
function scanned(ref: SegmentRef, {buffer, limit}: SegmentBytes): Scan | undefined {
  try {
    return scanSegment(ref, buffer, limit);
  } catch (error) {
    if (error instanceof JournalError) return undefined;
    throw error;
  }
}

interface Lines {
  header: SegmentHeader | undefined;
  readonly facts: Fact[];
  readonly damaged: number[];
  readonly repeated: number[];
  /** The highest number of the journal's own facts so far. */
  last: number;
}

function lineByLine(ref: SegmentRef, {buffer, limit, isNewest}: SegmentBytes): Salvage {
  const found: Lines = {header: undefined, facts: [], damaged: [], repeated: [], last: 0};
  const ascii = isAscii(buffer);
  const size = Math.min(limit, buffer.length);
  let line = 1;
  for (let start = 0; start < size; line++) {
    const newline = buffer.indexOf(NEWLINE, start);
    const end = newline === -1 || newline >= size ? size : newline;
    const isTorn = isNewest && end + 1 >= size;
    take(found, {line, value: decodeLine(buffer, {start, end, ascii}), isTorn});
    start = end + 1;
  }
  const {header, facts} = found;
  return {facts, gap: describe(ref, found), ...(header === undefined ? {} : {header})};
}

function take(
  found: Lines,
  {line, value, isTorn}: {readonly line: number; readonly value: unknown; readonly isTorn: boolean},
): void {
  if (isFactLine(value)) {
    const isOwn = found.header === undefined || value.origin === found.header.origin;
    if (isOwn && value.seq <= found.last) found.repeated.push(line);
    if (isOwn) found.last = Math.max(found.last, value.seq);
    found.facts.push(value);
  } else if (line === 1 && isHeaderLine(value)) found.header = value;
  else if (!isSnapshotLine(value) && !isTorn) found.damaged.push(line);
}

function describe(ref: SegmentRef, {damaged, repeated}: Lines): Gap {
  const said = [
    ...(damaged.length === 0 ? [] : [`${numbers(damaged)} of ${ref.path} ${isOrAre(damaged)} damaged`]),
    ...(repeated.length === 0
      ? []
      : [`${numbers(repeated)} of ${ref.path} ${isOrAre(repeated)} out of order: two writers?`]),
  ];
  return {what: said.length === 0 ? `${ref.path} is damaged` : said.join(', and '), next: KEEP};
}

function isOrAre({length}: readonly number[]): string {
  return length === 1 ? 'is' : 'are';
}

function numbers(lines: readonly number[]): string {
  const shown = lines.slice(0, TELL).join(', ');
  const rest = lines.length - TELL;
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}
