import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {unpackFolder} from '../../scripts/lib/unpack-folder.mjs';
import {tempDir} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {ROOT} from '../support/source-files.js';

const FILES = {'one.md': '# One\n', 'drills/two.yaml': 'title: two\n'};

test('a folder is unpacked for its owner alone, with all that is in it', () => {
  const folder = path.join(tempDir(), 'cache/wk/runbooks');
  unpackFolder(folder, () => FILES);
  expect(readFileSync(path.join(folder, 'drills/two.yaml'), 'utf8')).toBe('title: two\n');
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(statSync(path.join(folder, 'one.md')).mode & 0o077).toBe(0);
  expect(readdirSync(path.dirname(folder))).toEqual(['runbooks']);
});

test('a folder that is there is left as it is', () => {
  const folder = path.join(tempDir(), 'runbooks');
  mkdirSync(folder);
  unpackFolder(folder, () => FILES);
  expect(readdirSync(folder)).toEqual([]);
});

test('where there is no place for a folder nothing is left behind, and nobody fails', () => {
  const home = tempDir();
  writeFileSync(path.join(home, 'file'), '');
  unpackFolder(path.join(home, 'file/runbooks'), () => FILES);
  unpackFolder(path.join(home, 'runbooks'), () => ({...FILES, 'one.md/three.md': '# Three\n'}));
  expect(readdirSync(home)).toEqual(['file']);
});

lengthy(
  'the whole program is one file of less than 3 MB that runs alone, whatever it is called',
  {timeout: 120_000},
  () => {
    const home = tempDir();
    const file = path.join(home, 'on-call');
    execFileSync(process.execPath, [path.join(ROOT, 'scripts/build-single.mjs'), '--to', file], {stdio: 'pipe'});
    expect(statSync(file).size).toBeLessThan(3_000_000);
    const run = (...argv: readonly string[]) => {
      const env = {PATH: process.env.PATH, HOME: home};
      const {status, stdout, stderr} = spawnSync(file, argv, {cwd: home, env, encoding: 'utf8'});
      return {status, stdout, stderr};
    };
    const {version} = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {version: string};
    expect(run('--version')).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
    expect(existsSync(path.join(home, '.cache'))).toBe(false);
    writeFileSync(path.join(home, 'package.json'), '{"type": "module"}');
    expect(run('runbook', 'list', '-o', 'simple')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('disk-filling.md'),
    });
    // A thread of the program polls, and finds nobody there.
    expect(run('alerts', '--alertmanager', 'http://127.0.0.1:9')).toMatchObject({status: 3});
  },
);
