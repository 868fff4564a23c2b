import {type Files, nodeFiles, removeIfThere, syncFolder} from '../lib/node/files.js';
import {loadJournal} from './load.js';
import {VERSIONS, type Versions} from './raise.js';
import {listSegments, segmentsFolder} from './segment.js';

export interface PruneOptions {
  /** So many of the newest segments stay, and in any case those that the journal is read from. */
  readonly keep: number;
  /** As for opening: a snapshot that cannot be read does not replace what is before it. */
  readonly accepts?: (snapshot: unknown) => boolean;
  readonly files?: Files;
  readonly versions?: Versions;
}

/**
 * Removes the oldest segments of the journal in the folder, whose lock the caller holds; may run beside appends. What
 * stays can be replayed as before. Rejects, and removes nothing, when the journal cannot be read.
 */
export async function pruneSegments(folder: string, options: PruneOptions): Promise<void> {
  const {keep, files = nodeFiles, versions = VERSIONS, accepts} = options;
  const refs = await listSegments(folder, files);
  const {base} = await loadJournal(folder, {files, versions, ...(accepts === undefined ? {} : {accepts})});
  if (base === undefined) return;
  const old = refs.slice(0, Math.max(0, refs.length - keep)).filter(({number}) => number < base.number);
  if (old.length === 0) return;
  // The oldest first: whatever stops it, what stays has no hole.
  for (const {path} of old) await removeIfThere(path, files);
  await syncFolder(segmentsFolder(folder), files);
}
