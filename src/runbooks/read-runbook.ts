import {createHash} from 'node:crypto';
import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {relative, sep} from 'node:path';
import type {RunbookFile} from '../core/runbook/document.js';
import {OperatorError} from '../lib/operator-error.js';
import {parseRunbook} from './parse-runbook.js';

/** Larger files are data and no runbooks. */
const LARGEST = 2 * 1024 * 1024;

export interface ReadText {
  readonly text: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  /** Whether the bytes were UTF-8; if not, they were read as UTF-16 or Latin-1. */
  readonly utf8: boolean;
}

/** Reads and parses one file. Rejects with what is wrong with it, in words. */
export async function readRunbook(path: string, root: string): Promise<RunbookFile> {
  const {text, hash} = await readText(path);
  return parseRunbook({file: relative(root, path).split(sep).join('/'), root, text, hash});
}

/** The text of a file, whatever its encoding. Rejects where there is none to be had. */
export async function readText(path: string): Promise<ReadText> {
  try {
    return decoded(await bytesOf(path));
  } catch (error) {
    throw error instanceof OperatorError ? error : unreadable(path, error);
  }
}

/** In few steps, as hundreds of files are read in a row. A pipe that nobody writes to must not hold us up. */
async function bytesOf(path: string): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) {
      throw new OperatorError(`${path} is not a file.`, {hint: 'Name a Markdown file.'});
    }
    if (found.size > LARGEST) throw tooLarge(path, found.size);
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(found.size), 0, found.size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function decoded(bytes: Buffer): ReadText {
  const hash = createHash('sha256').update(bytes).digest('hex');
  try {
    return {text: new TextDecoder('utf-8', {fatal: true}).decode(bytes), hash, utf8: true};
  } catch {
    const charset = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'latin1';
    return {text: new TextDecoder(charset).decode(bytes), hash, utf8: false};
  }
}

function tooLarge(path: string, size: number): OperatorError {
  return new OperatorError(`${path} has ${Math.round(size / 1024 / 1024)} MiB, which is more than a runbook has.`, {
    hint: `Files of up to ${LARGEST / 1024 / 1024} MiB are read.`,
  });
}

function unreadable(path: string, error: unknown): OperatorError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = {ENOENT: 'it is not there', EACCES: 'its permissions forbid it', ELOOP: 'its links go round in a circle'}[
    code
  ];
  return new OperatorError(`${path} cannot be read: ${why ?? String(error)}.`, {hint: 'Check the path.', cause: error});
}
