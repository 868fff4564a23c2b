import {JournalError} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import type {Files} from '../lib/node/files.js';
import {isNewer, raise, type Versions} from './raise.js';
import {type Scan, scanSegment} from './scan.js';
import {listSegments, type SegmentRef} from './segment.js';

export interface LoadOptions {
  readonly files: Files;
  readonly versions: Versions;
  /** Says whether this program can read the snapshot; an unreadable one is passed over like a damaged one. */
  readonly accepts?: (snapshot: unknown) => boolean;
}

/** The journal as it stands on disk: the newest usable snapshot and the facts after it. */
export interface Loaded {
  readonly origin?: string;
  readonly snapshot?: unknown;
  readonly facts: readonly Fact[];
  /** The highest own number. */
  readonly seq: number;
  /** The oldest segment that was needed. */
  readonly base?: SegmentRef;
  /** The segment to append to. */
  readonly newest?: {readonly ref: SegmentRef; readonly end: number; readonly size: number};
  /** Newest files that end before their first line does. */
  readonly headless: readonly SegmentRef[];
  readonly highest: number;
  /** What could not be used, in words. */
  readonly notes: readonly string[];
  /** Says what a newer version wrote, when one did. */
  readonly newer?: string;
}

interface Part {
  readonly ref: SegmentRef;
  readonly scan: Scan;
  readonly size: number;
}

/** Reads the newest usable snapshot and every fact after it. Changes nothing on disk. */
export async function loadJournal(folder: string, options: LoadOptions): Promise<Loaded> {
  const refs = await listSegments(folder, options.files);
  const {parts, headless, notes} = await readBack(refs, options);
  const newest = parts.at(-1);
  const base = parts[0];
  const snapshot = base === undefined ? undefined : usableSnapshot(base.scan, options);
  if (base !== undefined) checkComplete(base, snapshot === undefined);
  const {facts, seq} = join(parts, snapshot?.seq ?? 0);
  const {usable, tooNew} = raiseAll(facts, options.versions);
  const newer = describeNewer(parts, tooNew);
  return {
    ...(newest?.scan.header === undefined ? {} : {origin: newest.scan.header.origin}),
    ...(snapshot === undefined ? {} : {snapshot: snapshot.value}),
    facts: usable,
    seq: Math.max(seq, snapshot?.seq ?? 0),
    ...(base === undefined ? {} : {base: base.ref}),
    ...(newest === undefined ? {} : {newest: {ref: newest.ref, end: newest.scan.end, size: newest.size}}),
    headless,
    highest: refs.at(-1)?.number ?? 0,
    notes,
    ...(newer === undefined ? {} : {newer}),
  };
}

interface ReadBack {
  readonly parts: Part[];
  readonly headless: SegmentRef[];
  readonly notes: string[];
  /** By segment, how many of its bytes count. */
  readonly cuts: Map<number, number>;
}

/** The segments that are needed, oldest first: from the newest one back to one with a usable snapshot. */
async function readBack(refs: readonly SegmentRef[], options: LoadOptions): Promise<ReadBack> {
  const read: ReadBack = {parts: [], headless: [], notes: [], cuts: new Map()};
  for (const ref of refs.toReversed()) {
    const limit = read.cuts.get(ref.number);
    if (limit === 0) continue;
    const part = await readPart(ref, options.files, limit);
    if (part.scan.header === undefined) {
      if (read.parts.length > 0) throw headerless(ref);
      read.headless.push(ref);
      continue;
    }
    checkFits(part, read.parts[0], limit);
    take(read, part);
    if (isBase(part.scan, options)) break;
  }
  return read;
}

function take(read: ReadBack, part: Part): void {
  read.parts.unshift(part);
  for (const cut of part.scan.header?.cuts ?? []) {
    read.cuts.set(cut.segment, Math.min(cut.bytes, read.cuts.get(cut.segment) ?? cut.bytes));
  }
  if (part.scan.snapshotDamaged) {
    read.notes.push(`The snapshot in ${part.ref.path} is damaged; its facts were read from the older files.`);
  }
}

async function readPart(ref: SegmentRef, files: Files, limit: number | undefined): Promise<Part> {
  const buffer = await files.readFile(ref.path);
  return {ref, scan: scanSegment(ref, buffer, limit), size: buffer.length};
}

/** A snapshot only stands alone when no own fact between it and its segment is missing. */
function isBase(scan: Scan, options: LoadOptions): boolean {
  const snapshot = usableSnapshot(scan, options);
  return snapshot !== undefined && snapshot.seq + 1 >= (scan.header?.first ?? 1);
}

function usableSnapshot(scan: Scan, options: LoadOptions): Scan['snapshot'] {
  if (scan.snapshot === undefined) return undefined;
  return (options.accepts?.(scan.snapshot.value) ?? true) ? scan.snapshot : undefined;
}

function checkFits(part: Part, next: Part | undefined, limit: number | undefined): void {
  const {header, end} = part.scan;
  if (next === undefined || header === undefined) return;
  if (header.origin !== next.scan.header?.origin) {
    throw new JournalError('corrupt', `${part.ref.path} belongs to another journal than ${next.ref.path}`, {
      hint: 'Nothing was changed. Move the files that do not belong here to another folder.',
    });
  }
  if (end < Math.min(limit ?? part.size, part.size)) {
    throw new JournalError(
      'corrupt',
      `the last line of ${part.ref.path} is torn, and a newer file follows it: two writers?`,
      {
        hint: 'Nothing was changed. Make sure that only one program writes there, keep a copy, and take the torn line out.',
      },
    );
  }
}

function checkComplete(base: Part, fromTheStart: boolean): void {
  if (!fromTheStart || (base.scan.header?.first ?? 1) <= 1) return;
  throw new JournalError('corrupt', `${base.ref.path} has no usable snapshot, and the files before it are gone`, {
    hint: 'Nothing was changed. Put the older files back from a backup, or move the folder aside to begin a new journal.',
  });
}

function headerless(ref: SegmentRef): JournalError {
  return new JournalError('corrupt', `${ref.path} is cut off within its first line, and a newer file follows it`, {
    hint: 'Nothing was changed. Restore that file from a backup, or move the folder aside to begin a new journal.',
  });
}

/** All facts after the snapshot, in order; where a segment wrote facts of an earlier one anew, its own count. */
function join(parts: readonly Part[], after: number): {facts: readonly Fact[]; seq: number} {
  let facts: readonly Fact[] = [];
  let seq = 0;
  for (const {scan} of parts) {
    const origin = scan.header?.origin;
    const first = scan.facts.find(fact => fact.origin === origin)?.seq;
    if (first !== undefined && first <= seq) facts = facts.filter(fact => fact.origin !== origin || fact.seq < first);
    facts = facts.length === 0 ? scan.facts : facts.concat(scan.facts);
    seq = scan.facts.findLast(fact => fact.origin === origin)?.seq ?? seq;
  }
  return {facts: after === 0 ? facts : afterSnapshot(facts, parts[0]?.scan.header?.origin, after), seq};
}

/** Facts of other origins have no place in our numbers; those that stand before the first fact to keep are in the snapshot. */
function afterSnapshot(facts: readonly Fact[], origin: string | undefined, after: number): readonly Fact[] {
  const lastFolded = facts.findLastIndex(fact => fact.origin === origin && fact.seq <= after);
  return facts.slice(lastFolded + 1);
}

interface Raised {
  readonly usable: readonly Fact[];
  /** The first fact in a shape that is unknown here. */
  readonly tooNew: Fact | undefined;
}

function raiseAll(facts: readonly Fact[], versions: Versions): Raised {
  // Nearly always all of them are in today's shape.
  const raised = new Map(Object.entries(versions.today));
  const today = raised.size === 0 ? () => 1 : (fact: Fact) => raised.get(fact.type) ?? 1;
  if (facts.every(fact => fact.v === today(fact))) return {usable: facts, tooNew: undefined};
  const usable: Fact[] = [];
  let tooNew: Fact | undefined;
  for (const fact of facts) {
    if (isNewer(fact, versions)) tooNew ??= fact;
    else usable.push(raise(fact, versions));
  }
  return {usable, tooNew};
}

function describeNewer(parts: readonly Part[], fact: Fact | undefined): string | undefined {
  const part = parts.find(({scan}) => scan.newer);
  if (part !== undefined) return `${part.ref.path} was written by a newer version of watchkeeper`;
  return fact === undefined
    ? undefined
    : `the journal holds "${fact.type}" in version ${fact.v}, written by a newer version of watchkeeper`;
}
