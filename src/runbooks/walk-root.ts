import {readdir, realpath, stat} from 'node:fs/promises';
import {join} from 'node:path';

export interface FoundFile {
  /** Absolute path. */
  readonly path: string;
  /** Path below the root, with `/`. */
  readonly file: string;
}

export interface Trouble {
  readonly path: string;
  readonly why: string;
}

/** Deeper than any team's folders; links that make a tree endless are cut before. */
const DEEPEST = 16;
const MOST_FILES = 10_000;
const SKIPPED = new Set(['node_modules', 'vendor', '__pycache__']);

interface Walking {
  readonly files: FoundFile[];
  readonly troubles: Trouble[];
  /** Real paths of the folders that were entered: links may lead back into them. */
  readonly entered: Set<string>;
}

/** All files below a folder that may hold Markdown, in the order of their names, links followed once. Never rejects. */
export async function walkRoot(
  root: string,
): Promise<{readonly files: readonly FoundFile[]; readonly troubles: readonly Trouble[]}> {
  const walking: Walking = {files: [], troubles: [], entered: new Set()};
  await enter(root, '', {walking, depth: 0});
  return walking;
}

interface Where {
  readonly walking: Walking;
  readonly depth: number;
}

async function enter(path: string, below: string, {walking, depth}: Where): Promise<void> {
  try {
    const real = await realpath(path);
    if (walking.entered.has(real) || depth > DEEPEST) return;
    walking.entered.add(real);
    const entries = await readdir(path, {withFileTypes: true});
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue;
      const file = below === '' ? entry.name : `${below}/${entry.name}`;
      const kind = entry.isSymbolicLink() ? await kindBehind(join(path, entry.name), walking) : kindOf(entry);
      await add({path: join(path, entry.name), file}, kind, {walking, depth});
    }
  } catch (error) {
    walking.troubles.push({path, why: whyOf(error)});
  }
}

async function add(found: FoundFile, kind: Kind, where: Where): Promise<void> {
  const {walking, depth} = where;
  if (kind === 'folder') {
    await enter(found.path, found.file, {walking, depth: depth + 1});
  } else if (kind === 'file' && /\.(?:md|markdown|mdown|txt)$/i.test(found.file) && walking.files.length < MOST_FILES) {
    walking.files.push(found);
  }
}

type Kind = 'file' | 'folder' | 'other';

function kindOf(entry: {isFile(): boolean; isDirectory(): boolean}): Kind {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

async function kindBehind(path: string, walking: Walking): Promise<Kind> {
  try {
    return kindOf(await stat(path));
  } catch (error) {
    if (/\.md$/i.test(path)) walking.troubles.push({path, why: whyOf(error)});
    return 'other';
  }
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'it is not there',
    EACCES: 'its permissions forbid it',
    ENOTDIR: 'it is not a folder',
    ELOOP: 'its links go round in a circle',
  };
  return words[code] ?? String(error);
}
