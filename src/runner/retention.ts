import {rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {namesIn} from '../lib/node/files.js';
import {findLeftovers} from './leftovers.js';
import type {RunnerParts} from './parts.js';
import {runsFolder, safeName} from './paths.js';

/** How long outputs stay, and how much room all of them together may take. */
export interface Kept {
  readonly days: number;
  readonly bytes: number;
}

export const KEPT: Kept = {days: 90, bytes: 2 * 1024 ** 3};

const DAY_MS = 86_400_000;

interface Seen {
  readonly folder: string;
  readonly at: number;
  readonly bytes: number;
}

/**
 * Removes runs past their time, then the oldest ones until the rest fits, and states of walks past their time. What is
 * under way or a leftover stays. Answers how many runs went.
 */
export async function tidy(parts: RunnerParts, kept: Kept): Promise<number> {
  const oldest = parts.clock.now() - kept.days * DAY_MS;
  const held = new Set([...parts.live.keys(), ...(await findLeftovers(parts)).map(({run}) => run)].map(safeName));
  const runs = await folders(runsFolder(parts.root), held);
  let room = kept.bytes;
  let gone = 0;
  for (const run of runs.sort((a, b) => b.at - a.at)) {
    room -= run.bytes;
    if (run.at >= oldest && room >= 0) continue;
    await rm(run.folder, {recursive: true, force: true});
    gone += 1;
  }
  const sessions = await folders(path.join(parts.root, 'sessions'), parts.busy);
  for (const {folder, at} of sessions) if (at < oldest) await rm(folder, {recursive: true, force: true});
  return gone;
}

async function folders(parent: string, held: ReadonlySet<string>): Promise<Seen[]> {
  const names = (await namesIn(parent)).filter(name => !held.has(name));
  const seen = await Promise.all(names.map(name => look(path.join(parent, name))));
  return seen.filter(one => one !== undefined);
}

/** A folder changes whenever a file in it comes, goes or is replaced. */
async function look(folder: string): Promise<Seen | undefined> {
  const at = (await stat(folder).catch(() => undefined))?.mtimeMs;
  if (at === undefined) return undefined;
  const output = path.join(folder, 'output');
  const {size = 0, mtimeMs = at} = (await stat(output).catch(() => undefined)) ?? {};
  return {folder, at: Math.max(at, mtimeMs), bytes: size};
}
