import type {RunEvent, Running} from '../core/runbook/run.js';
import {OperatorError} from '../lib/operator-error.js';
import type {Followed} from './host/host.js';
import {keepLive} from './keep-live.js';
import type {RunnerParts} from './parts.js';
import {runFiles} from './paths.js';
import {readRecord, writeRecord} from './record.js';

/** Takes over a run of an earlier process; undefined where there is none of that name, or it is under way here. */
export async function resumeRun(
  parts: RunnerParts,
  run: string,
  onEvent: (event: RunEvent) => void,
): Promise<Running | undefined> {
  const files = runFiles(parts.root, run);
  const found = await readRecord(files);
  if (found === undefined || parts.live.has(run)) return undefined;
  const record = {...found, owner: parts.own};
  await writeRecord(files, record);
  const followed = await parts.hostOf(record.via ?? []).follow(files, record);
  return keepLive(parts, {followed, files, record, clock: parts.clock, onEvent});
}

/** A run as it can still be looked at, also after its end. */
export async function followedRun(parts: RunnerParts, run: string): Promise<Followed> {
  const files = runFiles(parts.root, run);
  const record = await readRecord(files);
  if (record === undefined) {
    throw new OperatorError('The files of this run are gone, so nobody knows its processes any more.', {
      hint: 'Look for them by hand: ps.',
    });
  }
  return parts.hostOf(record.via ?? []).follow(files, record);
}
