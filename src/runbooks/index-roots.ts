import {setImmediate} from 'node:timers/promises';
import {type IndexedFile, indexFile} from './index-file.js';
import {isRunbookText} from './is-runbook-text.js';
import {readTextOnly} from './read-runbook.js';
import {type FoundFile, type Trouble, walkRoot} from './walk-root.js';

export interface RunbookIndex {
  readonly files: readonly IndexedFile[];
  /** What could not be read, and why; the rest is there. */
  readonly troubles: readonly Trouble[];
}

/** Files that are read at the same time: while so many are parsed, the next ones come. */
const TOGETHER = 32;
/** How long, in ms, parsing goes on before a key may be answered. */
const SLICE = 8;

/**
 * Reads all Markdown files below some folders, earlier roots first; a file that two roots hold counts for the first.
 * Gives way to everything else that wants to run. Never rejects.
 */
export async function indexRoots(roots: readonly string[], signal?: AbortSignal): Promise<RunbookIndex> {
  const index: Growing = {files: [], troubles: [], seen: new Set(), turn: turnTaker()};
  for (const root of roots) {
    if (signal?.aborted === true) break;
    await addRoot(root, index, signal);
  }
  return {files: index.files, troubles: index.troubles};
}

interface Growing {
  readonly files: IndexedFile[];
  readonly troubles: Trouble[];
  /** Paths that an earlier root has. */
  readonly seen: Set<string>;
  turn(): Promise<void>;
}

async function addRoot(root: string, index: Growing, signal: AbortSignal | undefined): Promise<void> {
  const walked = await walkRoot(root);
  index.troubles.push(...walked.troubles);
  const fresh = walked.files.filter(({path}) => !index.seen.has(path));
  for (const {path} of fresh) index.seen.add(path);
  let coming = readTogether(fresh, 0);
  for (let at = 0; at < fresh.length && signal?.aborted !== true; at += TOGETHER) {
    const texts = await coming;
    coming = readTogether(fresh, at + TOGETHER);
    for (const {path, file, text, why} of texts) {
      if (text === undefined) index.troubles.push({path, why});
      else if (isRunbookText(path, text)) index.files.push(indexFile({path, file, root}, text));
      await index.turn();
    }
  }
}

/** Never rejects, so that it may be left alone. */
function readTogether(files: readonly FoundFile[], at: number): Promise<readonly Read[]> {
  return Promise.all(files.slice(at, at + TOGETHER).map(readOrSay));
}

interface Read {
  readonly path: string;
  readonly file: string;
  readonly text?: string;
  readonly why: string;
}

async function readOrSay({path, file}: FoundFile): Promise<Read> {
  try {
    return {path, file, text: await readTextOnly(path), why: ''};
  } catch (error) {
    return {path, file, why: error instanceof Error ? error.message : String(error)};
  }
}

function turnTaker(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE) return;
    await setImmediate();
    since = performance.now();
  };
}
