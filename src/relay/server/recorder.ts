import type {Clock} from '../../core/ports.js';
import type {Appended, Backbone, NewEntry} from '../backbone/backbone.js';
import type {RelayMetrics} from './metrics.js';

/** Takes in what hooks and cockpits tell. */
export interface Recorder {
  /**
   * What became of each entry; undefined when it is not certain that they would survive a crash, so that the sender must
   * send again. With an epoch, only while the stream is in it. Never rejects.
   */
  append(from: string, entries: readonly NewEntry[], epoch?: string): Promise<readonly Appended[] | undefined>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface RecorderParts {
  readonly backbone: Backbone;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  /** Longer than so many ms no sender is kept waiting. */
  readonly patience: number;
  warn(line: string): void;
  log(line: string): void;
}

export function recorder(parts: RecorderParts): Recorder {
  const {backbone, clock, metrics} = parts;
  const underWay = new Set<Promise<unknown>>();
  let trouble = false;

  const say = (reason: string | undefined) => {
    if (reason !== undefined && !trouble) parts.warn(`Nothing is recorded now: ${reason}`);
    if (reason === undefined && trouble) parts.log('Recording works again.');
    trouble = reason !== undefined;
  };

  const attempt = async (
    entries: readonly NewEntry[],
    epoch: string | undefined,
  ): Promise<readonly Appended[] | undefined> => {
    const started = clock.monotonic();
    try {
      const appended = await inTime(backbone.append(entries, epoch), parts);
      metrics.appendSeconds.observe((clock.monotonic() - started) / 1_000);
      say(undefined);
      return appended;
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };

  return {
    async append(from, entries, epoch) {
      const appending = attempt(entries, epoch);
      underWay.add(appending);
      const appended = await appending;
      underWay.delete(appending);
      count(metrics, {from, entries: entries.length, appended});
      return appended;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
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
  readonly appended: readonly Appended[] | undefined;
}

function count(metrics: RelayMetrics, {from, entries, appended}: Outcome): void {
  if (appended === undefined) {
    metrics.entries.inc({from, outcome: 'refused'}, entries);
    return;
  }
  const accepted = appended.filter(one => one !== undefined).length;
  metrics.entries.inc({from, outcome: 'accepted'}, accepted);
  metrics.entries.inc({from, outcome: 'repeated'}, appended.length - accepted);
}
