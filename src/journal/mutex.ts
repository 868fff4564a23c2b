import {createHash, randomBytes} from 'node:crypto';
import {link, mkdir, readdir, readFile, rm, rmdir, stat, writeFile} from 'node:fs/promises';
import {createConnection, createServer, type Server} from 'node:net';
import {join} from 'node:path';
import {errorCode, removeIfThere} from '../lib/node/files.js';
import {socketPath} from './door/socket-path.js';

/** Exclusion between processes of one machine that ends with the process, however it ends. */
export interface Mutex {
  release(): Promise<void>;
}

/** The length of an abstract socket's name that every Node passes on in full: shorter ones are padded by some. */
const NAME_LENGTH = 107;
const TAKEOVER_LIMIT = 10_000;

/** Takes the folder's mutex; undefined when another process has it. */
export function takeMutex(folder: string, kind: 'abstract' | 'path'): Promise<Mutex | undefined> {
  return kind === 'abstract' ? takeAbstract(folder) : takePath(folder);
}

async function takeAbstract(folder: string): Promise<Mutex | undefined> {
  const server = await listen(`\0${await abstractName(folder)}`);
  if (server === undefined) return undefined;
  await clearDrafts(folder).catch(() => undefined);
  return {release: () => close(server)};
}

const DRAFT = /^lock\.key\.[0-9a-f]{12}$/;

/** Drafts of the folder's random value that a crash or a full disk left behind. */
async function clearDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter(name => DRAFT.test(name));
  await Promise.all(drafts.map(name => removeIfThere(join(folder, name))));
}

/** Nobody can guess the name who cannot read the folder, so nobody else can hold the mutex and keep us out. */
async function abstractName(folder: string): Promise<string> {
  const {dev, ino} = await stat(folder);
  const secret = await readSecret(join(folder, 'lock.key'));
  const hash = createHash('sha256')
    .update(`${process.getuid?.() ?? ''}:${dev}:${ino}:${secret}`)
    .digest('hex');
  return `watchkeeper-${hash}`.padEnd(NAME_LENGTH, '-');
}

/** The folder's random value, made by whoever comes first; a half-written one is never seen. */
async function readSecret(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const mine = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(mine, randomBytes(32).toString('hex'), {mode: 0o600, flag: 'wx'});
    await link(mine, path);
  } catch (error) {
    // Somebody else was first, and may have cleared ours away with what was left of others.
    if (errorCode(error) !== 'EEXIST' && errorCode(error) !== 'ENOENT') throw error;
  } finally {
    await removeIfThere(mine);
  }
  return readFile(path, 'utf8');
}

/** A socket file outlives its process, so one that nobody answers on is removed, by one process at a time. */
async function takePath(folder: string): Promise<Mutex | undefined> {
  const path = await socketPath(folder, 'lock');
  const first = await listen(path);
  if (first !== undefined) return {release: () => close(first)};
  if (await answers(path)) return undefined;
  const guard = join(folder, 'lock.takeover');
  if (!(await enter(guard))) return undefined;
  try {
    if (await answers(path)) return undefined;
    await removeIfThere(path);
    const server = await listen(path);
    return server === undefined ? undefined : {release: () => close(server)};
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

async function enter(guard: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await mkdir(guard, {mode: 0o700});
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    if (!(await isAbandoned(guard))) return false;
    await rm(guard, {recursive: true, force: true});
  }
  return false;
}

async function isAbandoned(guard: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(guard)).mtimeMs > TAKEOVER_LIMIT;
  } catch {
    return false;
  }
}

/** A server whose callers are hung up on: all that counts is that it is there. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy());
    server.once('error', error => (errorCode(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', error => resolve(errorCode(error) !== 'ECONNREFUSED' && errorCode(error) !== 'ENOENT'));
  });
}

/** A path socket's file goes with it, and must not be removed after it: it may be the next holder's by then. */
function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
  });
}
