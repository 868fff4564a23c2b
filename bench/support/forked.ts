import {type ChildProcess, fork} from 'node:child_process';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** A program of the tests or benches in a process of its own, with a channel to it. */
export async function forked(source: string, args: readonly string[]): Promise<ChildProcess> {
  const outfile = path.resolve('.bench', `${path.basename(source, '.ts')}.mjs`);
  await esbuild.build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    banner: {js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);"},
  });
  return fork(outfile, args, {serialization: 'advanced'});
}
