import {createHash} from 'node:crypto';
import path from 'node:path';
import {writeFileAtomic} from '../../lib/node/atomic-file.js';
import {privateFolder, readIfThere} from '../../lib/node/files.js';
import {PLACE} from './place.js';
import {SHELL} from './shell.js';
import {SUPERVISE} from './supervise.js';

/** Where our own bash files are. */
export interface Scripts {
  readonly shell: string;
  readonly supervise: string;
  readonly place: string;
}

/** Writes them where they are not yet; a run of an older version goes on with its own. */
export async function installScripts(root: string): Promise<Scripts> {
  const hash = createHash('sha256').update(SHELL).update(SUPERVISE).update(PLACE).digest('hex').slice(0, 12);
  const folder = path.join(root, 'scripts', hash);
  const scripts = scriptsIn(folder);
  const wanted = [
    [scripts.shell, SHELL],
    [scripts.supervise, SUPERVISE],
    [scripts.place, PLACE],
  ] as const;
  for (const [file, text] of wanted) {
    if (String(await readIfThere(file)) === text) continue;
    await privateFolder(folder);
    await writeFileAtomic(file, text);
  }
  return scripts;
}

function scriptsIn(folder: string): Scripts {
  const file = (name: string) => `${folder}/${name}.bash`;
  return {shell: file('shell'), supervise: file('supervise'), place: file('place')};
}
