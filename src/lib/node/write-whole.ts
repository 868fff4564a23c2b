import {rename, writeFile} from 'node:fs/promises';

/** Writes a file whole or not at all; for its owner alone, or for whom the operator's umask lets read it. */
export async function writeWhole(file: string, text: string, readers: 'owner' | 'umask' = 'owner'): Promise<void> {
  await writeFile(`${file}.part`, text, {mode: readers === 'owner' ? 0o600 : 0o666});
  await rename(`${file}.part`, file);
}
