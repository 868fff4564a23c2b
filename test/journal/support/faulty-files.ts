import {type Files, nodeFiles, type OpenFile} from '../../../src/lib/node/files.js';

/** A call to the file system that may be made to fail. */
export type Call = 'write' | 'datasync' | 'sync' | 'truncate' | 'open' | 'rename' | 'stat' | 'mkdir' | 'unlink';

export interface Faults {
  readonly files: Files;
  /** Every call so far, in order. */
  readonly calls: Call[];
  /** The space left, in bytes written; endless unless set. A write that does not fit is cut short first, as on a real disk. */
  space: number;
  /** Called before each call: the code it answers is the error that the call ends with. */
  before: (call: Call, path: string) => string | undefined;
}

/** The real file system, on which any call can be made to fail. */
export function faultyFiles(): Faults {
  const faults: Faults = {files: nodeFiles, calls: [], space: Number.POSITIVE_INFINITY, before: () => undefined};
  const check = (call: Call, path: string): void => {
    faults.calls.push(call);
    const code = faults.before(call, path);
    if (code !== undefined) throw Object.assign(new Error(`${code}: ${call} '${path}'`), {code});
  };
  const guarded = async <T>(call: Call, path: string, task: () => Promise<T>): Promise<T> => {
    check(call, path);
    return task();
  };
  const wrap = (file: OpenFile, path: string): OpenFile => ({
    write: (bytes, offset, length) =>
      guarded('write', path, () => {
        const fits = Math.min(length, faults.space);
        if (fits === 0) throw Object.assign(new Error(`ENOSPC: write '${path}'`), {code: 'ENOSPC'});
        faults.space -= fits;
        return file.write(bytes, offset, fits);
      }),
    datasync: () => guarded('datasync', path, () => file.datasync()),
    sync: () => guarded('sync', path, () => file.sync()),
    truncate: length =>
      guarded('truncate', path, async () => {
        faults.space += Math.max(0, (await file.stat()).size - length);
        await file.truncate(length);
      }),
    stat: () => guarded('stat', path, () => file.stat()),
    chmod: mode => file.chmod(mode),
    close: () => file.close(),
  });
  const files: Files = {
    ...nodeFiles,
    open: (path, flags, mode) => guarded('open', path, async () => wrap(await nodeFiles.open(path, flags, mode), path)),
    rename: (from, to) => guarded('rename', to, () => nodeFiles.rename(from, to)),
    mkdir: (path, how) => guarded('mkdir', path, () => nodeFiles.mkdir(path, how)),
    unlink: path =>
      guarded('unlink', path, async () => {
        const {size} = await nodeFiles.stat(path);
        await nodeFiles.unlink(path);
        faults.space += size;
      }),
    statfs: async () => ({bavail: 0, bsize: 4096}),
  };
  return Object.assign(faults, {files});
}
