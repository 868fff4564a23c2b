import {constants} from 'node:fs';
import {access} from 'node:fs/promises';
import path from 'node:path';

/** Where systems keep it. */
const USUAL = ['/bin', '/usr/bin', '/usr/local/bin'];

/** Where bash is on this PATH, or in the usual folders. */
export async function findBash(searchPath: string, usual: readonly string[] = USUAL): Promise<string | undefined> {
  const folders = [...searchPath.split(path.delimiter), ...usual];
  for (const folder of folders.filter(path.isAbsolute)) {
    const file = path.join(folder, 'bash');
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}

export const NO_BASH = 'there is no bash on this machine, and statements run in bash: install it, or set runbooks.via';
