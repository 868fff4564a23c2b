import type {Clock} from '../../core/ports.js';
import type {Appended, Backbone, NewEntry} from '../backbone/backbone.js';
import type {WaitingRoom} from '../waiting/waiting-room.js';
import type {RelayMetrics} from './metrics.js';
import type {RecordingLog} from './recording-log.js';

/** Takes in what hooks and cockpits tell. */
export interface Recorder {
  /**
   * What became of each entry; undefined when it is not certain that they would survive a crash, so that the sender must
   * send again. With an epoch, only while the stream is in it. Never rejects.
   */
  append(from: string, entries: readonly NewEntry[], epoch?: string): Promise<readonly Appended[] | undefined>;
  /** The same for what a hook told: where the stream cannot be reached, it waits for it on this relay's own disk. */
  takeIn(from: string, entries: readonly NewEntry[]): Promise<readonly Appended[] | 'waits' | undefined>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface RecorderParts {
  readonly backbone: Backbone;
  readonly waiting: WaitingRoom | undefined;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  /** Longer than so many ms no sender is kept waiting. */
  readonly patience: number;
  readonly recordingLog: RecordingLog;
}

export function recorder(parts: RecorderParts): Recorder {
  const {backbone, waiting, clock, metrics, recordingLog} = parts;
  const underWay = new Set<Promise<unknown>>();

  const attempt = async (
    entries: readonly NewEntry[],
    epoch: string | undefined,
  ): Promise<readonly Appended[] | undefined> => {
    const started = clock.monotonic();
    try {
      const appended = await inTime(backbone.append(entries, epoch), parts);
      metrics.appendSeconds.observe((clock.monotonic() - started) / 1_000);
      recordingLog.works();
      return appended;
    } catch (error) {
      recordingLog.failed(reasonOf(error));
      return undefined;
    }
  };
  const wait = async (room: WaitingRoom, entries: readonly NewEntry[], came: number): Promise<'waits' | undefined> => {
    try {
      await room.add(entries, came);
      return 'waits';
    } catch (error) {
      recordingLog.failed(reasonOf(error));
      return undefined;
    }
  };
  const takeIn = async (entries: readonly NewEntry[]): Promise<readonly Appended[] | 'waits' | undefined> => {
    const came = clock.now();
    if (waiting === undefined) return attempt(entries, undefined);
    // While others wait, nothing goes past them.
    const isFree = waiting.count === 0 && backbone.health().writable;
    return (isFree ? await attempt(entries, undefined) : undefined) ?? wait(waiting, entries, came);
  };
  const following = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    const done = await work;
    underWay.delete(work);
    return done;
  };

  return {
    async append(from, entries, epoch) {
      const appended = await following(attempt(entries, epoch));
      count(metrics, {from, entries: entries.length, taken: appended});
      return appended;
    },
    async takeIn(from, entries) {
      const taken = await following(takeIn(entries));
      count(metrics, {from, entries: entries.length, taken});
      return taken;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inTime<T>(work: Promise<T>, {clock, patience}: RecorderParts): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(patience, () => reject(new Error(`it took longer than ${patience / 1_000} s`)));
    work.then(resolve, reject).finally(stop);
  });
}

interface Outcome {
  readonly from: string;
  readonly entries: number;
  readonly taken: readonly Appended[] | 'waits' | undefined;
}

function count(metrics: RelayMetrics, {from, entries, taken}: Outcome): void {
  if (taken === undefined) metrics.entries.inc({from, outcome: 'refused'}, entries);
  else if (taken === 'waits') metrics.entries.inc({from, outcome: 'waiting'}, entries);
  else countTaken(metrics, from, taken);
}

/** What became of entries that are in the stream now, or were before. */
export function countTaken(metrics: RelayMetrics, from: string, appended: readonly Appended[]): void {
  const accepted = appended.filter(one => one !== undefined).length;
  metrics.entries.inc({from, outcome: 'accepted'}, accepted);
  metrics.entries.inc({from, outcome: 'repeated'}, appended.length - accepted);
}
