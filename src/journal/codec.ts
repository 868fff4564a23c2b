import type {Fact} from '../core/shift/fact.js';
import {crc32} from '../lib/node/crc32.js';

/** What a segment begins with. */
export interface SegmentHeader {
  /** Version of the segment's layout. */
  readonly format: number;
  readonly origin: string;
  readonly segment: number;
  /** The lowest own `seq` that may stand in it. */
  readonly first: number;
  /** When it was made: ISO 8601, UTC. */
  readonly at: string;
  /** Length in bytes of the snapshot that is the second line, its newline included; none when there is no snapshot. */
  readonly snapshot?: number;
  /** Earlier segments of which only so many bytes count: what came after could not be synced and was written anew here. */
  readonly cuts?: readonly SegmentCut[];
}

export interface SegmentCut {
  readonly segment: number;
  readonly bytes: number;
}

/** A segment's second line, where there is one: what all facts up to and with `seq` add up to. */
export interface SnapshotLine {
  readonly seq: number;
  readonly snapshot: unknown;
}

/** The layout this version writes. */
export const FORMAT = 1;

const MAGIC = 'watchkeeper-journal';
const TAIL_BYTES = ',"crc":"00000000"}'.length;
const TAIL_START = Buffer.from(',"crc":"');
const TAIL_END = Buffer.from('"}');
const [CLOSE, COMMA, SPACE] = [0x7d, 0x2c, 0x20];

/** The fact as one line with its newline; the CRC-32 of all bytes before the last key is that key's value. */
export function encodeFact(fact: Fact): Buffer {
  const {v, seq, origin, at, by, type, ...body} = fact;
  return seal({v, seq, origin, at, by, type, ...body});
}

export function encodeHeader(header: SegmentHeader): Buffer {
  return seal({journal: MAGIC, ...header});
}

export function encodeSnapshot(line: SnapshotLine): Buffer {
  return seal({seq: line.seq, snapshot: line.snapshot ?? null});
}

function seal(value: Readonly<Record<string, unknown>>): Buffer {
  const body = JSON.stringify(value).slice(0, -1);
  const bytes = Buffer.from(body);
  return Buffer.concat([bytes, Buffer.from(`,"crc":"${crc32(bytes).toString(16).padStart(8, '0')}"}\n`)]);
}

/** Where a line begins and ends in a buffer, its newline left out. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The value of a line, its newline and its checksum left out; undefined when the line is not whole. `ascii` says that the
 * buffer holds no other bytes, which makes it a good deal faster.
 */
export function decodeLine(buffer: Buffer, range: LineRange & {readonly ascii: boolean}): unknown {
  if (!isWhole(buffer, range)) return undefined;
  const bodyEnd = range.end - TAIL_BYTES;
  try {
    return JSON.parse(`${buffer.toString(encodingOf(range), range.start, bodyEnd)}}`);
  } catch {
    return undefined;
  }
}

/** Whether a line's bytes are those that were written: its checksum says so. */
export function isWhole(buffer: Buffer, {start, end}: LineRange): boolean {
  const bodyEnd = end - TAIL_BYTES;
  if (bodyEnd <= start || !isSealed(buffer, bodyEnd)) return false;
  // A plain view: one that is a Buffer takes as long to make as the checksum.
  const body = new Uint8Array(buffer.buffer, buffer.byteOffset + start, bodyEnd - start);
  return crc32(body) === readHex(buffer, bodyEnd + TAIL_START.length);
}

/**
 * The values of whole lines that follow each other, as {@link decodeLine} has them: read as one list, which is quicker.
 * `room` serves for one call after the other, since to write to fresh memory takes as long as to read the lines.
 */
export function decodeLines(
  buffer: Buffer,
  lines: readonly LineRange[],
  {ascii, room}: {readonly ascii: boolean; readonly room: Room},
): readonly unknown[] {
  return asList(buffer, lines, {ascii, room}) ?? lines.map(line => decodeLine(buffer, {...line, ascii}));
}

export interface Room {
  bytes: Buffer;
}

const [LIST, LIST_END] = [0x5b, 0x5d];

/** Undefined when they are no list of as many values: then something else than lines of ours has the right checksum. */
function asList(
  buffer: Buffer,
  lines: readonly LineRange[],
  {ascii, room}: {readonly ascii: boolean; readonly room: Room},
): readonly unknown[] | undefined {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const end = last.end - first.start + 1;
  if (room.bytes.length <= end) room.bytes = Buffer.allocUnsafe(end + 1);
  const list = room.bytes;
  list[0] = LIST;
  buffer.copy(list, 1, first.start, last.end);
  for (const line of lines) blankTail(list, line.end - first.start + 1);
  list[end] = LIST_END;
  try {
    const values: unknown = JSON.parse(list.toString(encodingOf({ascii}), 0, end + 1));
    return Array.isArray(values) && values.length === lines.length ? values : undefined;
  } catch {
    return undefined;
  }
}

/** In the place of the checksum stands the end of the object, and in that of the newline a comma. */
function blankTail(list: Buffer, end: number): void {
  list[end - TAIL_BYTES] = CLOSE;
  for (let index = end - TAIL_BYTES + 1; index < end; index++) list[index] = SPACE;
  list[end] = COMMA;
}

function encodingOf({ascii}: {readonly ascii: boolean}): 'latin1' | 'utf8' {
  return ascii ? 'latin1' : 'utf8';
}

function isSealed(buffer: Buffer, at: number): boolean {
  for (let index = 0; index < TAIL_START.length; index++) if (buffer[at + index] !== TAIL_START[index]) return false;
  return buffer[at + TAIL_BYTES - 2] === TAIL_END[0] && buffer[at + TAIL_BYTES - 1] === TAIL_END[1];
}

/** Eight lower-case hex digits; -1 when they are not. */
function readHex(buffer: Buffer, at: number): number {
  let value = 0;
  for (let index = at; index < at + 8; index++) {
    const digit = hexDigit(buffer[index] ?? 0);
    if (digit === -1) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;
}

/** Narrows a decoded line to a fact; its body was checked by whoever recorded it, and its bytes by the checksum. */
export function isFactLine(value: unknown): value is Fact {
  return (
    typeof value === 'object' &&
    value !== null &&
    'seq' in value &&
    typeof value.seq === 'number' &&
    'type' in value &&
    typeof value.type === 'string' &&
    'v' in value &&
    typeof value.v === 'number' &&
    'origin' in value &&
    typeof value.origin === 'string'
  );
}

export function isHeaderLine(value: unknown): value is SegmentHeader {
  return (
    typeof value === 'object' &&
    value !== null &&
    'journal' in value &&
    value.journal === MAGIC &&
    'format' in value &&
    typeof value.format === 'number' &&
    'origin' in value &&
    typeof value.origin === 'string' &&
    'first' in value &&
    typeof value.first === 'number'
  );
}

export function isSnapshotLine(value: unknown): value is SnapshotLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'snapshot' in value &&
    'seq' in value &&
    typeof value.seq === 'number' &&
    !('type' in value)
  );
}
