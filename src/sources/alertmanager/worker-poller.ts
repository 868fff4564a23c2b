import {Worker} from 'node:worker_threads';
import type {SourceTrouble} from '../../core/live/update.js';
import type {Clock} from '../../core/ports.js';
import {pause} from '../../lib/pause.js';
import {words} from '../../lib/server-words.js';
import {type Mirror, mirror} from './mirror.js';
import type {AlertmanagerOptions} from './options.js';
import type {Poller, Report} from './poller.js';
import type {Altered} from './texts.js';
import {toldOf} from './told.js';
import {assembler, type FromWorker, type ToWorker} from './wire.js';

export interface WorkerPollerOptions {
  readonly options: AlertmanagerOptions;
  /** The folder of the built worker files, with a slash at its end. */
  readonly workers: URL;
  readonly clock: Clock;
  post(report: Report): void;
}

const RESTART_AFTER = 1_000;
/** MiB. Nearly all that a poll makes is dropped after it; a large nursery would only hold that for longer. */
const YOUNG = 12;

/**
 * A poller in a thread of its own. When the thread dies (out of memory, say) the source is down, with the reason, and
 * a new thread goes on from what was last reported.
 */
export function workerPoller(given: WorkerPollerOptions): Poller {
  const {options, clock} = given;
  const reported = mirror({source: options.name, interval: options.poll});
  let thread: Worker | undefined;
  return {
    async run(signal) {
      while (!signal.aborted) {
        thread = new Worker(new URL('poll.js', given.workers), {
          workerData: {...options, seed: reported.seed(), now: clock.now()},
          resourceLimits: {maxYoungGenerationSizeMb: YOUNG},
        });
        const reason = await life(thread, signal, {post: given.post, reported});
        thread = undefined;
        if (signal.aborted) return;
        const at = clock.now();
        const health = reported.down(trouble(options.name, reason), {at, retryAt: at + RESTART_AFTER});
        given.post({update: {source: options.name, at, health}, altered: []});
        await pause(clock, RESTART_AFTER, signal);
      }
    },
    wake: () => thread?.postMessage('wake' satisfies ToWorker),
    tell(alerts) {
      // While a new thread starts, its first poll is the answer.
      thread?.postMessage({tell: alerts} satisfies ToWorker);
      const altered: Altered[] = [];
      const told = alerts.map(alert => toldOf(alert, {source: options.name, altered: one => altered.push(one)}));
      const last = new Map(told.map(one => [one.status === 'firing' ? one.alert.fingerprint : one.fingerprint, one]));
      const fires = [...last.values()].flatMap(one => (one.status === 'firing' ? [one.alert] : []));
      // What is new is not held up by a thread that reads a long list just now. It will report the same.
      const update = reported.news(fires, clock.now());
      if (update === undefined) return;
      reported.note(update);
      given.post({update, altered});
    },
  };
}

/** Resolves with the reason when the thread has ended. */
function life(
  thread: Worker,
  signal: AbortSignal,
  to: {readonly post: (report: Report) => void; readonly reported: Mirror},
): Promise<string> {
  const whole = assembler();
  const send = (message: ToWorker) => thread.postMessage(message);
  const leave = () => send('stop');
  let reason = 'its thread ended';
  signal.addEventListener('abort', leave, {once: true});
  if (signal.aborted) leave();
  thread.on('message', (message: FromWorker) => {
    const report = whole(message);
    send('next');
    if (report === undefined || signal.aborted) return;
    to.reported.note(report.update);
    to.post(report);
  });
  thread.once('error', error => {
    reason = words(error instanceof Error ? error.message : String(error));
  });
  return new Promise(resolve => {
    thread.once('exit', () => {
      signal.removeEventListener('abort', leave);
      resolve(reason);
    });
  });
}

function trouble(source: string, reason: string): SourceTrouble {
  return {
    kind: 'bad-answer',
    message: `Reading ${source} stopped: ${reason}.`,
    hint: 'It is started again. If this repeats, its list of alerts may be too large for this machine.',
  };
}
