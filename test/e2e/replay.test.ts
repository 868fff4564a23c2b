import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {launch} from '../support/launch.js';
import {programFile} from '../support/program.js';
import {tempDir} from '../support/real.js';

/** Every file of a folder with what is in it. */
function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
  const paths = files.map(entry => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map(file => [file, readFileSync(file).toString('base64')]));
}

test('a watch is replayed on a terminal, takes no lock and leaves every byte of its journal as it was', {
  timeout: 60_000,
}, async () => {
  const bin = await programFile();
  const state = tempDir();
  const wk = (...argv: readonly string[]) => launch([bin, '--state', state, ...argv], {cols: 100});
  for (const argv of [
    ['shift', 'start', '--operator', 'lee'],
    ['note', 'the pool is full'],
    ['shift', 'end'],
  ])
    expect((await wk(...argv).exit).exitCode).toBe(0);
  const before = contents(state);
  const replay = wk('replay', '--speed', '1');
  await replay.waitFor(/REPLAY .*, watch of lee/, 20_000);
  replay.type('.l');
  await replay.waitFor(/REPLAY[\s\S]*the pool is full/);
  expect(contents(state)).toEqual(before);
  // Nobody holds the journal: a command records at once, beside it.
  expect((await wk('note', 'after').exit).exitCode).toBe(0);
  replay.type('\u0003');
  expect((await replay.exit).exitCode).toBe(0);
  expect(replay.kind()).toBe('normal');
});
