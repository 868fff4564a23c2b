import {join} from 'node:path';
import {type Clock, type Ids, type Journal, JournalError, type Replay} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import {errorCode, type Files, nodeFiles, privateFolder} from '../lib/node/files.js';
import {encodeFact} from './codec.js';
import {type GroupCommit, groupCommit} from './group-commit.js';
import {type Loaded, type LoadOptions, loadJournal} from './load.js';
import {VERSIONS, type Versions} from './raise.js';
import {repair} from './repair.js';
import {openReserve, type Reserve} from './reserve.js';
import {openSegment} from './segment-file.js';
import {type ReserveUse, type SegmentWriter, segmentWriter} from './segment-writer.js';
import {journalError} from './trouble.js';

export interface JournalOptions {
  /** The state folder; made when it is not there. */
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Reads only: takes and repairs nothing, and refuses to append. */
  readonly readOnly?: boolean;
  /** Says whether this program can read a snapshot; one that it cannot read is passed over for the facts before it. */
  readonly accepts?: (snapshot: unknown) => boolean;
  readonly files?: Files;
  readonly versions?: Versions;
  /** How many bytes are set aside for a full disk, and what for; what the journal of a watch needs unless it is said. */
  readonly reserve?: {readonly size: number; readonly use: ReserveUse};
}

export interface JournalHealth {
  /** False when no append can work any more, for the reason in `trouble`. */
  readonly writable: boolean;
  /** Why the last append was refused; gone with the next one that works. */
  readonly trouble?: JournalError;
  /** False while the space set aside for a full disk is used up. */
  readonly reserve: boolean;
  /** The file that is written to, and its length. */
  readonly segment?: {readonly path: string; readonly bytes: number};
}

export interface DiskJournal extends Journal {
  readonly origin: string;
  health(): JournalHealth;
}

interface Opened extends LoadOptions {
  readonly folder: string;
  readonly origin: string;
  readonly group: GroupCommit;
  readonly writer: SegmentWriter;
  readonly reserve: Reserve;
  /** What was read while opening, until it is asked for. */
  unread: Replay | undefined;
  /** Own numbers: the highest durable one, and the highest one handed in. */
  seq: number;
  queued: number;
  trouble: JournalError | undefined;
  /** Set when no append can work any more. */
  shut: JournalError | undefined;
}

/**
 * Opens the journal in the folder, whose lock the caller holds unless it only reads. Rejects with {@link JournalError}
 * when what is there cannot be trusted. A journal that a newer version has written to opens, but refuses to append.
 */
export async function openJournal(options: JournalOptions): Promise<DiskJournal> {
  try {
    return journalOf(await open(options));
  } catch (error) {
    throw journalError(error, options.folder);
  }
}

async function open(options: JournalOptions): Promise<Opened> {
  const files = options.files ?? nodeFiles;
  const {folder, clock} = options;
  const load: LoadOptions = {
    files,
    versions: options.versions ?? VERSIONS,
    ...(options.accepts === undefined ? {} : {accepts: options.accepts}),
  };
  if (options.readOnly !== true) await privateFolder(folder, files);
  const loaded = await loadJournal(folder, load);
  const shut = whyShut(options, loaded);
  const repaired = shut === undefined ? await repair(folder, loaded, files) : undefined;
  const origin = loaded.origin ?? options.ids('j');
  const segment =
    shut !== undefined || loaded.newest === undefined
      ? undefined
      : await openSegment(loaded.newest.ref, loaded.newest.end, files);
  const reserve = openReserve(folder, {
    files,
    clock,
    there: await exists(join(folder, 'reserve'), files),
    size: options.reserve?.size,
  });
  const writer = segmentWriter({
    folder,
    origin,
    files,
    reserve,
    reserveFor: options.reserve?.use,
    now: clock.now,
    highest: loaded.highest,
    ...(segment === undefined ? {} : {open: segment}),
  });
  if (shut === undefined) void reserve.renew();
  const opened: Opened = {
    ...load,
    folder,
    origin,
    writer,
    reserve,
    group: groupCommit(batch => commit(opened, batch)),
    unread: replayOf(origin, loaded, repaired),
    seq: loaded.seq,
    queued: loaded.seq,
    trouble: shut,
    shut,
  };
  return opened;
}

async function exists(path: string, files: Files): Promise<boolean> {
  try {
    await files.stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function whyShut(options: JournalOptions, loaded: Loaded): JournalError | undefined {
  if (loaded.newer !== undefined) {
    return new JournalError('newer', `read-only: ${loaded.newer}`, {
      hint: 'Upgrade watchkeeper here, or use another state folder with XDG_STATE_HOME.',
    });
  }
  if (options.readOnly !== true) return undefined;
  return new JournalError('read-only', 'not recorded: the journal was opened for reading only', {
    hint: 'Leave --read-only out to record what you do.',
  });
}

function replayOf(origin: string, loaded: Loaded, repaired?: string): Replay {
  const said = [...loaded.notes, ...(repaired === undefined ? [] : [repaired])].join(' ');
  return {
    origin,
    ...(loaded.snapshot === undefined ? {} : {snapshot: loaded.snapshot}),
    facts: loaded.facts,
    ...(said === '' ? {} : {repaired: said}),
    ...(loaded.newer === undefined ? {} : {newer: true as const}),
  };
}

function journalOf(opened: Opened): DiskJournal {
  return {
    origin: opened.origin,
    async replay() {
      const first = opened.unread;
      opened.unread = undefined;
      return first ?? opened.group.alone(async () => replayOf(opened.origin, await loadJournal(opened.folder, opened)));
    },
    append: facts => append(opened, facts),
    rotate: (snapshot, seq) => opened.group.alone(() => rotate(opened, {seq, value: snapshot})),
    health: () => healthOf(opened),
    async close() {
      opened.shut ??= new JournalError('closed', 'not recorded: the journal is closed', {hint: 'Start again.'});
      await opened.group.idle();
      await opened.reserve.settled();
      await opened.writer.close();
    },
  };
}

async function append(opened: Opened, facts: readonly Fact[]): Promise<void> {
  if (opened.shut !== undefined) throw opened.shut;
  if (facts.length === 0) return;
  const bytes = Buffer.concat(facts.map(encodeFact));
  const last = lastOwn(opened, facts);
  if (last !== undefined) opened.queued = last;
  try {
    await opened.group.add({bytes, last});
  } catch (error) {
    opened.queued = opened.seq;
    throw error;
  }
}

/** The highest own number among the facts; they must go on where the queue ends, or the file could not be read again. */
function lastOwn(opened: Opened, facts: readonly Fact[]): number | undefined {
  const before = Math.max(opened.queued, opened.seq);
  let last: number | undefined;
  for (const fact of facts) {
    if (fact.origin !== opened.origin) continue;
    if (fact.seq <= (last ?? before)) throw new RangeError(`fact ${fact.seq} does not follow ${last ?? before}`);
    last = fact.seq;
  }
  return last;
}

async function commit(
  opened: Opened,
  batch: {readonly bytes: Buffer; readonly last: number | undefined},
): Promise<void> {
  try {
    if (opened.trouble?.kind === 'corrupt') throw opened.trouble;
    await opened.writer.write(batch.bytes, opened.seq + 1);
  } catch (error) {
    opened.trouble = journalError(error, opened.writer.current?.path ?? opened.folder);
    if (opened.trouble.kind === 'corrupt') opened.shut = opened.trouble;
    throw opened.trouble;
  }
  opened.seq = batch.last ?? opened.seq;
  opened.trouble = undefined;
  void opened.reserve.renew();
}

async function rotate(opened: Opened, snapshot: {readonly seq: number; readonly value: unknown}): Promise<void> {
  if (opened.shut !== undefined) throw opened.shut;
  if (snapshot.seq > opened.seq)
    throw new RangeError(`the snapshot knows fact ${snapshot.seq}, but only ${opened.seq} are recorded`);
  try {
    await opened.writer.rotate(snapshot, opened.seq + 1);
  } catch (error) {
    throw journalError(error, opened.folder);
  }
}

function healthOf(opened: Opened): JournalHealth {
  const segment = opened.writer.current;
  return {
    writable: opened.shut === undefined,
    ...(opened.trouble === undefined ? {} : {trouble: opened.trouble}),
    reserve: opened.reserve.held,
    ...(segment === undefined ? {} : {segment}),
  };
}
