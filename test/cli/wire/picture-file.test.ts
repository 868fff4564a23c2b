import {mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type FlagValues, pictureFile} from '../../../src/cli/wire/picture-file.js';
import type {Picture} from '../../../src/core/picture.js';
import {tempDir} from '../../support/real.js';

const SIZE = {columns: 10, rows: 2};
const PICTURE: Picture = {
  ...SIZE,
  lines: [' wk', '\u001b[1m▌P1\u001b[0m'],
  cursor: {id: 'g', name: 'SiteDown', place: 0, section: 'needs-you', alert: 'eu/1'},
};

function desk() {
  const home = tempDir();
  const state = path.join(home, 'state');
  const config = path.join(home, 'config.yaml');
  mkdirSync(state, {mode: 0o700});
  writeFileSync(config, 'operator: ana\n');
  const env = {WK_STATE: state, WK_CONFIG: config, TERM: 'xterm'};
  const at = (flags: FlagValues = {}, more: Readonly<Record<string, string>> = {}) =>
    pictureFile(flags, {env: {...env, ...more}, cwd: home, home, etc: path.join(home, 'etc')});
  return {home, state, config, file: path.join(state, 'last-picture.json'), at};
}

async function kept() {
  const made = desk();
  const file = made.at();
  file?.keep(PICTURE);
  await file?.settled();
  return made;
}

test('what was kept is there at the next start, for our eyes only', async () => {
  const {at, file, state} = await kept();
  expect(at()?.read(SIZE)).toMatchObject(PICTURE);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(state)).toEqual(['last-picture.json']);
});

test('a first start has none', () => {
  const {at} = desk();
  expect(at()?.read(SIZE)).toBeUndefined();
});

test('a folder that is not there is no error', async () => {
  const {at, home} = desk();
  const file = at({state: [path.join(home, 'nowhere')]});
  file?.keep(PICTURE);
  await file?.settled();
  expect(file?.read(SIZE)).toBeUndefined();
});

describe('a picture is not shown that may not be of this board:', () => {
  test('another size', async () => {
    const {at} = await kept();
    expect(at()?.read({columns: 11, rows: 2})).toBeUndefined();
  });

  test.each<[string, FlagValues, Record<string, string>]>([
    ['another URL', {alertmanager: ['http://other:9093']}, {}],
    ['another operator', {operator: ['lee']}, {}],
    ['read-only', {'read-only': ['']}, {}],
    ['another configuration file', {config: ['other.yaml']}, {}],
    ['a URL in the environment', {}, {ALERTMANAGER_URL: 'http://other:9093'}],
    ['another terminal', {}, {TERM: 'vt100'}],
    ['another language', {}, {LANG: 'C'}],
  ])('%s', async (_, flags, env) => {
    const {at} = await kept();
    expect(at(flags, env)?.read(SIZE)).toBeUndefined();
  });

  test('a configuration that was changed since', async () => {
    const {at, config} = await kept();
    writeFileSync(config, 'operator: lee # now\n');
    expect(at()?.read(SIZE)).toBeUndefined();
  });

  test('a configuration that amtool has meanwhile', async () => {
    const {at, home} = await kept();
    mkdirSync(path.join(home, '.config/amtool'), {recursive: true});
    writeFileSync(path.join(home, '.config/amtool/config.yml'), 'author: lee\n');
    expect(at()?.read(SIZE)).toBeUndefined();
  });

  test('another version', async () => {
    const {at, file} = await kept();
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/0\.1\.0|\d+\.\d+\.\d+/, '99.0.0'));
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    expect(at()?.read(SIZE)).toBeUndefined();
  });
});

describe('a file that somebody changed is ignored:', () => {
  type Held = Record<string, unknown>;
  test.each<[string, (held: Held) => unknown]>([
    ['no object', () => 7],
    ['nothing', () => null],
    ['no lines', ({lines: _, ...held}) => held],
    ['a look that is none', held => ({...held, look: {ascii: 1}})],
    ['a ground that is none', held => ({...held, look: {ascii: false, ground: {foreground: 'x', background: 1}}})],
    ['lines that are no text', held => ({...held, lines: [1, 2]})],
    ['fewer lines than rows', held => ({...held, lines: ['one']})],
    ['a line that is two', held => ({...held, lines: ['one', 'two\nthree']})],
    ['a cursor on nothing', held => ({...held, cursor: {id: 3}})],
    ['far too much', held => ({...held, more: 'x'.repeat(600_000)})],
  ])('%s', async (_, change) => {
    const {at, file} = await kept();
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))));
    expect(at()?.read(SIZE)).toBeUndefined();
  });

  test('half of it', async () => {
    const {at, file} = await kept();
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 60));
    expect(at()?.read(SIZE)).toBeUndefined();
  });

  test('a link to somewhere else', async () => {
    const {at, file, home} = await kept();
    const other = path.join(home, 'other.json');
    writeFileSync(other, readFileSync(file));
    const elsewhere = path.join(home, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(other, path.join(elsewhere, 'last-picture.json'));
    expect(at({state: [elsewhere]})?.read(SIZE)).toBeUndefined();
  });
});

test('a password in a URL is never written down', () => {
  const {at} = desk();
  expect(at({}, {ALERTMANAGER_URL: 'http://ana:secret@am:9093'})).toBeUndefined();
});
