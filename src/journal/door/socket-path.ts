import {lstat, mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {writeFileAtomic} from '../../lib/node/atomic-file.js';
import {readIfThere} from '../../lib/node/files.js';

/** What fits in `sun_path` everywhere, its closing NUL not counted: 104 bytes in all on macOS, 108 on Linux. */
const LONGEST = 103;
const PREFIX = 'watchkeeper-';
/** What the private folder's name and the socket's need. */
const ROOM = 32;

/**
 * Where the folder's socket of that name is, or is to be made. A folder whose path is too long for a socket has a
 * pointer file to one in a private folder elsewhere; `make` makes that where it is missing or not safely ours.
 */
export async function socketPath(folder: string, name: string, make = true): Promise<string> {
  const direct = join(folder, `${name}.sock`);
  if (Buffer.byteLength(direct) <= LONGEST) return direct;
  const pointer = join(folder, `${name}.path`);
  const pointed = (await readIfThere(pointer))?.toString().trim();
  if (pointed !== undefined && (await isPrivate(dirname(pointed)))) return pointed;
  if (!make) return direct;
  const made = join(await makeShortFolder(), `${name}.sock`);
  await writeFileAtomic(pointer, `${made}\n`);
  return made;
}

async function makeShortFolder(): Promise<string> {
  const runtime = process.env.XDG_RUNTIME_DIR;
  if (runtime !== undefined && runtime !== '' && Buffer.byteLength(runtime) <= LONGEST - ROOM) {
    try {
      return await mkdtemp(join(runtime, PREFIX));
    } catch {
      return mkdtemp(join(tmpdir(), PREFIX));
    }
  }
  return mkdtemp(join(tmpdir(), PREFIX));
}

/** A folder of ours that nobody else can enter. */
async function isPrivate(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder);
    return found.isDirectory() && (found.mode & 0o077) === 0 && found.uid === (process.getuid?.() ?? found.uid);
  } catch {
    return false;
  }
}
