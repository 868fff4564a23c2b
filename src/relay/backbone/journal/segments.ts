import type {Clock, Journal} from '../../../core/ports.js';
import type {Bounds} from '../window.js';
import {snapshotOf} from './snapshot.js';
import type {Stream} from './stream.js';

/** Begins a new segment of the journal when the old one has grown, and has the old ones removed. */
export interface Segments {
  /** Notes what was written. */
  grow(count: number, bytes: number): void;
  rotateWhenLarge(): Promise<void>;
  /** What did not work, in words. */
  trouble(): string | undefined;
  settled(): Promise<void>;
}

export interface SegmentsOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly stream: Stream;
  /** A segment with so much beside its snapshot is closed. */
  readonly most: Bounds;
  /** So much of the window is kept in a snapshot. */
  readonly kept: Bounds;
  /** How much the segment holds already. */
  readonly written: Bounds;
  /** Removes old segments. */
  readonly prune?: () => Promise<void>;
}

/** A new segment that could not be made is tried again after so many ms. */
const RETRY = 60_000;

export function openSegments(options: SegmentsOptions): Segments {
  const {journal, clock, stream, most, kept} = options;
  let {count, bytes} = options.written;
  let notBefore = Number.NEGATIVE_INFINITY;
  let stuck: string | undefined;
  let unpruned: string | undefined;
  let pruning: Promise<void> = Promise.resolve();

  const prune = async () => {
    await pruning;
    unpruned = await failureOf('old files of its journal could not be removed', options.prune);
  };
  return {
    grow(moreCount, moreBytes) {
      count += moreCount;
      bytes += moreBytes;
    },
    async rotateWhenLarge() {
      if ((count < most.count && bytes < most.bytes) || clock.monotonic() < notBefore) return;
      const rotate = () => journal.rotate(snapshotOf(stream, kept), stream.window.head);
      stuck = await failureOf('its journal could not begin a new file', rotate);
      if (stuck !== undefined) {
        notBefore = clock.monotonic() + RETRY;
        return;
      }
      count = 0;
      bytes = 0;
      pruning = prune();
    },
    trouble: () => stuck ?? unpruned,
    settled: () => pruning,
  };
}

async function failureOf(what: string, task?: () => Promise<void>): Promise<string | undefined> {
  try {
    await task?.();
    return undefined;
  } catch (error) {
    return `${what}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
