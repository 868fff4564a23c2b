import type {Clock, Journal} from '../../core/ports.js';
import {pause} from '../../lib/pause.js';
import type {Appended, Backbone, WaitedEntry} from '../backbone/backbone.js';

export interface Delivering {
  readonly journal: Pick<Journal, 'rotate'>;
  readonly backbone: Pick<Backbone, 'late' | 'health'>;
  readonly clock: Clock;
  /** What waits, oldest first; more may come. */
  readonly queue: readonly WaitedEntry[];
  readonly signal: AbortSignal;
  readonly prune?: () => Promise<void>;
  readonly warn: (line: string) => void;
  /** The first so many of the queue are in the stream: they leave it. */
  leave(appended: readonly Appended[]): Promise<void>;
}

/** So many are handed in at once: who else has to tell something gets a turn between. */
const PART = 250;
/** How often it is looked whether the stream can be reached, and how long it is left alone after it refused, ms. */
const LOOK = 100;
const PAUSE = 1_000;

/** Hands in what waits, as soon as it can be, until nothing does. Never rejects. */
export async function deliverAll(parts: Delivering): Promise<void> {
  const {backbone, clock, queue, signal} = parts;
  let last = 0;
  while (queue.length > 0 && !signal.aborted) {
    if (!backbone.health().writable) await pause(clock, LOOK, signal);
    else last = (await deliverPart(parts)) ?? last;
  }
  if (queue.length === 0 && last > 0) await clearAway(parts, last);
}

/** How long it is until what could not be cleared away is tried again, ms: a disk may be full for an hour. */
const CLEAR_AGAIN = 30_000;

/** Makes room on the disk once the stream has all that waited, as soon as that works and unless more comes to wait. */
export async function clearAway(parts: Omit<Delivering, 'backbone' | 'leave'>, last: number): Promise<void> {
  const {clock, queue, signal, warn} = parts;
  const isOver = () => queue.length > 0 || signal.aborted;
  for (let tries = 0; !isOver(); tries += 1) {
    const trouble = await tidy(parts, last);
    if (trouble === undefined) return;
    if (tries === 0) warn(`What waited here could not be cleared away, and is tried again: ${trouble}`);
    for (let waited = 0; waited < CLEAR_AGAIN && !isOver(); waited += PAUSE) await pause(clock, PAUSE, signal);
  }
}

/** The highest number among those that have left. */
async function deliverPart({backbone, clock, queue, signal, leave}: Delivering): Promise<number | undefined> {
  const part = queue.slice(0, PART);
  const appended = await backbone.late?.(part).catch(() => undefined);
  if (appended === undefined) {
    await pause(clock, PAUSE, signal);
    return undefined;
  }
  await leave(appended);
  return part.at(-1)?.waited.number;
}

/** A new file of the journal, so that what has left does not take up room; answers why that cannot be. */
async function tidy(
  {journal, prune}: Pick<Delivering, 'journal' | 'prune'>,
  last: number,
): Promise<string | undefined> {
  try {
    await journal.rotate({v: 1, delivered: last}, last);
    await prune?.();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
