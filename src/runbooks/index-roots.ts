import {setImmediate} from 'node:timers/promises';
import {type IndexedFile, indexFile} from './index-file.js';
import {readText} from './read-runbook.js';
import {type Trouble, walkRoot} from './walk-root.js';

export interface RunbookIndex {
  readonly files: readonly IndexedFile[];
  /** What could not be read, and why; the rest is there. */
  readonly troubles: readonly Trouble[];
}

/** Files that are read at the same time. */
const TOGETHER = 16;
/** How long, in ms, parsing goes on before a key may be answered. */
const SLICE = 8;

/**
 * Reads all Markdown files below some folders, earlier roots first; a file that two roots hold counts for the first.
 * Gives way to everything else that wants to run. Never rejects.
 */
export async function indexRoots(roots: readonly string[], signal?: AbortSignal): Promise<RunbookIndex> {
  const files: IndexedFile[] = [];
  const troubles: Trouble[] = [];
  const seen = new Set<string>();
  const turn = turnTaker();
  for (const root of roots) {
    const walked = await walkRoot(root);
    troubles.push(...walked.troubles);
    const fresh = walked.files.filter(({path}) => !seen.has(path));
    for (const {path} of fresh) seen.add(path);
    for (let at = 0; at < fresh.length && signal?.aborted !== true; at += TOGETHER) {
      const texts = await Promise.all(fresh.slice(at, at + TOGETHER).map(readOrSay));
      for (const {path, file, text, why} of texts) {
        if (text === undefined) troubles.push({path, why});
        else files.push(indexFile({path, file, root}, text));
        await turn();
      }
    }
  }
  return {files, troubles};
}

interface Read {
  readonly path: string;
  readonly file: string;
  readonly text?: string;
  readonly why: string;
}

async function readOrSay({path, file}: {readonly path: string; readonly file: string}): Promise<Read> {
  try {
    const {text} = await readText(path);
    return {path, file, text, why: ''};
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
