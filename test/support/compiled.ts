import path from 'node:path';
import * as esbuild from 'esbuild';
import {tempDir} from './real.js';
import {ROOT} from './source-files.js';

/** A program of the tests, as one file for Node. */
export async function compiled(source: string): Promise<string> {
  const outfile = path.join(tempDir(), 'program.mjs');
  await esbuild.build({
    entryPoints: [path.join(ROOT, source)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    banner: {js: 'import {createRequire} from "node:module"; const require = createRequire(import.meta.url);'},
  });
  return outfile;
}
