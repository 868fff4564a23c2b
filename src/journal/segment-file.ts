import {constants} from 'node:fs';
import {dirname} from 'node:path';
import {JournalError} from '../core/ports.js';
import {
  APPEND,
  type Files,
  isDiskFull,
  type OpenFile,
  privateFolder,
  removeIfThere,
  syncFolder,
  writeFully,
} from '../lib/node/files.js';
import type {SegmentRef} from './segment.js';
import {otherWriter, removedWhileOpen} from './trouble.js';

/** A segment that is being appended to. */
export interface OpenSegment {
  readonly ref: SegmentRef;
  readonly file: OpenFile;
  /** Length of what is durable. */
  readonly end: number;
}

/** Opens an existing segment for appending, and syncs it: what an earlier process wrote may not be on the disk yet. */
export async function openSegment(ref: SegmentRef, end: number, files: Files): Promise<OpenSegment> {
  const file = await files.open(ref.path, APPEND);
  try {
    await file.chmod(0o600);
    await file.datasync();
    await syncFolder(dirname(ref.path), files);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {ref, file, end};
}

/**
 * Makes a segment that either has all of this content or does not exist, open for appending. The caller still has to
 * sync the folder: until then the name may be lost.
 */
export async function createSegment(ref: SegmentRef, content: Buffer, files: Files): Promise<OpenSegment> {
  const temporary = `${ref.path}.tmp`;
  await privateFolder(dirname(ref.path), files);
  await removeIfThere(temporary, files);
  const file = await files.open(temporary, APPEND | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await file.chmod(0o600);
    await writeFully(file, content);
    await file.sync();
    await files.rename(temporary, ref.path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await removeIfThere(temporary, files).catch(() => undefined);
    throw error;
  }
  return {ref, file, end: content.length};
}

/**
 * Appends the lines durably. Rejects with a full disk when nothing of them is left in the file; answers `suspect` when
 * the file cannot be relied on any more, because a failed sync may have dropped what a later sync reports as written.
 */
export async function appendDurably(segment: OpenSegment, lines: Buffer): Promise<'done' | 'suspect'> {
  try {
    await writeFully(segment.file, lines);
  } catch (error) {
    if (!(await cutBack(segment, lines.length)) || !isDiskFull(error)) return 'suspect';
    throw error;
  }
  const [sync, stat] = await Promise.allSettled([segment.file.datasync(), segment.file.stat()]);
  if (sync.status === 'rejected' || stat.status === 'rejected') return 'suspect';
  if (stat.value.nlink === 0) throw removedWhileOpen(segment.ref.path);
  if (stat.value.size !== segment.end + lines.length) throw otherWriter(segment.ref.path);
  return 'done';
}

/** Takes a half-written end off again; false when the file would not let it. */
async function cutBack(segment: OpenSegment, length: number): Promise<boolean> {
  try {
    const {size} = await segment.file.stat();
    if (size > segment.end + length) throw otherWriter(segment.ref.path);
    await segment.file.truncate(segment.end);
    return (await segment.file.stat()).size === segment.end;
  } catch (error) {
    if (error instanceof JournalError) throw error;
    return false;
  }
}
