import {rename, writeFile} from 'node:fs/promises';

/** Writes a file whole or not at all, for its owner alone. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, {mode: 0o600});
  await rename(`${file}.part`, file);
}
