import {constants} from 'node:fs';
import * as fs from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

/** An open file, as far as durable writing needs one; a `FileHandle` of Node is one. */
export interface OpenFile {
  write(bytes: Uint8Array, offset: number, length: number): Promise<{readonly bytesWritten: number}>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  stat(): Promise<{readonly size: number; readonly nlink: number}>;
  chmod(mode: number): Promise<void>;
  close(): Promise<void>;
}

/** The calls to the file system that durable writing makes, so that a test can make any of them fail. */
export interface Files {
  open(path: string, flags: number, mode?: number): Promise<OpenFile>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  mkdir(path: string, options: {readonly recursive: true; readonly mode: number}): Promise<unknown>;
  chmod(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  truncate(path: string, length: number): Promise<void>;
  stat(path: string): Promise<{readonly size: number; readonly mode: number}>;
  statfs(path: string): Promise<{readonly bavail: number; readonly bsize: number}>;
}

export const nodeFiles: Files = {...fs, readFile: readWhole};

/** Longer files are read by Node in pieces, each of which waits for its turn, and then put together, bytes. */
const PIECE = 512 * 1024;

async function readWhole(path: string): Promise<Buffer> {
  const file = await fs.open(path, 'r');
  try {
    const {size} = await file.stat();
    if (size <= PIECE) return await file.readFile();
    const bytes = Buffer.allocUnsafeSlow(size);
    let filled = 0;
    for (let count = 1; count > 0 && filled < size; filled += count) {
      count = (await file.read(bytes, filled, size - filled, filled)).bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

export const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW;
export const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/** The code of a failed system call, such as `ENOSPC`; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Says whether the call failed because the disk, or this user's share of it, is used up. */
export function isDiskFull(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Says whether nothing can be written there as the file system is mounted, which may change under us. */
export function isReadOnlyDisk(error: unknown): boolean {
  return errorCode(error) === 'EROFS';
}

/** Makes the folder, and closes it to everybody else whatever the umask says or said. */
export async function privateFolder(path: string, files: Files = nodeFiles): Promise<void> {
  await beginPath(path);
  await files.mkdir(path, {recursive: true, mode: 0o700});
  const {mode} = await files.stat(path);
  if ((mode & 0o777) !== 0o700) await files.chmod(path, 0o700);
}

/**
 * Makes the first folder that is missing on the way to `path`, by itself: for several at once Node says of a read-only
 * file system that there is no such folder, and in places where none can be made it never comes to an end.
 */
async function beginPath(path: string): Promise<void> {
  let missing: string | undefined;
  for (let at = resolve(path); !(await isThere(at)); at = dirname(at)) missing = at;
  if (missing === undefined) return;
  await fs.mkdir(missing, {mode: 0o700}).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await fs.stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Makes new, renamed and removed names in the folder survive a power cut. */
export async function syncFolder(path: string, files: Files = nodeFiles): Promise<void> {
  const folder = await files.open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes all of it, however many calls that takes; rejects with the error of the call that wrote nothing more. */
export async function writeFully(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const {bytesWritten} = await file.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0)
      throw Object.assign(new Error('the system wrote nothing and gave no reason'), {code: 'EIO'});
    written += bytesWritten;
  }
}

/** The file's bytes, or undefined when there is none. */
export async function readIfThere(path: string, files: Files = nodeFiles): Promise<Buffer | undefined> {
  try {
    return await files.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The names in the folder, none when there is no folder. */
export async function namesIn(path: string, files: Files = nodeFiles): Promise<string[]> {
  try {
    return await files.readdir(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Removes the file; there being none is fine. */
export async function removeIfThere(path: string, files: Files = nodeFiles): Promise<void> {
  try {
    await files.unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
