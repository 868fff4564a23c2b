import {readFile, stat} from 'node:fs/promises';
import type {Leftover, RunResult} from '../core/runbook/run.js';
import {namesIn} from '../lib/node/files.js';
import type {About} from './host/host.js';
import type {RunnerParts} from './parts.js';
import {type RunFiles, runFiles, runsFolder} from './paths.js';
import {isAlive} from './processes.js';
import {type RunRecord, readRecord, readResult} from './record.js';
import {resultOf} from './result.js';

/** Runs whose cockpit is gone and whose end nobody has seen, oldest first. */
export async function findLeftovers(parts: RunnerParts): Promise<readonly Leftover[]> {
  const names = await namesIn(runsFolder(parts.root));
  const found = await Promise.all(names.map(name => leftover(parts, runFiles(parts.root, name))));
  return found.filter(one => one !== undefined).sort((a, b) => a.startedAt - b.startedAt);
}

async function leftover(parts: RunnerParts, files: RunFiles): Promise<Leftover | undefined> {
  const record = await readRecord(files);
  if (record === undefined || parts.live.has(record.run)) return undefined;
  if (await ownedByAnother(parts, record)) return undefined;
  if ((await readResult(files)) !== undefined) return undefined;
  const followed = await parts.hostOf(record.via ?? []).follow(files, record);
  const running = (await followed.ending()) === undefined && (await followed.isThere());
  // Behind `via` a lost line says nothing about the statement: following it will tell.
  const unknown = !running && record.via !== undefined && (await followed.ending()) === undefined;
  const text = await readFile(files.statement, 'utf8').catch(() => '');
  const {run, startedAt} = record;
  const one = {run, startedAt, text, pid: followed.pid, file: files.output};
  if (running || unknown) return {...one, state: 'running'};
  return {...one, state: 'ended', result: await ended(files, await followed.ending(), await followed.about())};
}

/** Another cockpit that lives follows it; one that lives and let go of it is ourselves. */
async function ownedByAnother(parts: RunnerParts, {owner}: RunRecord): Promise<boolean> {
  if (owner.pid === parts.own.pid && owner.birth === parts.own.birth) return false;
  return isAlive(owner);
}

async function ended(files: RunFiles, ending: Parameters<typeof resultOf>[0], about: About): Promise<RunResult> {
  const [output, status] = await Promise.all(
    [files.output, files.status].map(file => stat(file).catch(() => undefined)),
  );
  const endedAt = Math.round((status ?? output)?.mtimeMs ?? 0);
  const told = {endedBy: undefined, why: undefined, about, endedAt, bytes: output?.size ?? 0};
  return resultOf(ending, told);
}
