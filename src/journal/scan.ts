import {isAscii} from 'node:buffer';
import {open} from 'node:fs/promises';
import {JournalError} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import {errorCode} from '../lib/node/files.js';
import {
  decodeLine,
  decodeLines,
  FORMAT,
  isFactLine,
  isHeaderLine,
  isSnapshotLine,
  isWhole,
  type LineRange,
  type Room,
  type SegmentHeader,
} from './codec.js';
import type {SegmentRef} from './segment.js';

/** What stands in a segment. */
export interface Scan {
  /** None when the file ends before its first line does. */
  readonly header?: SegmentHeader;
  readonly snapshot?: {readonly seq: number; readonly value: unknown};
  /** It should begin with a snapshot, but that line is damaged. */
  readonly snapshotDamaged: boolean;
  readonly facts: readonly Fact[];
  /** Where the last whole line ends; bytes after it are a torn line. */
  readonly end: number;
  /** Written by a newer version in a layout unknown here: nothing of it was read. */
  readonly newer: boolean;
}

/** The first line of a segment; undefined when it is not whole or the file is gone. */
export async function readSegmentHeader(ref: SegmentRef): Promise<SegmentHeader | undefined> {
  try {
    const file = await open(ref.path, 'r');
    try {
      const {buffer, bytesRead} = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
      return readHeader({ref, buffer, size: bytesRead, ascii: false})?.header;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof JournalError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

interface Place {
  readonly ref: SegmentRef;
  readonly buffer: Buffer;
  /** Bytes that count. */
  readonly size: number;
  readonly ascii: boolean;
}

const NEWLINE = 0x0a;
/** More than any header is long. */
const HEADER_BYTES = 64 * 1024;

/** Reads a segment's bytes. Rejects a damaged line unless it is the last one: that one was torn by a crash. */
export function scanSegment(ref: SegmentRef, buffer: Buffer, limit = buffer.length): Scan {
  const place: Place = {ref, buffer, size: Math.min(limit, buffer.length), ascii: isAscii(buffer)};
  const first = readHeader(place);
  if (first === undefined) return {facts: [], end: 0, snapshotDamaged: false, newer: false};
  const {header} = first;
  if (header.format > FORMAT) return {header, facts: [], end: place.size, snapshotDamaged: false, newer: true};
  const snapshot = readSnapshot(place, header, first.end);
  const start = first.end + (header.snapshot ?? 0);
  const {facts, end} = readFactLines(place, header, {start, line: header.snapshot === undefined ? 2 : 3});
  return {
    header,
    ...(snapshot === undefined ? {} : {snapshot}),
    snapshotDamaged: header.snapshot !== undefined && snapshot === undefined,
    facts,
    end,
    newer: false,
  };
}

function readHeader(place: Place): {readonly header: SegmentHeader; readonly end: number} | undefined {
  const newline = place.buffer.indexOf(NEWLINE);
  const end = newline === -1 || newline >= place.size ? -1 : newline;
  const value = end === -1 ? undefined : decodeLine(place.buffer, {start: 0, end, ascii: place.ascii});
  if (isHeaderLine(value)) return {header: value, end: end + 1};
  if (end === -1 || end + 1 === place.size) return undefined;
  throw damaged(place.ref, 1);
}

function readSnapshot(place: Place, header: SegmentHeader, start: number): Scan['snapshot'] {
  if (header.snapshot === undefined) return undefined;
  const end = start + header.snapshot - 1;
  if (end >= place.size || place.buffer[end] !== NEWLINE) return undefined;
  const value = decodeLine(place.buffer, {start, end, ascii: place.ascii});
  return isSnapshotLine(value) ? {seq: value.seq, value: value.snapshot} : undefined;
}

/** Lines that are read at once: few enough for a text that V8 does not have to find a place of its own for. */
const BATCH = 128;

function readFactLines(
  place: Place,
  header: SegmentHeader,
  from: {readonly start: number; readonly line: number},
): {readonly facts: Fact[]; readonly end: number} {
  const facts: Fact[] = [];
  const checkOrder = orderCheck(header, place.ref);
  const room: Room = {bytes: Buffer.alloc(0)};
  let {start} = from;
  for (let isGoingOn = true; isGoingOn; ) {
    const lines = wholeLines(place, start);
    const read = factsOf(place, lines, room);
    for (const fact of read) {
      checkOrder(fact, from.line + facts.length);
      facts.push(fact);
    }
    const last = lines[read.length - 1];
    if (last !== undefined) start = last.end + 1;
    isGoingOn = read.length === BATCH;
  }
  if (hasMoreAfter(place, start)) throw damaged(place.ref, from.line + facts.length);
  return {facts, end: Math.min(start, place.size)};
}

/** Rejects an own number that is not above all before it. */
function orderCheck({origin}: SegmentHeader, ref: SegmentRef): (fact: Fact, line: number) => void {
  let last = 0;
  return (fact, line) => {
    if (fact.origin !== origin) return;
    if (fact.seq <= last) throw outOfOrder(ref, line);
    last = fact.seq;
  };
}

/** The next lines, up to the first that is not whole. */
function wholeLines({buffer, size}: Place, from: number): readonly LineRange[] {
  const lines: LineRange[] = [];
  let start = from;
  while (start < size && lines.length < BATCH) {
    const end = buffer.indexOf(NEWLINE, start);
    if (end === -1 || end >= size || !isWhole(buffer, {start, end})) break;
    lines.push({start, end});
    start = end + 1;
  }
  return lines;
}

/** The facts of lines, up to the first that is none. */
function factsOf({buffer, ascii}: Place, lines: readonly LineRange[], room: Room): readonly Fact[] {
  const values = decodeLines(buffer, lines, {ascii, room});
  const first = values.findIndex(value => !isFactLine(value));
  return (first === -1 ? values : values.slice(0, first)) as readonly Fact[];
}

/** Whether other lines follow the one that begins here: then it was not torn by a crash. */
function hasMoreAfter({buffer, size}: Place, start: number): boolean {
  const end = buffer.indexOf(NEWLINE, start);
  return end !== -1 && end + 1 < size;
}

function damaged(ref: SegmentRef, line: number): JournalError {
  return new JournalError(
    'corrupt',
    `line ${line} of ${ref.path} is damaged, and it is not the last one: two writers?`,
    {
      hint: `Nothing was changed. Make sure that nothing else writes there, keep a copy, and take the line out to go on without it.`,
    },
  );
}

function outOfOrder(ref: SegmentRef, line: number): JournalError {
  return new JournalError(
    'corrupt',
    `line ${line} of ${ref.path} repeats a number that an earlier line has: two writers?`,
    {
      hint: 'Nothing was changed. Make sure that only one program writes there, and that the folder is not shared between hosts.',
    },
  );
}
