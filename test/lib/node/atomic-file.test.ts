import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {writeFileAtomic} from '../../../src/lib/node/atomic-file.js';
import {type Files, nodeFiles} from '../../../src/lib/node/files.js';

describe('replacing a file', () => {
  test('puts the new content in place, for its owner only whatever the umask', async () => {
    const path = join(await temporaryFolder(), 'handoff.md');
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    await writeFileAtomic(path, 'old');
    await writeFileAtomic(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('syncs the file before it gets its name, and the folder after', async () => {
    const folder = await temporaryFolder();
    const calls: string[] = [];
    await writeFileAtomic(join(folder, 'file'), 'text', {files: recording(calls)});
    expect(calls).toEqual(['open file', 'write', 'sync file', 'rename', 'open folder', 'sync folder']);
  });

  test('leaves the old file whole, and nothing beside it, when any step fails', async () => {
    for (const failing of ['write', 'sync file', 'rename']) {
      const folder = await temporaryFolder();
      const path = join(folder, 'file');
      await writeFile(path, 'old');
      await expect(writeFileAtomic(path, 'new', {files: recording([], failing)})).rejects.toThrow(failing);
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['file']);
    }
  });

  test('by several at once leaves one of theirs', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    const texts = Array.from({length: 20}, (_, index) => `${index}`.repeat(1000));
    await Promise.all(texts.map(text => writeFileAtomic(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['file']);
  });
});

function recording(calls: string[], failing?: string): Files {
  const call = async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    calls.push(name);
    if (name === failing) throw new Error(name);
    return task();
  };
  return {
    ...nodeFiles,
    open: (path, flags, mode) => {
      const kind = path.endsWith('.tmp') ? 'file' : 'folder';
      return call(`open ${kind}`, async () => {
        const file = await nodeFiles.open(path, flags, mode);
        return {
          write: (bytes, offset, length) => call('write', () => file.write(bytes, offset, length)),
          sync: () => call(`sync ${kind}`, () => file.sync()),
          datasync: () => file.datasync(),
          truncate: length => file.truncate(length),
          stat: () => file.stat(),
          chmod: bits => file.chmod(bits),
          close: () => file.close(),
        };
      });
    },
    rename: (from, to) => call('rename', () => nodeFiles.rename(from, to)),
  };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wk-lib-'));
  onTestFinished(() => rm(folder, {recursive: true, force: true}));
  return folder;
}
