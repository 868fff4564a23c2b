/** Collects what arrives while something is being written, and writes it together. */
export interface GroupCommit {
  /** Resolves when these bytes are written. `last` is the highest own number in them. */
  add(entry: Entry): Promise<void>;
  /** Runs the task when everything added before it is written, and nothing beside it. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

export interface Entry {
  readonly bytes: Buffer;
  readonly last: number | undefined;
}

interface Waiting extends Entry {
  resolve(): void;
  reject(error: unknown): void;
}

/** So much is written by one call at most; more waits for the next one. */
const BATCH = 4 * 1024 * 1024;

/**
 * `commit` writes a batch durably or rejects having written none of it. A batch that was refused is tried again entry
 * by entry, so that what fits is kept; after the first refused entry all later ones are refused too, because they may
 * build on it.
 */
export function groupCommit(commit: (batch: Entry) => Promise<void>): GroupCommit {
  let waiting: Waiting[] = [];
  let running: Promise<void> = Promise.resolve();
  let scheduled = false;

  const refuse = (entries: readonly Waiting[], error: unknown): void => {
    const late = waiting;
    waiting = [];
    for (const entry of [...entries, ...late]) entry.reject(error);
  };

  const oneByOne = async (entries: readonly Waiting[]): Promise<void> => {
    for (const [index, entry] of entries.entries()) {
      try {
        await commit(entry);
        entry.resolve();
      } catch (error) {
        refuse(entries.slice(index), error);
        return;
      }
    }
  };

  const together = async (entries: readonly Waiting[]): Promise<void> => {
    try {
      await commit(joined(entries));
      for (const entry of entries) entry.resolve();
    } catch (error) {
      if (entries.length === 1) refuse(entries, error);
      else await oneByOne(entries);
    }
  };

  const flush = async (): Promise<void> => {
    scheduled = false;
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      waiting = waiting.slice(batch.length);
      await together(batch);
    }
  };

  const alone = <T>(task: () => Promise<T>): Promise<T> => {
    const result = running.then(task);
    running = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };

  return {
    add: entry =>
      new Promise((resolve, reject) => {
        waiting.push({...entry, resolve, reject});
        if (scheduled) return;
        scheduled = true;
        void alone(flush);
      }),
    alone,
    idle: () => running,
  };
}

function joined(entries: readonly Entry[]): Entry {
  return {
    bytes: Buffer.concat(entries.map(({bytes}) => bytes)),
    last: entries.findLast(({last}) => last !== undefined)?.last,
  };
}

function takeBatch(waiting: readonly Waiting[]): Waiting[] {
  let size = 0;
  let count = 0;
  for (const {bytes} of waiting) {
    size += bytes.length;
    if (count > 0 && size > BATCH) break;
    count++;
  }
  return waiting.slice(0, count);
}
