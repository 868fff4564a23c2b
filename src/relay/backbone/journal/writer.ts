import type {Clock, Journal} from '../../../core/ports.js';
import {type Appended, BackboneError, type Entry} from '../backbone.js';
import {checkEpoch, type Prepared} from '../prepare.js';
import {newOnes} from './decide-batch.js';
import {type Stream, take} from './stream.js';
import {factOf} from './stream-fact.js';

/** Writes to the journal; one call at a time. */
export interface Writer {
  /** All of it or nothing: what is refused was never there, and its numbers are given again. */
  write(batch: readonly Prepared[]): Promise<readonly Appended[]>;
  /** Why the last write was refused; gone with the next one that works. */
  trouble(): string | undefined;
  close(): void;
}

export interface WriterOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly stream: Stream;
  /** Hears what is durable now, and its length in bytes, before those who asked for it. */
  readonly onWritten: (entries: readonly Entry[], bytes: number) => void;
}

/** After a refused write it is tried again after so many ms, so that a relay to which nobody writes recovers too. */
const RETRY = 5000;

export function openWriter({journal, clock, stream, onWritten}: WriterOptions): Writer {
  let trouble: BackboneError | undefined;
  let isClosed = false;
  let stopRetry: (() => void) | undefined;

  const settle = (failure: BackboneError | undefined) => {
    trouble = failure;
    stopRetry?.();
    stopRetry = failure === undefined || isClosed ? undefined : clock.after(RETRY, () => void probe());
  };
  const probe = async () => settle(await failureOf(journal.append([probeFact(clock.now())])));
  // A disk that takes nothing is known before anybody tells anything, and the first who does need not wait for a file to
  // get its place on it.
  void probe();

  return {
    async write(batch) {
      checkEpoch(batch, stream.epoch);
      const at = clock.now();
      const isNew = newOnes(stream, batch);
      if (isNew.size === 0) return batch.map(() => undefined);
      const first = stream.window.head + 1;
      const facts = [...isNew].map(({entry}, index) => factOf(entry, {seq: first + index, origin: stream.epoch, at}));
      const failure = await failureOf(journal.append(facts));
      settle(failure);
      if (failure !== undefined) throw failure;
      const taken = new Map([...isNew].map(one => [one, take(stream, one, at)]));
      const entries = [...taken.values()];
      onWritten(
        entries.map(({entry}) => entry),
        entries.reduce((sum, {bytes}) => sum + bytes, 0),
      );
      return batch.map(one => taken.get(one)?.entry);
    },
    trouble: () => trouble?.message,
    close() {
      isClosed = true;
      stopRetry?.();
    },
  };
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
