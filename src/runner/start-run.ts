import {existsSync} from 'node:fs';
import type {RunEvent, Running, RunRequest, RunResult} from '../core/runbook/run.js';
import {errorCode, isDiskFull, privateFolder, removeIfThere} from '../lib/node/files.js';
import {refusedName} from './env-names.js';
import {keepLive} from './keep-live.js';
import {findLeftovers} from './leftovers.js';
import type {RunnerParts} from './parts.js';
import {type RunFiles, runFiles, safeName} from './paths.js';
import {type RunRecord, readRecord, writeRecord, writeResult} from './record.js';

/** Starts a statement; whatever keeps it from starting is its result. */
export async function startRun(
  parts: RunnerParts,
  request: RunRequest,
  onEvent: (event: RunEvent) => void,
): Promise<Running> {
  const session = safeName(request.session);
  const why = await refusalOf(parts, request);
  if (why !== undefined) return notStarted(parts, {why, onEvent});
  parts.busy.add(session);
  const free = () => parts.busy.delete(session);
  try {
    const running = await launch(parts, request, onEvent);
    void running.ended.finally(free);
    return running;
  } catch (error) {
    free();
    // It never was: nobody is to find it as something that was left behind.
    await removeIfThere(runFiles(parts.root, request.run).record).catch(() => undefined);
    const full = isDiskFull(error);
    if (!full && errorCode(error) === undefined) throw error;
    const reason = full ? 'the disk is full, and its output could not be kept' : String(error);
    return notStarted(parts, {why: reason, onEvent});
  }
}

/** Why this cannot be run now, in words. */
export async function refusalOf(parts: RunnerParts, request: RunRequest): Promise<string | undefined> {
  return unfit(parts, request) ?? (await stillRunning(parts, request.session));
}

function unfit(parts: RunnerParts, request: RunRequest): string | undefined {
  if (request.text.includes('\0')) return 'it has a NUL character in it, which no shell can take';
  if (request.text.trim() === '') return 'it is empty';
  const names = Object.entries(request.env);
  const bad = names.map(([name]) => refusedName(name)).find(reason => reason !== undefined);
  if (bad !== undefined) return bad;
  if (names.some(([, value]) => value.includes('\0'))) return 'one of its values has a NUL character in it';
  if (existsSync(runFiles(parts.root, request.run).record)) return `a run named ${request.run} is already there`;
  return undefined;
}

/** One statement at a time and session, also one that an earlier process left running. */
async function stillRunning(parts: RunnerParts, session: string): Promise<string | undefined> {
  const other = 'another statement of this walk is still running: wait for it, or stop it';
  if (parts.busy.has(safeName(session))) return other;
  if (parts.clear.has(session)) return undefined;
  for (const {run, state} of await findLeftovers(parts)) {
    if (state !== 'running') continue;
    const record = await readRecord(runFiles(parts.root, run));
    if (record !== undefined && record.session === session) return `${other} (${run}, from before the restart)`;
  }
  parts.clear.add(session);
  return undefined;
}

async function launch(parts: RunnerParts, request: RunRequest, onEvent: (event: RunEvent) => void): Promise<Running> {
  const files = runFiles(parts.root, request.run);
  await privateFolder(files.folder);
  const record = recordOf(parts, request);
  await writeRecord(files, record);
  const followed = await parts.hostOf(parts.via).launch(files, request);
  if (typeof followed === 'string') return notStarted(parts, {why: followed, onEvent, files});
  return keepLive(parts, {followed, files, record, clock: parts.clock, onEvent});
}

function recordOf(parts: RunnerParts, request: RunRequest): RunRecord {
  const {run, session, idleTimeout, totalTimeout} = request;
  return {
    v: 1,
    run,
    session,
    startedAt: parts.clock.now(),
    owner: parts.own,
    ...(idleTimeout === undefined ? {} : {idleTimeout}),
    ...(totalTimeout === undefined ? {} : {totalTimeout}),
    ...(parts.via.length === 0 ? {} : {via: parts.via}),
  };
}

interface NotStarted {
  readonly why: string;
  readonly onEvent: (event: RunEvent) => void;
  readonly files?: RunFiles;
}

async function notStarted(parts: RunnerParts, {why, onEvent, files}: NotStarted): Promise<Running> {
  const result: RunResult = {how: 'not-started', endedAt: parts.clock.now(), reason: why, bytes: 0};
  if (files !== undefined) await writeResult(files, result);
  onEvent({type: 'ended', result});
  return {ended: Promise.resolve(result), stop: async () => undefined};
}
