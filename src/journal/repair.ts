import {join} from 'node:path';
import {counted} from '../core/counted.js';
import {writeFileAtomic} from '../lib/node/atomic-file.js';
import {type Files, isDiskFull, privateFolder, removeIfThere, syncFolder} from '../lib/node/files.js';
import type {Loaded} from './load.js';
import {type SegmentRef, segmentsFolder} from './segment.js';

/** Takes what a crash left half-written off the journal, keeps it in a side file, and says so; undefined when all was whole. */
export async function repair(folder: string, loaded: Loaded, files: Files): Promise<string | undefined> {
  const said: string[] = [];
  for (const ref of loaded.headless) said.push(await setAside(folder, ref, files));
  const {newest} = loaded;
  if (newest !== undefined && newest.end < newest.size) said.push(await cutTail(folder, newest, files));
  return said.length === 0 ? undefined : said.join(' ');
}

async function cutTail(folder: string, newest: NonNullable<Loaded['newest']>, files: Files): Promise<string> {
  const tail = (await files.readFile(newest.ref.path)).subarray(newest.end);
  const kept = await keep(folder, {name: `${newest.ref.number}-${newest.end}`, bytes: tail}, files);
  await files.truncate(newest.ref.path, newest.end);
  return `A crash left ${counted(tail.length, 'byte')} of an unfinished line at the end of ${newest.ref.path}; they were ${kept}.`;
}

async function setAside(folder: string, ref: SegmentRef, files: Files): Promise<string> {
  const bytes = await files.readFile(ref.path);
  const kept = await keep(folder, {name: `${ref.number}-0`, bytes}, files);
  await removeIfThere(ref.path, files);
  await syncFolder(segmentsFolder(folder), files);
  return `A crash left ${ref.path} with ${counted(bytes.length, 'byte')} and no whole line; they were ${kept}.`;
}

/** A full disk must not keep the journal shut: what is cut was never acknowledged to anybody. */
async function keep(
  folder: string,
  tail: {readonly name: string; readonly bytes: Uint8Array},
  files: Files,
): Promise<string> {
  const path = join(folder, 'torn', tail.name);
  try {
    await privateFolder(join(folder, 'torn'), files);
    await writeFileAtomic(path, tail.bytes, {files});
    return `moved to ${path}`;
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    return 'dropped, because the disk is full';
  }
}
