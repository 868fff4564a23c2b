import type {OutputLine} from '../core/runbook/run.js';
import {cells} from '../lib/cells.js';
import {createTextFilter} from '../lib/text-filter.js';

/** UTF-16 units of one line that are shown. */
const LINE_CAP = 4_000;
/** Bytes without a line end after which the rest of the line is only counted. */
const RAW_CAP = 64 * 1024;
/** Lines kept of one batch. */
const BATCH_CAP = 1_000;
/** Colours set since the last reset; more are never drawn apart. */
const PEN_CAP = 8;

const TAB = 8;
const PIECES = /[^\r\n\t\u001b]+|\u001b\[[\d;:]*m|[\r\n\t]/g;

/** Output as lines to show: bytes in, batches of new and changed lines out. */
export interface OutputLines {
  push(chunk: Uint8Array): void;
  /** Goes over bytes that nobody looked at. */
  skip(over: Skipped): void;
  /** No more will come. */
  end(): void;
  /** What is new since the last call, oldest first; of an unfinished line its newest state. */
  take(): readonly OutputLine[];
}

export interface Skipped {
  readonly bytes: number;
  readonly lineEnds: number;
  /** The last byte ended a line. */
  readonly whole: boolean;
}

interface Line {
  index: number;
  text: string;
  /** Units that no longer fit. */
  cut: number;
  returned: boolean;
  changed: boolean;
}

/** Filters, overwrites at `\r`, expands tabs, and bounds the length of lines and batches. */
export function outputLines(): OutputLines {
  const lines: OutputLine[] = [];
  let filter = newFilter();
  let pen: string[] = [];
  let raw = 0;
  const line: Line = {index: 0, text: '', cut: 0, returned: false, changed: false};

  const begin = (index: number) => Object.assign(line, {index, text: '', cut: 0, returned: false, changed: false});
  const finish = () => {
    lines.push(shown(line, pen));
    begin(line.index + 1);
  };
  const add = (text: string) => {
    if (line.returned) begin(line.index);
    if (line.text === '') line.text = penText(pen);
    const room = Math.max(0, LINE_CAP - line.text.length);
    line.text += text.slice(0, room);
    line.cut += Math.max(0, text.length - room);
    line.changed = true;
  };
  const dip = (sgr: string) => {
    pen = nextPen(pen, sgr.slice(2, -1));
    if (line.text === '' || line.text.length >= LINE_CAP) return;
    line.text += sgr;
    line.changed = true;
  };
  const piece = (text: string) => {
    if (text === '\n') finish();
    else if (text === '\r') line.returned = true;
    else if (text === '\t') add(' '.repeat(TAB - (widthOf(line) % TAB)));
    else if (text.startsWith('\u001b')) dip(text);
    else add(text);
  };
  const feed = (text: string) => text.match(PIECES)?.forEach(piece);

  return {
    push(chunk) {
      const from = raw > RAW_CAP ? firstBreak(chunk) : 0;
      if (from > 0) cutRaw(line, from);
      const rest = chunk.subarray(from);
      feed(filter.push(rest));
      const last = lastBreak(rest);
      raw = last === -1 ? raw + chunk.length : rest.length - last;
    },
    skip({lineEnds, bytes, whole}) {
      feed(filter.end());
      filter = newFilter();
      pen = [];
      raw = 0;
      if (lineEnds === 0) return cutRaw(line, bytes);
      const {first, next} = gapAfter(line, lineEnds);
      if (first > line.index) finish();
      if (next > first) lines.push({index: first, text: '', leftOut: next - first});
      begin(next);
      if (!whole) add('… ');
    },
    end: () => feed(filter.end()),
    take() {
      if (line.changed) lines.push(shown(line, pen));
      line.changed = false;
      return bounded(lines.splice(0));
    },
  };
}

/** The lines that are left out: from `first` up to `next`, the line that begins after them. */
function gapAfter(line: Line, lineEnds: number): {readonly first: number; readonly next: number} {
  const fresh = line.text === '' && !line.changed;
  return {first: line.index + (fresh ? 0 : 1), next: line.index + lineEnds};
}

const newFilter = () => createTextFilter({sgr: 'keep', keepReturn: true, keepTab: true});

function cutRaw(line: Line, bytes: number): void {
  line.cut += bytes;
  line.changed = true;
}

function shown(line: Line, pen: readonly string[]): OutputLine {
  const reset = pen.length > 0 && line.text !== '' ? '\u001b[0m' : '';
  const cut = line.cut > 0 ? ` … ${line.cut} more characters in the file` : '';
  return {index: line.index, text: `${line.text}${reset}${cut}`};
}

function penText(pen: readonly string[]): string {
  return pen.map(params => `\u001b[${params}m`).join('');
}

function nextPen(pen: readonly string[], params: string): string[] {
  if (/^0*$/.test(params)) return [];
  return /^0*;/.test(params) ? [params] : [...pen.filter(one => one !== params), params].slice(-PEN_CAP);
}

function widthOf(line: Line): number {
  return line.returned ? 0 : cells(line.text.replaceAll(/\u001b\[[\d;:]*m/g, ''));
}

/** Where the next `\n` or `\r` is; the length where there is none. */
function firstBreak(chunk: Uint8Array): number {
  const ends = [chunk.indexOf(0x0a), chunk.indexOf(0x0d)].filter(at => at !== -1);
  return Math.min(chunk.length, ...ends);
}

function lastBreak(chunk: Uint8Array): number {
  return Math.max(chunk.lastIndexOf(0x0a), chunk.lastIndexOf(0x0d));
}

/** A batch of at most `BATCH_CAP`: its middle becomes one entry that says how much is left out. */
function bounded(lines: readonly OutputLine[]): readonly OutputLine[] {
  if (lines.length <= BATCH_CAP) return lines;
  const head = lines.slice(0, BATCH_CAP / 4);
  const tail = lines.slice(lines.length - (BATCH_CAP * 3) / 4);
  const from = (head.at(-1)?.index ?? -1) + 1;
  return [...head, {index: from, text: '', leftOut: (tail[0]?.index ?? from) - from}, ...tail];
}
