import type {RunEvent, Running} from '../core/runbook/run.js';
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
