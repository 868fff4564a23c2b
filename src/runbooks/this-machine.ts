import {accessSync, constants, existsSync, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import type {Machine} from './preflight.js';

/** The machine we run on, with the `PATH` of an environment. Each command is looked for once. */
export function thisMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const known = new Map<string, boolean>();
  return {
    hasFile: existsSync,
    hasCommand(word) {
      const found = known.get(word) ?? folders.some(folder => isProgram(join(folder, word)));
      known.set(word, found);
      return found;
    },
  };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
