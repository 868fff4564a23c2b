import {type Appended, BackboneError, type NewEntry, type WaitedEntry} from './backbone.js';
import {type Prepared, prepare} from './prepare.js';

/** Writes one batch after another: what waits while one is written goes into the next. */
export interface Batches {
  append(entries: readonly NewEntry[], epoch?: string): Promise<readonly Appended[]>;
  late(entries: readonly WaitedEntry[]): Promise<readonly Appended[]>;
  /** Takes nothing more; resolves when what was asked for is done. */
  close(): Promise<void>;
}

export interface BatchesOptions {
  /** Answers what became of each. Where it rejects, so does everything that was appended in the batch. */
  readonly write: (batch: readonly Prepared[]) => Promise<readonly Appended[]>;
  /** Runs after each batch, when those who asked for it have been answered. */
  readonly between?: () => Promise<void>;
}

interface Asked {
  readonly prepared: readonly Prepared[];
  readonly resolve: (appended: readonly Appended[]) => void;
  readonly reject: (error: unknown) => void;
}

/** So much is written together, unless one append alone is more: entries, and bytes of them. */
const BATCH = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

export function openBatches({write, between}: BatchesOptions): Batches {
  const waiting: Asked[] = [];
  let running: Promise<void> | undefined;
  let isClosed = false;

  const drain = async () => {
    for (let batch = takeBatch(waiting); batch.length > 0; batch = takeBatch(waiting)) {
      await writeBatch(write, batch);
      await between?.();
    }
    running = undefined;
  };
  const put = async (prepared: readonly Prepared[]): Promise<readonly Appended[]> => {
    if (prepared.length === 0) return [];
    return new Promise((resolve, reject) => {
      waiting.push({prepared, resolve, reject});
      running ??= Promise.resolve().then(drain);
    });
  };
  const checkOpen = () => {
    if (isClosed) throw new BackboneError('closed', 'the stream is closed');
  };
  return {
    async append(entries, epoch) {
      checkOpen();
      const only = epoch === undefined ? {} : {only: epoch};
      return put(entries.map(entry => ({...prepare(entry), ...only})));
    },
    async late(entries) {
      checkOpen();
      return put(entries.map(({entry, waited}) => ({...prepare(entry), waited})));
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}

function takeBatch(waiting: Asked[]): readonly Asked[] {
  let entries = 0;
  let bytes = 0;
  let asked = 0;
  for (const {prepared} of waiting) {
    entries += prepared.length;
    bytes += prepared.reduce((sum, {body}) => sum + body.length, 0);
    if (asked > 0 && (entries > BATCH || bytes > BATCH_BYTES)) break;
    asked += 1;
  }
  return waiting.splice(0, asked);
}

async function writeBatch(write: BatchesOptions['write'], batch: readonly Asked[]): Promise<void> {
  try {
    const appended = await write(batch.flatMap(({prepared}) => prepared));
    let from = 0;
    for (const {prepared, resolve} of batch) {
      resolve(appended.slice(from, from + prepared.length));
      from += prepared.length;
    }
  } catch (error) {
    for (const {reject} of batch) reject(error);
  }
}
