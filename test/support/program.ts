import {cpSync, existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {buildProgram} from '../../scripts/lib/bundle.mjs';
import {tempDir} from './real.js';
import {ROOT} from './source-files.js';

/** The program, built from the sources as they are now. */
export interface BuiltProgram {
  /** To be run by Node: `launch([bin, 'demo'])`. */
  readonly bin: string;
  /** The folder of its worker files, with a slash at its end. */
  readonly workers: URL;
}

/** The file of the program that whole-process tests run: built from the sources, or what WK_BIN names. */
export async function programFile(): Promise<string> {
  const named = process.env.WK_BIN;
  if (named === undefined) return (await builtProgram()).bin;
  copied ??= copyOf(path.resolve(named));
  return copied;
}

let copied: string | undefined;

/** Where nothing of the project is near it. */
function copyOf(file: string): string {
  const copy = path.join(tempDir(), 'bin', path.basename(file));
  cpSync(file, copy);
  return copy;
}

let building: Promise<BuiltProgram> | undefined;

/** Builds the program once for all tests of a file; about a second. */
export function builtProgram(): Promise<BuiltProgram> {
  building ??= build();
  return building;
}

async function build(): Promise<BuiltProgram> {
  const folder = tempDir();
  writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}\n');
  for (const part of ['bin', 'runbooks'].filter(name => existsSync(path.join(ROOT, name)))) {
    cpSync(path.join(ROOT, part), path.join(folder, part), {recursive: true});
  }
  await buildProgram(path.join(folder, 'dist'));
  return {bin: path.join(folder, 'bin/watchkeeper.js'), workers: pathToFileURL(`${folder}/dist/workers/`)};
}
