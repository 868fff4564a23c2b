import {writeFile} from 'node:fs/promises';
import {readIfThere} from '../lib/node/files.js';
import type {RunFiles} from './paths.js';
import type {ProcessMark} from './processes.js';

/** Stands for a process that never was. */
export const NOBODY: ProcessMark = {pid: 0, birth: 'never'};

/** Who leads the run, or leads to it; undefined until that is written. */
export async function readMark(files: RunFiles): Promise<ProcessMark | undefined> {
  const text = String((await readIfThere(files.pid)) ?? '');
  const [, pid, birth] = /^(\d+) (.+)\n/.exec(text) ?? [];
  return pid === undefined || birth === undefined ? undefined : {pid: Number(pid), birth};
}

export async function writeMark(files: RunFiles, {pid, birth}: ProcessMark): Promise<void> {
  await writeFile(files.pid, `${pid} ${birth}\n`, {mode: 0o600});
}
