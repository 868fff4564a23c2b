import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants} from 'node:zlib';
import * as esbuild from 'esbuild';
import {programScripts, ROOT} from './bundle.mjs';
import {LABEL_WITHIN, MARK, RUNBOOKS} from './single-boot.mjs';

const LIB = fileURLToPath(new URL('.', import.meta.url));

/** The script with the surroundings of a command: neither the version nor help, the first picture or a thread needs it. */
const WIRE = /^chunks\/program-[0-9A-F]+\.cjs$/;
/** What the version and help need: to load what unpacks the others takes longer than to read these. */
const PLAIN = /^(cli\/main|chunks\/main-.*)\.cjs$/;

/**
 * The whole program as the text of one script, which any Node that we promise runs, whatever the file is called. What it
 * is made of stands in a comment, so that a start takes apart only what it uses.
 *
 * @returns {Promise<string>}
 */
export async function singleFile() {
  const {version} = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  const {scripts, licenses} = await programScripts(path.join(ROOT, 'dist'));
  const parts = new Map([...scripts, [RUNBOOKS, JSON.stringify(await textsBelow(path.join(ROOT, RUNBOOKS)))]]);
  const id = createHash('sha256')
    .update(JSON.stringify([...parts]))
    .digest('hex')
    .slice(0, 8);
  const plain = Object.fromEntries([...parts].filter(([name]) => PLAIN.test(name)));
  const {label, packed} = pack([...parts].filter(([name]) => !PLAIN.test(name)));
  const wire = [...scripts.keys()].find(name => WIRE.test(name));
  if (wire === undefined) throw new Error('no script is called program: nothing would be unpacked');
  // No end of a comment is in it.
  const head = JSON.stringify({version, id, wire, parts: label, plain}).replaceAll('*/', '*\\/');
  const code = await bootCode();
  if (code.length > LABEL_WITHIN / 2)
    throw new Error('the code in front of the parts has grown: its label is not found');
  return `#!/usr/bin/env node
// Watchkeeper ${version} in one file. The licences of all that it contains are at its end.
(function wk(entry) {
${code}
__single.boot(String(wk), entry);
/*${MARK}${head}
${packed}*/
})('cli/main.cjs');
/*
${[await readFile(path.join(ROOT, 'LICENSE'), 'utf8'), licenses].join('\n').replaceAll('*/', '* /')}*/
`;
}

/** Packed one by one, one behind the other. @param {readonly (readonly [name: string, text: string])[]} parts */
function pack(parts) {
  /** @type {Record<string, readonly [number, number]>} */
  const label = {};
  let packed = '';
  for (const [name, text] of parts) {
    const from = packed.length;
    packed += brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_SIZE_HINT]: text.length}}).toString('base64');
    label[name] = [from, packed.length];
  }
  // Base64 has a slash, but no star.
  return {label, packed};
}

/** @param {string} folder @returns {Promise<Record<string, string>>} */
async function textsBelow(folder) {
  /** @type {Record<string, string>} */
  const texts = {};
  const entries = (await readdir(folder, {recursive: true, withFileTypes: true})).filter(entry => entry.isFile());
  // In the same order each time, so that the same sources give the same file.
  for (const file of entries.map(entry => path.join(entry.parentPath, entry.name)).sort()) {
    texts[path.relative(folder, file)] = await readFile(file, 'utf8');
  }
  return texts;
}

/** What an old Node can read too, to say that it is too old. */
async function bootCode() {
  const {outputFiles} = await esbuild.build({
    entryPoints: [path.join(LIB, 'single-boot.mjs')],
    bundle: true,
    platform: 'node',
    target: 'node12',
    format: 'iife',
    globalName: '__single',
    minify: true,
    write: false,
    logLevel: 'warning',
    plugins: [builtinByRequire()],
  });
  return (outputFiles[0]?.text ?? '').trim();
}

/**
 * A script can wait for nothing. It is given `require`, but for where a package of modules is around the file.
 *
 * @returns {import('esbuild').Plugin}
 */
function builtinByRequire() {
  return {
    name: 'builtin-by-require',
    setup(build) {
      build.onLoad({filter: /[\\/]builtin\.mjs$/}, () => ({
        contents: 'export const builtin = process.getBuiltinModule || (name => require(name));',
      }));
    },
  };
}
