import {createHash} from 'node:crypto';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import * as esbuild from 'esbuild';

const LIB = fileURLToPath(new URL('.', import.meta.url));

/** @typedef {{path: string, contents: string}} File */

/**
 * Modules as scripts that our own loader loads, and in place of each entry a module that has it loaded: a script can
 * come with what V8 made of it, and Node's loader takes longer.
 *
 * @param {readonly File[]} files
 * @param {import('esbuild').Metafile} metafile
 * @param {{root: string, outdir: string}} folders
 * @returns {Promise<{files: readonly File[], code: string}>} `code` names the folder for what V8 makes of these scripts
 */
export async function asScripts(files, metafile, {root, outdir}) {
  const modules = files.filter(file => file.path.endsWith('.js'));
  const scripts = await Promise.all(modules.map(asScript));
  const hash = createHash('sha256');
  for (const {path: file, contents} of scripts) hash.update(`${path.relative(outdir, file)}\n${contents}\n`);
  const code = `code/${hash.digest('hex').slice(0, 16)}`;
  const chunks = path.join(outdir, 'chunks');
  const entries = await Promise.all(
    Object.entries(metafile.outputs)
      .map(([file, {entryPoint, exports}]) => ({file: path.resolve(root, file), entryPoint, exports}))
      .filter(({file, entryPoint}) => entryPoint !== undefined && path.dirname(file) !== chunks)
      .map(({file, exports}) => asEntry(file, exports, {outdir, code})),
  );
  return {files: [...scripts, ...entries, ...files.filter(file => !modules.includes(file))], code};
}

/** @param {File} module @returns {Promise<File>} */
async function asScript({path: file, contents}) {
  const {code} = await esbuild.transform(contents, {
    sourcefile: file,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    define: {'import.meta.url': '__url'},
    // All that is imported is a script, or Node's own.
    supported: {'dynamic-import': false},
    logLevel: 'warning',
  });
  return {path: file.replace(/\.js$/, '.cjs'), contents: code};
}

/** @param {string} file @param {readonly string[]} exports @param {{outdir: string, code: string}} where @returns {Promise<File>} */
async function asEntry(file, exports, {outdir, code}) {
  const name = path.posix.relative(outdir, file).replace(/\.js$/, '.cjs');
  const up = path.posix.relative(path.posix.dirname(file), outdir);
  const loads = `scriptLoader(new URL('${up}/', import.meta.url), {code: '${code}'})('${name}')`;
  const {outputFiles} = await esbuild.build({
    stdin: {
      contents: `import {scriptLoader} from './script-loader.mjs';
        ${exports.length === 0 ? '' : `export const {${exports}} = `}${loads};`,
      resolveDir: LIB,
    },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  return {path: file, contents: outputFiles[0]?.text ?? ''};
}
