import {type Clock, type Journal, JournalError} from '../../core/ports.js';
import type {Appended, Backbone, NewEntry, WaitedEntry} from '../backbone/backbone.js';
import {factOf} from '../backbone/journal/stream-fact.js';
import type {Bounds} from '../backbone/window.js';
import {clearAway, type Delivering, deliverAll} from './deliver-all.js';
import {deliveredFact, type Waiting} from './read-waiting.js';

/**
 * Where entries of hooks wait on this relay's own disk while the stream cannot be reached. They leave it, in order, only
 * when the stream has them; whoever is told something while others wait waits behind them.
 */
export interface WaitingRoom {
  /** So many entries wait. */
  readonly count: number;
  /** When the first of them came, Unix ms. */
  readonly since: number | undefined;
  /** Why the last that came could not wait here; gone with the next one that can. */
  trouble(): string | undefined;
  /** The same, as long as it is of no use to try again. */
  refusal(): string | undefined;
  /** Resolves when they would survive a crash; rejects when they would not, and then none of them waits. */
  add(entries: readonly NewEntry[], came: number): Promise<void>;
  /** Hears what became of those that have left, oldest first. */
  onDelivered(listener: (appended: readonly Appended[]) => void): void;
  /** Resolves when nothing is under way. What waits stays where it is. */
  close(): Promise<void>;
}

export interface WaitingRoomOptions {
  /** Whoever opened it closes it, after the room. */
  readonly journal: Journal;
  /** What is in it. */
  readonly found: Waiting;
  readonly backbone: Pick<Backbone, 'late' | 'health'>;
  readonly clock: Clock;
  readonly most?: Bounds;
  /** Removes files of the journal that its newest one does not need. */
  readonly prune?: () => Promise<void>;
  readonly warn: (line: string) => void;
}

/** More is not for one relay to keep: senders are told to send again. */
const MOST: Bounds = {count: 100_000, bytes: 64 * 1024 * 1024};
/** A disk that refused is tried again after so many ms. */
const RETRY = 5_000;

export function openWaitingRoom(options: WaitingRoomOptions): WaitingRoom {
  const {journal, clock, most = MOST} = options;
  const {origin, waiting, last, isUntidy} = options.found;
  const queue = [...waiting];
  const listeners: ((appended: readonly Appended[]) => void)[] = [];
  let bytes = queue.reduce((sum, one) => sum + sizeOf(one), 0);
  let newest = last;
  let fault: {readonly reason: string; readonly at: number} | undefined;

  const leave = async (appended: readonly Appended[]) => {
    const gone = queue.splice(0, appended.length);
    bytes -= gone.reduce((sum, one) => sum + sizeOf(one), 0);
    const number = gone.at(-1)?.waited.number ?? 0;
    for (const listener of listeners) listener(appended);
    // Where it cannot be noted, they are handed in once more, and the stream knows them by their numbers.
    await journal.append([deliveredFact(number, clock.now())]).catch(() => undefined);
  };
  const fail = (reason: string): JournalError => {
    fault = {reason, at: clock.monotonic()};
    return new JournalError('full', reason, {hint: 'Senders send again.'});
  };
  const courier = openCourier(options, {queue, leave});
  if (queue.length > 0) courier.deliver();
  // A life before this one could not.
  else if (isUntidy) courier.clear(last);

  return {
    get count() {
      return queue.length;
    },
    get since() {
      return queue[0]?.waited.came;
    },
    trouble: () => fault?.reason,
    refusal: () => (fault !== undefined && clock.monotonic() - fault.at < RETRY ? fault.reason : undefined),
    async add(entries, came) {
      if (queue.length + entries.length > most.count || bytes >= most.bytes) throw fail(FULL);
      const added = entries.map((entry, index): WaitedEntry => {
        return {entry, waited: {journal: origin, number: newest + 1 + index, came}};
      });
      newest += added.length;
      try {
        await journal.append(added.map(({entry, waited}) => factOf(entry, {seq: waited.number, origin, at: came})));
      } catch (error) {
        throw fail(error instanceof Error ? error.message : String(error));
      }
      fault = undefined;
      queue.push(...added);
      bytes += added.reduce((sum, one) => sum + sizeOf(one), 0);
      courier.deliver();
    },
    onDelivered: listener => void listeners.push(listener),
    close: courier.close,
  };
}

/** Sees to one thing at a time: handing in what waits, or clearing away what has left. */
function openCourier(options: WaitingRoomOptions, {queue, leave}: Pick<Delivering, 'queue' | 'leave'>) {
  const ending = new AbortController();
  const parts = {...options, queue, signal: ending.signal};
  let busy: Promise<void> | undefined;
  const see = async (to: Promise<void>) => {
    await to;
    busy = undefined;
    if (queue.length > 0 && !ending.signal.aborted) deliver();
  };
  const deliver = () => {
    busy ??= see(deliverAll({...parts, leave}));
  };
  return {
    deliver,
    clear(last: number) {
      busy ??= see(clearAway(parts, last));
    },
    async close() {
      ending.abort();
      await busy;
    },
  };
}

const FULL = 'as much waits here as may';

/** About as long as it is as JSON. */
function sizeOf({entry}: WaitedEntry): number {
  return JSON.stringify(entry).length;
}
