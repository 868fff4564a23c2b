import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {delimiter, join} from 'node:path';

/** Whether a program that is run without a shell would be found: at its path, or in the folders of `path`. */
export async function canRun(program: string, path: string | undefined): Promise<boolean> {
  const places = program.includes('/')
    ? [program]
    : (path ?? '').split(delimiter).map(folder => join(folder === '' ? '.' : folder, program));
  const found = await Promise.all(places.map(isProgram));
  return found.includes(true);
}

async function isProgram(place: string): Promise<boolean> {
  try {
    await access(place, constants.X_OK);
    return (await stat(place)).isFile();
  } catch {
    return false;
  }
}
