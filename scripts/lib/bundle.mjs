import {mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import * as esbuild from 'esbuild';
import {asScripts} from './as-scripts.mjs';
import {inkPatches, PATCHED_INK_FILES} from './ink-patches.mjs';
import {lazySegmenters} from './lazy-segmenters.mjs';
import {thirdPartyLicenses} from './licenses.mjs';
import {mergeChunks} from './merge-chunks.mjs';
import {ownSignals} from './own-signals.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What is loaded at once, so that it can be one file: help, the last picture, a query from a script, an act from one, the
 * cockpit, its thread that polls.
 *
 * @type {readonly import('./merge-chunks.mjs').Start[]}
 */
const STARTS = [
  {name: 'main', entries: ['src/cli/main.ts']},
  {name: 'early', after: 'main', entries: ['src/cli/wire/early-screen.ts']},
  {
    name: 'program',
    after: 'main',
    entries: [
      'src/cli/run.ts',
      'src/cli/wire.ts',
      'src/cli/commands/alerts.ts',
      'src/cli/wire/alerts-query.ts',
      'src/config/load-config.ts',
      'node_modules/commander/esm.mjs',
    ],
  },
  {name: 'hands', after: 'program', entries: ['src/cli/wire/hands.ts']},
  {
    name: 'cockpit',
    after: ['program', 'early'],
    entries: [
      'src/cli/commands/cockpit.ts',
      'src/cli/wire/cockpit.ts',
      'src/ui/run.ts',
      'src/lib/node/system-clock.ts',
    ],
  },
  {name: 'ink', after: 'cockpit', entries: ['src/ui/mount.tsx']},
  {name: 'poll', entries: ['src/sources/alertmanager/poll.worker.ts']},
];

/** What several of them need and is small goes with what most of them need anyway. */
const INTO = {
  'early-program': 'program-poll',
  'early-program-poll': 'program-poll',
  'early-hands-poll': 'program-poll',
};

/**
 * How all our code is bundled: one ES module for each entry, for the oldest Node we promise.
 *
 * @param {import('esbuild').Plugin} [ink]
 * @returns {import('esbuild').BuildOptions & {absWorkingDir: string}}
 */
export function bundleOptions(ink = inkPatches()) {
  return {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    jsx: 'automatic',
    plugins: [ink, lazySegmenters(), ownSignals()],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      // undici compares its own with Node's; the first look at Node's loads a second undici.
      'globalThis.Headers': 'undefined',
    },
    // Bundled CommonJS packages ask for Node's own modules by require.
    banner: {js: "import{createRequire as __cr}from'node:module';const require=/* @__PURE__ */__cr(import.meta.url);"},
  };
}

/**
 * The program: `cli/main.js`, `workers/<name>.js` for each `src/**\/<name>.worker.ts`, and the chunks they share.
 *
 * @param {string} outdir
 * @param {Set<string>} [patched]
 * @returns {Promise<import('esbuild').BuildOptions & {absWorkingDir: string, metafile: true, write: false}>}
 */
export async function programOptions(outdir, patched) {
  return {
    ...bundleOptions(inkPatches(patched)),
    // Each script is given its own way to require.
    banner: {},
    entryPoints: {'cli/main': 'src/cli/main.ts', ...(await workerEntries())},
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    minify: true,
    legalComments: 'external',
    metafile: true,
    write: false,
    logLevel: 'warning',
  };
}

/**
 * Builds the program into `outdir` and answers what went where, and the folder below for what V8 makes of it. A program
 * running from there keeps its files until the new ones are complete.
 *
 * @param {string} outdir
 */
export async function buildProgram(outdir) {
  const {outputFiles, metafile} = await bundleProgram(outdir);
  return {metafile, code: await writeProgram(outdir, outputFiles, metafile)};
}

/**
 * The same program in memory: the scripts that would go to `outdir`, by their names below it, and what licences say.
 *
 * @param {string} outdir
 * @returns {Promise<{scripts: ReadonlyMap<string, string>, licenses: string}>}
 */
export async function programScripts(outdir) {
  const {outputFiles, metafile} = await bundleProgram(outdir);
  const {files} = await scriptsOf(outdir, outputFiles, metafile);
  const scripts = files.filter(file => file.path.endsWith('.cjs'));
  return {
    scripts: new Map(scripts.map(file => [path.relative(outdir, file.path), file.contents])),
    licenses: await thirdPartyLicenses(ROOT, metafile),
  };
}

/** @param {string} outdir */
async function bundleProgram(outdir) {
  /** @type {Set<string>} */
  const patched = new Set();
  const built = await esbuild.build(await programOptions(outdir, patched));
  checkPatched(built.metafile, patched);
  return built;
}

/** @param {string} outdir @param {readonly esbuild.OutputFile[]} files @param {esbuild.Metafile} metafile */
async function scriptsOf(outdir, files, metafile) {
  const merged = await mergeChunks(files, metafile, {root: ROOT, outdir, starts: STARTS, into: INTO});
  return asScripts(merged, metafile, {root: ROOT, outdir});
}

/**
 * @param {string} outdir
 * @param {readonly import('esbuild').OutputFile[]} files
 * @param {import('esbuild').Metafile} metafile
 */
export async function writeProgram(outdir, files, metafile) {
  const licenses = path.join(outdir, 'licenses.txt');
  const {files: scripts, code} = await scriptsOf(outdir, files, metafile);
  const kept = new Set([licenses, ...scripts.map(file => file.path)]);
  // Gone first of all: what V8 made of one script must never be taken for another.
  await rm(path.join(outdir, 'code'), {recursive: true, force: true});
  for (const file of scripts) await put(file.path, file.contents);
  await put(licenses, await thirdPartyLicenses(ROOT, metafile));
  for (const entry of await readdir(outdir, {recursive: true, withFileTypes: true})) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) await rm(file);
  }
  return code;
}

/** @returns {Promise<Record<string, string>>} */
async function workerEntries() {
  /** @type {Record<string, string>} */
  const entries = {};
  for (const name of (await readdir(path.join(ROOT, 'src'), {recursive: true})).sort()) {
    if (!name.endsWith('.worker.ts')) continue;
    const entry = `workers/${path.basename(name, '.worker.ts')}`;
    if (entries[entry] !== undefined) throw new Error(`two workers are called ${path.basename(name)}: rename one`);
    entries[entry] = path.posix.join('src', name);
  }
  return entries;
}

/** @param {import('esbuild').Metafile} metafile @param {Set<string>} patched */
function checkPatched(metafile, patched) {
  if (!Object.keys(metafile.inputs).some(input => input.includes('node_modules/ink/'))) return;
  const missed = PATCHED_INK_FILES.filter(file => !patched.has(file));
  if (missed.length > 0) throw new Error(`Ink has changed: the build never met ${missed.join(', ')} to patch`);
}

/** @param {string} file @param {string | Uint8Array} contents */
async function put(file, contents) {
  await mkdir(path.dirname(file), {recursive: true});
  await writeFile(`${file}.new`, contents);
  await rename(`${file}.new`, file);
}
