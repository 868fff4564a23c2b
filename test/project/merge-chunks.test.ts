import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import {expect, test} from 'vitest';
import {mergeChunks} from '../../scripts/lib/merge-chunks.mjs';
import {tempDir} from '../support/real.js';

/** Two ways to start that share some modules; each module says when it is loaded. */
const SOURCES = {
  'main.ts': `import {base} from './base.js';
    const {first} = await import('./first.js');
    console.log(base, first());
    if (process.argv[2] === 'both') console.log((await import('./second.js')).default);`,
  'first.ts': `import {base} from './base.js'; import {shared} from './shared.js'; import './noted.js';
    console.log('first loads'); export const first = () => 'first ' + base + shared.name;`,
  'second.ts': `import {shared} from './shared.js'; import {only} from './only.js'; import {first} from './first.js';
    export default 'second ' + shared.name + only + first();`,
  'base.ts': `console.log('base loads'); export const base = 'base';`,
  'shared.ts': `import {base} from './base.js'; console.log('shared loads'); export const shared = {name: base + '!'};`,
  'only.ts': `console.log('only loads'); export const only = '?';`,
  'noted.ts': `console.log('noted loads');`,
  'other.ts': `import {shared} from './shared.js'; console.log('other', shared.name);`,
};

type Options = Parameters<typeof mergeChunks>[2];

async function built(starts: Options['starts'], into: NonNullable<Options['into']> = {}) {
  const root = tempDir();
  writeFileSync(path.join(root, 'package.json'), '{"type": "module"}');
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(path.join(root, name), text);
  const outdir = path.join(root, 'dist');
  const {outputFiles, metafile} = await esbuild.build({
    absWorkingDir: root,
    entryPoints: {'cli/main': 'main.ts', 'cli/other': 'other.ts'},
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
  });
  for (const {path: file, contents} of await mergeChunks(outputFiles, metafile, {root, outdir, starts, into})) {
    mkdirSync(path.dirname(file), {recursive: true});
    writeFileSync(file, contents);
  }
  const run = (file: string, ...argv: string[]) =>
    execFileSync(process.execPath, [path.join(outdir, file), ...argv], {encoding: 'utf8'})
      .trim()
      .split('\n');
  return {run, files: readdirSync(outdir, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.js'))};
}

const STARTS = [
  {name: 'main', entries: ['main.ts']},
  {name: 'first', after: 'main', entries: ['first.ts']},
  {name: 'second', after: 'first', entries: ['second.ts']},
  {name: 'other', entries: ['other.ts']},
];

test('a program in merged files loads each module once, in the order it would have without', async () => {
  const apart = await built([]);
  const merged = await built(STARTS);
  expect(merged.run('cli/main.js', 'both')).toEqual(apart.run('cli/main.js', 'both'));
  expect(merged.run('cli/main.js')).toEqual(apart.run('cli/main.js'));
  expect(merged.run('cli/other.js')).toEqual(apart.run('cli/other.js'));
});

test('what the same starts need is one file, and what a start does not need is not in its files', async () => {
  const {run, files} = await built(STARTS);
  expect(run('cli/main.js')).not.toContain('only loads');
  expect(run('cli/other.js')).toEqual(['base loads', 'shared loads', 'other base!']);
  expect(files.map(name => name.replace(/-[0-9A-Z]{8}\.js$/, '')).sort()).toEqual([
    'chunks/first',
    'chunks/first-other',
    'chunks/main-other',
    'chunks/second',
    'cli/main.js',
    'cli/other.js',
  ]);
});

test('a part too small for a file of its own goes with the one it is told to', async () => {
  const {run, files} = await built(STARTS, {'first-other': 'main-other'});
  expect(files.some(name => name.includes('first-other'))).toBe(false);
  expect(run('cli/main.js', 'both').sort()).toEqual((await built(STARTS)).run('cli/main.js', 'both').sort());
  expect(run('cli/other.js')).toEqual(['base loads', 'shared loads', 'other base!']);
});

test('what one of several starts before it has loaded is not in the files of a start', async () => {
  const starts = STARTS.map(start => (start.name === 'second' ? {...start, after: ['first', 'other']} : start));
  const {run, files} = await built(starts);
  expect(files.filter(name => name.includes('second'))).toHaveLength(1);
  expect(run('cli/main.js', 'both')).toEqual((await built([])).run('cli/main.js', 'both'));
});

test('a start whose source nobody imports dynamically any more stops the build', async () => {
  await expect(built([{name: 'gone', entries: ['gone.ts']}])).rejects.toThrow('gone.ts');
});
