import {readFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import * as esbuild from 'esbuild';
import {expect, test} from 'vitest';
import {bundleOptions} from '../../scripts/lib/bundle.mjs';
import {PATCHED_INK_FILES, patchInk} from '../../scripts/lib/ink-patches.mjs';
import {tempDir} from '../support/real.js';
import {ROOT} from '../support/source-files.js';

const INK = path.join(ROOT, 'node_modules/ink/build');

test.each(PATCHED_INK_FILES)('the edits to %s of the installed Ink find their places', file => {
  const source = readFileSync(path.join(INK, file), 'utf8');
  expect(patchInk(file, source).endsWith(source)).toBe(false);
});

test('an edit that no longer finds its place stops the build', () => {
  expect(() => patchInk('measure-text.js', 'const cache = new WeakMap();')).toThrow(/Ink has changed: measure-text.js/);
});

test('the bundled Ink wraps the same text at two widths apart, also when their digits run together', async () => {
  const {wrapText} = await bundled('export {default as wrapText} from "./wrap-text.js"');
  expect(wrapText('words wrap1', 5, 'wrap')).toBe('words\n \nwrap1');
  expect(wrapText('words wrap', 15, 'wrap')).toBe('words wrap');
});

test('the bundled Ink forgets the strings it measured long ago', async () => {
  const {measureText} = await bundled('export {default as measureText} from "./measure-text.js"');
  const first = measureText('alert 0');
  expect(measureText('alert 0')).toBe(first);
  for (let i = 1; i < 5_000; i++) measureText(`alert ${i}`);
  expect(measureText('alert 0')).not.toBe(first);
  expect(measureText('alert 0')).toEqual(first);
});

test('the bundled Ink shows each frame also where CI is set', async () => {
  const {isInCi} = await bundled('export {default as isInCi} from "is-in-ci"');
  expect(isInCi).toBe(false);
});

async function bundled(contents: string) {
  const outfile = path.join(tempDir(), 'ink.mjs');
  await esbuild.build({...bundleOptions(), stdin: {contents, resolveDir: INK}, outfile});
  return import(pathToFileURL(outfile).href);
}
