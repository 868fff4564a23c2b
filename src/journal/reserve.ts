import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {promisify} from 'node:util';
import type {Clock} from '../core/ports.js';
import {CREATE, type Files, removeIfThere, writeFully} from '../lib/node/files.js';

/** Space that is given back to a full disk, so that what the operator does next can still be recorded. */
export interface Reserve {
  readonly held: boolean;
  /** Frees the space; false when there was none to free. */
  giveUp(): Promise<boolean>;
  /** Sets the space aside again, at most once a minute, and only while the disk has plenty. */
  renew(): Promise<void>;
  settled(): Promise<void>;
}

const SIZE = 2 * 1024 * 1024;
/** Nothing is set aside where less than so many times as much is free. */
const PLENTY = 4;
const RETRY = 60_000;

export function openReserve(
  folder: string,
  options: {
    readonly files: Files;
    readonly clock: Clock;
    readonly there: boolean;
    /** Bytes. */
    readonly size?: number | undefined;
  },
): Reserve {
  const {files, clock, size = SIZE} = options;
  const path = join(folder, 'reserve');
  let held = options.there;
  let triedAt = Number.NEGATIVE_INFINITY;
  let work: Promise<unknown> = Promise.resolve();

  const create = async (): Promise<void> => {
    const {bavail, bsize} = await files.statfs(folder);
    if (bavail * bsize < PLENTY * size) return;
    try {
      await fill(path, files, size);
      held = true;
    } catch {
      await removeIfThere(path, files).catch(() => undefined);
    }
  };

  return {
    get held() {
      return held;
    },
    async giveUp() {
      await work;
      if (!held) return false;
      held = false;
      triedAt = clock.monotonic();
      await removeIfThere(path, files);
      return true;
    },
    async renew() {
      if (held || clock.monotonic() - triedAt < RETRY) return;
      triedAt = clock.monotonic();
      work = create().catch(() => undefined);
      await work;
    },
    async settled() {
      await work;
    },
  };
}

/** Random bytes, because some file systems store zeros in no space at all. */
async function fill(path: string, files: Files, size: number): Promise<void> {
  const bytes = await promisify(randomBytes)(size);
  const file = await files.open(path, CREATE, 0o600);
  try {
    await file.chmod(0o600);
    await writeFully(file, bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}
