import {open, stat, utimes} from 'node:fs/promises';
import {join} from 'node:path';
import type {SeenMark} from '../core/ports.js';

/** A file whose time of change says when a cockpit was last seen watching: it is set on a full disk, too. */
export function seenMark(folder: string): SeenMark {
  const file = join(folder, 'watching');
  return {
    last: () => lastSeen(folder),
    set: async at => {
      const time = at / 1_000;
      try {
        await utimes(file, time, time);
      } catch {
        await created(file, time);
      }
    },
  };
}

/** When a cockpit was last seen watching, Unix ms. */
export async function lastSeen(folder: string): Promise<number | undefined> {
  try {
    return Math.round((await stat(join(folder, 'watching'))).mtimeMs);
  } catch {
    return undefined;
  }
}

async function created(file: string, time: number): Promise<void> {
  try {
    await (await open(file, 'a', 0o600)).close();
    await utimes(file, time, time);
  } catch {
    // The folder is not to be written to: then the facts tell it less exactly.
  }
}
