import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {Script} from 'node:vm';
import {beforeAll, describe, expect, test} from 'vitest';
import {codeKeeper} from '../../scripts/lib/code-keeper.mjs';
import {codeName, madeBy, scriptLoader} from '../../scripts/lib/script-loader.mjs';
import {builtProgram} from '../support/program.js';
import {tempDir} from '../support/real.js';
import {ROOT} from '../support/source-files.js';

function scripts(texts: Readonly<Record<string, string>>) {
  const folder = tempDir();
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
    writeFileSync(path.join(folder, name), text);
  }
  return {folder, root: pathToFileURL(`${folder}/`)};
}

/** Puts into `code/one` what V8 makes of `text` as the script of that name. */
function compiled(folder: string, name: string, text: string): void {
  const code = path.join(folder, 'code/one', madeBy());
  mkdirSync(code, {recursive: true});
  const script = new Script(`(function(exports,require,module,__url){${text}\n})`);
  writeFileSync(path.join(code, codeName(name)), script.createCachedData());
}

test('a script is run once, however many require it, and knows where it is', () => {
  const {root} = scripts({
    'cli/main.cjs': `exports.both = [require('../one.js'), require('../one.js')]; exports.url = __url;`,
    'one.cjs': 'exports.made = {};',
  });
  const {both, url} = scriptLoader(root)('cli/main.cjs');
  expect(both[0].made).toBe(both[1].made);
  expect(url).toBe(`${root.href}cli/main.cjs`);
});

test('a script that failed is run anew when it is asked for again', () => {
  const {root, folder} = scripts({'one.cjs': `throw new Error('not yet');`});
  const load = scriptLoader(root);
  expect(() => load('one.cjs')).toThrow('not yet');
  writeFileSync(path.join(folder, 'one.cjs'), 'exports.made = true;');
  expect(load('one.cjs')).toEqual({made: true});
});

test.each([
  ['of this script', 'exports.made = 1;', false],
  ['of a longer script', 'exports.made = 1; // and more', true],
])('what V8 made %s is taken or left', (_, text, rejected) => {
  const {root, folder} = scripts({'one.cjs': 'exports.made = 1;'});
  compiled(folder, 'one.cjs', text);
  const seen: (boolean | undefined)[] = [];
  const loaded = (_name: string, script: Script) => seen.push(script.cachedDataRejected);
  expect(scriptLoader(root, {code: 'code/one', loaded})('one.cjs')).toEqual({made: 1});
  expect(seen).toEqual([rejected]);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['something else', Buffer.from('no code at all, but rather long: '.repeat(20))],
])('where there is %s in place of what V8 made, the script is loaded all the same', (_, bytes) => {
  const {root, folder} = scripts({'one.cjs': 'exports.made = 1;'});
  compiled(folder, 'one.cjs', 'exports.made = 1;');
  writeFileSync(path.join(folder, 'code/one', madeBy(), codeName('one.cjs')), bytes);
  expect(scriptLoader(root, {code: 'code/one'})('one.cjs')).toEqual({made: 1});
});

test('what V8 made of a script is kept for the next start, and only once', () => {
  const {root, folder} = scripts({'one.cjs': 'exports.made = 1;'});
  const kept = () => readdirSync(path.join(folder, 'code', madeBy()));
  const seen: (boolean | undefined)[] = [];
  for (let start = 0; start < 2; start++) {
    const keeper = codeKeeper(path.join(folder, 'code'));
    const loaded = (name: string, script: Script) => {
      seen.push(script.cachedDataRejected);
      keeper.loaded(name, script);
    };
    scriptLoader(root, {code: 'code', loaded})('one.cjs');
    if (start === 1) rmSync(path.join(folder, 'code', madeBy(), codeName('one.cjs')));
    keeper.keep();
    expect(kept()).toEqual(start === 0 ? [codeName('one.cjs')] : []);
  }
  expect(seen).toEqual([undefined, false]);
});

test('where what V8 made cannot be kept, nobody fails', () => {
  const {root, folder} = scripts({'one.cjs': 'exports.made = 1;', code: 'a file'});
  const keeper = codeKeeper(path.join(folder, 'code'));
  scriptLoader(root, {loaded: keeper.loaded})('one.cjs');
  keeper.keep();
  expect(readdirSync(folder).sort()).toEqual(['code', 'one.cjs']);
});

describe('the built program', () => {
  let dist = '';
  let code = '';

  beforeAll(async () => {
    const {bin} = await builtProgram();
    dist = path.join(path.dirname(bin), '../dist');
    code = /code\/[0-9a-f]{16}/.exec(readFileSync(path.join(dist, 'cli/main.js'), 'utf8'))?.[0] ?? '';
    execFileSync(process.execPath, [path.join(ROOT, 'scripts/keep-code.mjs'), dist, code]);
  });

  test('comes with what V8 made of the screen, and V8 takes it', () => {
    const names = readdirSync(path.join(dist, code, madeBy())).map(name => name.replace(/-[0-9A-F]{8}\.cjs\.bin$/, ''));
    expect(names).toEqual(expect.arrayContaining(['chunks-cockpit', 'chunks-ink', 'chunks-program']));
    const left: string[] = [];
    const loaded = (name: string, script: Script) => script.cachedDataRejected === false || left.push(name);
    scriptLoader(pathToFileURL(`${dist}/`), {code, loaded})('cli/main.cjs');
    expect(left).toEqual([]);
  });

  test('starts without what V8 made of it', () => {
    rmSync(path.join(dist, code), {recursive: true});
    const {stdout, status} = spawnSync(process.execPath, [path.join(dist, '../bin/watchkeeper.js'), '--help'], {
      encoding: 'utf8',
    });
    expect({status, says: stdout.includes('alerts')}).toEqual({status: 0, says: true});
  });
});
