import {builtin} from './builtin.mjs';

const {existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} = builtin('node:fs');
const {dirname, join} = builtin('node:path');

/**
 * Makes `folder` of those files, whole or not at all, unless it is there. Where it cannot be made, whoever reads it says
 * that it is missing.
 *
 * @param {string} folder
 * @param {() => Readonly<Record<string, string>>} filesOf their texts, by their paths below it
 */
export function unpackFolder(folder, filesOf) {
  if (existsSync(folder)) return;
  let made = '';
  try {
    mkdirSync(dirname(folder), {recursive: true, mode: 0o700});
    made = mkdtempSync(`${folder}-`);
    for (const [name, text] of Object.entries(filesOf())) {
      const file = join(made, name);
      mkdirSync(dirname(file), {recursive: true, mode: 0o700});
      // On the disk before it has its name: nobody looks at it again.
      writeFileSync(file, text, {mode: 0o600, flush: true});
    }
    renameSync(made, folder);
  } catch {
    // Another one has made it meanwhile, or there is no room.
    if (made !== '') rmSync(made, {recursive: true, force: true});
  }
}
