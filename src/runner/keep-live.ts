import {type LiveOptions, type LiveRun, liveRun} from './live-run.js';
import type {RunnerParts} from './parts.js';

/** Follows a run and knows it as under way until it has ended. */
export function keepLive(parts: Pick<RunnerParts, 'live'>, options: LiveOptions): LiveRun {
  const run = liveRun(options);
  parts.live.set(options.record.run, run);
  void run.ended.finally(() => parts.live.delete(options.record.run));
  return run;
}
