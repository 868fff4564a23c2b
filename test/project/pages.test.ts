import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {COMMANDS} from '../../src/cli/commands/index.js';
import {checkFile} from '../../src/config/check-file.js';
import {targets} from '../../src/targets/index.js';
import {ROOT, textFiles} from '../support/source-files.js';

const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const PAGES = [{name: 'README.md', text: README}, ...textFiles('src', /\.md$/)];

/** What stands between the first parentheses of each match, with the page it stands in. */
function found(pattern: RegExp): readonly {readonly page: string; readonly what: string}[] {
  return PAGES.flatMap(({name, text}) => [...text.matchAll(pattern)].map(([, what = '']) => ({page: name, what})));
}

test('every configuration that a page shows is one that is taken', () => {
  const blocks = found(/```yaml\n(.*?)```/gs);
  expect(blocks.length).toBeGreaterThan(3);
  expect(
    blocks.map(({page, what}) => ({page, checked: checkFile(what, targets)})).filter(({checked}) => !checked.ok),
  ).toEqual([]);
});

test('every file and script that a page names is there', () => {
  const links = found(/\]\(([\w./-]+)\)/g).map(({page, what}) => path.join(path.dirname(page), what));
  const files = found(/`((?:src|scripts|test|bin|runbooks)\/[\w./-]+)`/g).map(({what}) => what);
  const scripts = found(/`npm run ([\w:]+)/g).map(({what}) => what);
  expect([...links, ...files].filter(name => !existsSync(path.join(ROOT, name)))).toEqual([]);
  expect(scripts.filter(name => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
});

test('every command that a page names is there, and the README names every command', () => {
  const known = new Set(COMMANDS.map(({name}) => name));
  const named = found(/`wk ([a-z]+)/g).map(({what}) => what);
  expect(named.filter(name => name !== 'help' && !known.has(name))).toEqual([]);
  const table = README.match(/\| for \| commands \|\n.*?\n\n/s)?.[0] ?? '';
  expect([...known].filter(name => !new RegExp(`\\b${name}\\b`).test(table))).toEqual([]);
});
