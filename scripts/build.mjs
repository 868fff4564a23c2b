import path from 'node:path';
import {parseArgs} from 'node:util';
import * as esbuild from 'esbuild';
import {buildProgram, programOptions, ROOT, writeProgram} from './lib/bundle.mjs';

const outdir = path.join(ROOT, 'dist');
const {values} = parseArgs({options: {watch: {type: 'boolean'}, sizes: {type: 'boolean'}}});

await (values.watch ? watch() : build()).catch(failed);

async function build() {
  const started = performance.now();
  const {outputs} = await buildProgram(outdir);
  const took = Math.round(performance.now() - started);
  const sizes = Object.entries(outputs).map(([file, {bytes}]) => ({file, bytes}));
  if (values.sizes) for (const {file, bytes} of sizes.sort((a, b) => b.bytes - a.bytes)) say(`${kB(bytes)}  ${file}`);
  say(`built dist/: ${sizes.length} files, ${kB(sizes.reduce((sum, {bytes}) => sum + bytes, 0)).trim()}, ${took} ms`);
}

async function watch() {
  const options = await programOptions(outdir);
  const context = await esbuild.context({...options, plugins: [...(options.plugins ?? []), announce()]});
  await context.watch();
}

/** @returns {import('esbuild').Plugin} */
function announce() {
  return {
    name: 'write-and-announce',
    setup(build) {
      build.onEnd(async ({errors, outputFiles, metafile}) => {
        if (errors.length > 0 || outputFiles === undefined || metafile === undefined) return;
        await writeProgram(outdir, outputFiles, metafile);
        say(`${new Date().toLocaleTimeString()} built`);
      });
    },
  };
}

/** esbuild has already shown what it could not build. @param {Error} error */
function failed(error) {
  process.stderr.write(`build: ${'errors' in error ? 'dist/ is left as it was' : error.message}\n`);
  process.exitCode = 1;
}

/** @param {number} bytes */
function kB(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
