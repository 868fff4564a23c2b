import {execFile} from 'node:child_process';
import {access} from 'node:fs/promises';
import path from 'node:path';
import {parseArgs, promisify} from 'node:util';
import * as esbuild from 'esbuild';
import {buildProgram, programOptions, ROOT, writeProgram} from './lib/bundle.mjs';

const outdir = path.join(ROOT, 'dist');
const {values} = parseArgs({options: {watch: {type: 'boolean'}, sizes: {type: 'boolean'}}});

await (values.watch ? watch() : build()).catch(failed);

async function build() {
  const started = performance.now();
  const {
    metafile: {outputs},
    code,
  } = await buildProgram(outdir);
  await compile(code);
  const took = Math.round(performance.now() - started);
  const sizes = Object.entries(outputs).map(([file, {bytes}]) => ({file, bytes}));
  if (values.sizes) for (const {file, bytes} of sizes.sort((a, b) => b.bytes - a.bytes)) say(`${kB(bytes)}  ${file}`);
  say(`built dist/: ${sizes.length} files, ${kB(sizes.reduce((sum, {bytes}) => sum + bytes, 0)).trim()}, ${took} ms`);
}

/**
 * Keeps what V8 makes of the program, so that a start need not make it again. In a process of its own, since that runs
 * the program. Without it everything works, and starts more slowly.
 *
 * @param {string} code
 */
async function compile(code) {
  try {
    // What runs meanwhile may disturb the terminal that there is not, which a second run shows.
    await keepCode(code).catch(() => keepCode(code));
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    process.stderr.write(`build: nothing is compiled beforehand, so the program starts more slowly: ${why}\n`);
  }
}

/** @param {string} code */
async function keepCode(code) {
  // V8 takes what was made under the options that it has itself.
  const env = {...process.env, NODE_OPTIONS: ''};
  const script = path.join(ROOT, 'scripts/keep-code.mjs');
  await promisify(execFile)(process.execPath, [script, outdir, code], {env, timeout: 120_000, killSignal: 'SIGKILL'});
  await access(path.join(outdir, code));
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
