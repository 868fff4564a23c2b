import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Env} from '../../config/places.js';
import type {Draft} from '../../core/runbook/desk.js';
import {privateFolder} from '../../lib/node/files.js';

/** Writes a text where only the operator can read it, and tells how their editor opens it. */
export async function draftFile(
  text: string,
  {folder, env, name: file}: {readonly folder: string; readonly env: Env; readonly name: string},
): Promise<Draft> {
  await privateFolder(folder);
  const own = await mkdtemp(join(folder, 'edit-'));
  const path = join(own, file);
  await writeFile(path, `${text}\n`, {mode: 0o600});
  const {words, name} = editorIn(env);
  return {
    editor: name,
    file: '/bin/sh',
    // As git does it: what the variable holds may have options of its own.
    args: ['-c', `${words} "$@"`, words, path],
    async take() {
      try {
        return (await readFile(path, 'utf8')).replace(/\n+$/, '');
      } finally {
        await rm(own, {recursive: true, force: true});
      }
    },
  };
}

function editorIn({VISUAL = '', EDITOR = ''}: Env): {readonly words: string; readonly name: string} {
  const words = VISUAL.trim() || EDITOR.trim();
  return words === '' ? {words: 'vi', name: 'vi ($EDITOR is not set)'} : {words, name: words};
}
