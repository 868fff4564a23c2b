import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {tempDir} from '../../support/real.js';

const SOURCE = fileURLToPath(new URL('../../fixtures/terminal/screen-app.ts', import.meta.url));

/** The fixture as a program that Node runs, and a folder of its own for what it leaves behind. */
export async function screenApp(): Promise<{readonly file: string; folder(name: string): string}> {
  const home = tempDir();
  const file = path.join(home, 'app.mjs');
  await build({entryPoints: [SOURCE], outfile: file, bundle: true, platform: 'node', format: 'esm', logLevel: 'error'});
  return {
    file,
    folder(name) {
      const folder = path.join(home, name);
      mkdirSync(folder, {recursive: true});
      return folder;
    },
  };
}
