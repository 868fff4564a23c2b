import {stat} from 'node:fs/promises';
import {walkRoot} from './walk-root.js';

/** Says in short which files the folders hold and when each was last written: another answer, another index. Never rejects. */
export async function stampRoots(roots: readonly string[]): Promise<string> {
  const stamps = await Promise.all(roots.map(stampOf));
  return stamps.join('\n\n');
}

async function stampOf(root: string): Promise<string> {
  const {files, troubles} = await walkRoot(root);
  const written = await Promise.all(files.map(({path}) => writtenAt(path)));
  return [
    ...files.map(({file}, index) => `${file} ${written[index]}`),
    ...troubles.map(({path, why}) => `${path} ${why}`),
  ].join('\n');
}

async function writtenAt(path: string): Promise<string> {
  try {
    const {mtimeMs, size, ino} = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'unread';
  }
}
