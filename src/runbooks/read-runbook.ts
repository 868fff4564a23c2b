import {createHash} from 'node:crypto';
import {closeSync, constants, fstatSync, open, read} from 'node:fs';
import {relative, sep} from 'node:path';
import {promisify} from 'node:util';
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

/** The text of a file, whatever its encoding, and its hash. Rejects where there is none to be had. */
export async function readText(path: string): Promise<ReadText> {
  const bytes = await bytesOf(path);
  return {...decoded(bytes), hash: createHash('sha256').update(bytes).digest('hex')};
}

/** The same without the hash. */
export async function readTextOnly(path: string): Promise<string> {
  return decoded(await bytesOf(path)).text;
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await opened(path);
  } catch (error) {
    throw error instanceof OperatorError ? error : unreadable(path, error);
  }
}

const [openFile, readFile] = [promisify(open), promisify(read)];

/**
 * In few steps, as hundreds of files are read in a row: what is known once a file is open waits for no disk. A pipe that
 * nobody writes to must not hold us up.
 */
async function opened(path: string): Promise<Buffer> {
  const file = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) {
      throw new OperatorError(`${path} is not a file.`, {hint: 'Name a Markdown file.'});
    }
    if (found.size > LARGEST) throw tooLarge(path, found.size);
    const {buffer, bytesRead} = await readFile(file, Buffer.alloc(found.size), 0, found.size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    closeSync(file);
  }
}

const utf8 = new TextDecoder('utf-8', {fatal: true});

function decoded(bytes: Buffer): Omit<ReadText, 'hash'> {
  try {
    return {text: utf8.decode(bytes), utf8: true};
  } catch {
    const charset = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'latin1';
    return {text: new TextDecoder(charset).decode(bytes), utf8: false};
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
