import type {Clock, Journal} from '../../../core/ports.js';
import {type Appended, BackboneError, type Entry, type NewEntry} from '../backbone.js';
import {type Prepared, prepare} from '../prepare.js';
import {newOnes} from './decide-batch.js';
import {type Stream, take} from './stream.js';
import {factOf} from './stream-fact.js';

/** Writes to the journal, one batch after another: what waits while one is written goes into the next. */
export interface Writer {
  append(entries: readonly NewEntry[]): Promise<readonly Appended[]>;
  /** Why the last write was refused; gone with the next one that works. */
  trouble(): string | undefined;
  /** Takes nothing more; resolves when what was asked for is done. */
  close(): Promise<void>;
}

export interface WriterOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly stream: Stream;
  /** Hears what is durable now, and its length in bytes, before those who asked for it. */
  readonly onWritten: (entries: readonly Entry[], bytes: number) => void;
  /** Runs between two batches. */
  readonly between: () => Promise<void>;
}

interface Asked {
  readonly prepared: readonly Prepared[];
  readonly resolve: (appended: readonly Appended[]) => void;
  readonly reject: (error: BackboneError) => void;
}

/** So much is written together at most: entries, and bytes of them. */
const BATCH = 1000;
const BATCH_BYTES = 4 * 1024 * 1024;
/** After a refused write it is tried again after so many ms, so that a relay to which nobody writes recovers too. */
const RETRY = 5000;

export function openWriter(options: WriterOptions): Writer {
  const {journal, clock, between} = options;
  const waiting: Asked[] = [];
  let running: Promise<void> | undefined;
  let trouble: BackboneError | undefined;
  let isClosed = false;
  let stopRetry: (() => void) | undefined;

  const settle = (failure: BackboneError | undefined) => {
    trouble = failure;
    stopRetry?.();
    stopRetry = failure === undefined || isClosed ? undefined : clock.after(RETRY, () => void probe());
  };
  const probe = async () => settle(await failureOf(journal.append([probeFact(clock.now())])));
  const drain = async () => {
    for (let batch = takeBatch(waiting); batch.length > 0; batch = takeBatch(waiting)) {
      const outcome = await writeBatch(options, batch);
      if (outcome !== 'nothing new') settle(outcome);
      await between();
    }
    running = undefined;
  };

  return {
    async append(entries) {
      if (isClosed) throw new BackboneError('closed', 'the stream is closed');
      const prepared = entries.map(prepare);
      if (prepared.length === 0) return [];
      return new Promise((resolve, reject) => {
        waiting.push({prepared, resolve, reject});
        running ??= Promise.resolve().then(drain);
      });
    },
    trouble: () => trouble?.message,
    async close() {
      isClosed = true;
      stopRetry?.();
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

/** All of it or nothing: what is refused was never there, and its numbers are given again. */
async function writeBatch(
  {journal, clock, stream, onWritten}: WriterOptions,
  batch: readonly Asked[],
): Promise<BackboneError | 'nothing new' | undefined> {
  const at = clock.now();
  const all = batch.flatMap(({prepared}) => prepared);
  const isNew = newOnes(stream, all);
  const first = stream.window.head + 1;
  const facts = [...isNew].map(({entry}, index) => factOf(entry, {seq: first + index, origin: stream.epoch, at}));
  const failure = facts.length === 0 ? undefined : await failureOf(journal.append(facts));
  if (failure !== undefined) {
    for (const {reject} of batch) reject(failure);
    return failure;
  }
  const entries = new Map<Prepared, Entry>();
  let bytes = 0;
  for (const prepared of isNew) {
    const taken = take(stream, prepared, at);
    entries.set(prepared, taken.entry);
    bytes += taken.bytes;
  }
  if (facts.length > 0) onWritten([...entries.values()], bytes);
  for (const {prepared, resolve} of batch) resolve(prepared.map(one => entries.get(one)));
  return facts.length === 0 ? 'nothing new' : undefined;
}

async function failureOf(written: Promise<void>): Promise<BackboneError | undefined> {
  try {
    await written;
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return new BackboneError('unavailable', reason, {cause: error});
  }
}

/** Of no journal, so that it takes no number. */
function probeFact(at: number) {
  const stamp = new Date(at).toISOString();
  return {v: 1, seq: 0, origin: 'probe', at: stamp, by: 'relay', type: 'feed.probed'} as const;
}
