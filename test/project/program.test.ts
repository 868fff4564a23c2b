import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {builtProgram} from '../support/program.js';
import {ROOT, textFiles} from '../support/source-files.js';

const {version} = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {version: string};

test('the built program says the version of its package, and nothing else', async () => {
  const {bin} = await builtProgram();
  const {status, stdout, stderr} = spawnSync(process.execPath, [bin, '--version'], {encoding: 'utf8'});
  expect({status, stdout, stderr}).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
});

test('each worker is built into a file of its own name', async () => {
  const {workers} = await builtProgram();
  const names = textFiles('src', /\.worker\.ts$/).map(({name}) => path.basename(name, '.worker.ts'));
  expect(names.filter(name => !existsSync(new URL(`${name}.js`, workers)))).toEqual([]);
});

test('the file in bin stays small enough to read at a glance', () => {
  expect(readFileSync(path.join(ROOT, 'bin/watchkeeper.js'), 'utf8').trimEnd().split('\n').length).toBeLessThan(15);
});
