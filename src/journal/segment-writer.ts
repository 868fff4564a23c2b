import {dirname} from 'node:path';
import {type Files, isDiskFull, removeIfThere, syncFolder} from '../lib/node/files.js';
import {encodeHeader, encodeSnapshot, FORMAT, type SegmentCut} from './codec.js';
import type {Reserve} from './reserve.js';
import {segmentPath} from './segment.js';
import {appendDurably, createSegment, type OpenSegment} from './segment-file.js';

/** Writes lines to the newest segment so that they survive a crash, or not at all. One call at a time. */
export interface SegmentWriter {
  /** The segment that is written to; none until the first write of a new journal, or after a failed sync. */
  readonly current: {readonly path: string; readonly bytes: number} | undefined;
  /** `first` is the lowest own number that the lines may hold. */
  write(lines: Buffer, first: number): Promise<void>;
  /** Makes a new segment that begins with the snapshot; the old one stays in use when that fails. */
  rotate(snapshot: {readonly seq: number; readonly value: unknown}, first: number): Promise<void>;
  close(): Promise<void>;
}

export interface SegmentWriterOptions {
  readonly folder: string;
  readonly origin: string;
  readonly files: Files;
  readonly reserve: Reserve;
  /** What a full disk gets the reserve for; 'facts' unless said otherwise. */
  readonly reserveFor?: ReserveUse | undefined;
  readonly now: () => number;
  /** The highest segment number in use; 0 when there is none. */
  readonly highest: number;
  readonly open?: OpenSegment;
}

/** Facts that are still recorded, or a new file that lets older ones go. */
export type ReserveUse = 'facts' | 'rotation';

interface Writing extends Omit<SegmentWriterOptions, 'open' | 'highest'> {
  current: OpenSegment | undefined;
  highest: number;
  /** What the next segment must say about earlier ones. */
  cuts: readonly SegmentCut[];
}

interface Content {
  readonly first: number;
  readonly snapshot?: Buffer;
  readonly lines?: Buffer;
}

export function segmentWriter(options: SegmentWriterOptions): SegmentWriter {
  const writing: Writing = {...options, current: options.open, cuts: []};
  const reserved = (use: ReserveUse, task: () => Promise<void>) =>
    use === (options.reserveFor ?? 'facts') ? withReserve(options.reserve, task) : task();
  return {
    get current() {
      return writing.current === undefined ? undefined : {path: writing.current.ref.path, bytes: writing.current.end};
    },
    write: (lines, first) => reserved('facts', () => write(writing, {first, lines})),
    rotate: (snapshot, first) =>
      reserved('rotation', () =>
        start(writing, {first, snapshot: encodeSnapshot({seq: snapshot.seq, snapshot: snapshot.value})}),
      ),
    async close() {
      await writing.current?.file.close();
      writing.current = undefined;
    },
  };
}

/** A full disk gets the reserve, and the task a second try. */
async function withReserve(reserve: Reserve, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!isDiskFull(error) || !(await reserve.giveUp())) throw error;
    await task();
  }
}

async function write(writing: Writing, content: Content & {readonly lines: Buffer}): Promise<void> {
  const segment = writing.current;
  if (segment !== undefined) {
    if ((await appendDurably(segment, content.lines)) === 'done') {
      writing.current = {...segment, end: segment.end + content.lines.length};
      return;
    }
    await giveUp(writing, segment);
  }
  await start(writing, content);
}

/** Leaves a file that cannot be relied on: the next segment says how much of it counts, even when it cannot be cut. */
async function giveUp(writing: Writing, segment: OpenSegment): Promise<void> {
  writing.current = undefined;
  writing.cuts = [...writing.cuts, {segment: segment.ref.number, bytes: segment.end}];
  await segment.file.truncate(segment.end).catch(() => undefined);
  await segment.file.close().catch(() => undefined);
}

async function start(writing: Writing, content: Content): Promise<void> {
  const number = writing.highest + 1;
  const ref = {number, path: segmentPath(writing.folder, number)};
  const bytes = Buffer.concat([
    headerOf(writing, content),
    content.snapshot ?? Buffer.alloc(0),
    content.lines ?? Buffer.alloc(0),
  ]);
  const made = await createSegment(ref, bytes, writing.files);
  writing.highest = number;
  await writing.current?.file.close().catch(() => undefined);
  writing.current = undefined;
  try {
    await syncFolder(dirname(ref.path), writing.files);
  } catch (error) {
    writing.cuts = [...writing.cuts, {segment: number, bytes: 0}];
    await made.file.close().catch(() => undefined);
    await removeIfThere(ref.path, writing.files).catch(() => undefined);
    throw error;
  }
  writing.current = made;
  writing.cuts = [];
}

function headerOf(writing: Writing, content: Content): Buffer {
  return encodeHeader({
    format: FORMAT,
    origin: writing.origin,
    segment: writing.highest + 1,
    first: content.first,
    at: new Date(writing.now()).toISOString(),
    ...(content.snapshot === undefined ? {} : {snapshot: content.snapshot.length}),
    ...(writing.cuts.length === 0 ? {} : {cuts: writing.cuts}),
  });
}
