import {randomBytes} from 'node:crypto';
import {dirname} from 'node:path';
import {CREATE, type Files, nodeFiles, removeIfThere, syncFolder, writeFully} from './files.js';

export interface AtomicWrite {
  /** Permission bits, whatever the umask says; 0600 unless given. */
  readonly mode?: number;
  readonly files?: Files;
}

/** Replaces the file as a whole, durably: after a crash or on a full disk it is the old one or the new one. */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  options: AtomicWrite = {},
): Promise<void> {
  const files = options.files ?? nodeFiles;
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeNew(temporary, content, {files, mode: options.mode ?? 0o600});
    await files.rename(temporary, path);
  } catch (error) {
    await removeIfThere(temporary, files).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path), files);
}

async function writeNew(path: string, content: string | Uint8Array, options: Required<AtomicWrite>): Promise<void> {
  const file = await options.files.open(path, CREATE, options.mode);
  try {
    await file.chmod(options.mode);
    await writeFully(file, typeof content === 'string' ? Buffer.from(content) : content);
    await file.sync();
  } finally {
    await file.close();
  }
}
