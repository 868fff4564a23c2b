import {readFile} from 'node:fs/promises';
import type {RunResult} from '../core/runbook/run.js';
import {writeFileAtomic} from '../lib/node/atomic-file.js';
import type {RunFiles} from './paths.js';
import type {ProcessMark} from './processes.js';

/** What the next process has to know about a run. */
export interface RunRecord {
  readonly v: 1;
  readonly run: string;
  readonly session: string;
  readonly startedAt: number;
  readonly idleTimeout?: number;
  readonly totalTimeout?: number;
  readonly via?: readonly string[];
  /** The cockpit that started it, or took it over. */
  readonly owner: ProcessMark;
  /** Ours at this end: the leader of the statement's group, or the client that leads to the other host. */
  readonly client?: ProcessMark;
}

export async function writeRecord(files: RunFiles, record: RunRecord): Promise<void> {
  await writeFileAtomic(files.record, `${JSON.stringify(record)}\n`);
}

export function readRecord(files: RunFiles): Promise<RunRecord | undefined> {
  return readJson<RunRecord>(files.record);
}

export async function writeResult(files: RunFiles, result: RunResult): Promise<void> {
  await writeFileAtomic(files.result, `${JSON.stringify(result)}\n`);
}

export function readResult(files: RunFiles): Promise<RunResult | undefined> {
  return readJson<RunResult>(files.result);
}

/** Undefined also for what is not JSON: the folder is ours alone, and what is torn there says nothing. */
async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
