import {homedir} from 'node:os';
import {expect, test} from 'vitest';
import {ROOT, type TextFile, textFiles} from '../support/source-files.js';

const TEXT = /\.(tsx?|mjs|cjs|js|json|md|ya?ml|sh)$/;
const written = ['src', 'test', 'scripts', 'bench', 'bin', 'runbooks', '.ci'].flatMap(folder =>
  textFiles(folder, TEXT),
);
const self = 'test/project/habits.test.ts';

test('nothing names a folder of the machine it was written on', () => {
  const folders = [ROOT, `${homedir()}/`].filter(folder => folder.split('/').filter(Boolean).length > 1);
  expect(written.filter(({text}) => folders.some(folder => text.includes(folder))).map(({name}) => name)).toEqual([]);
});

test('tests use fakes at ports: no module is mocked, and none is left alone to run', () => {
  expect(holding(textFiles('test', /\.tsx?$/), /\bvi\.(mock|doMock|hoisted)\(|\b(test|it|describe)\.only\b/)).toEqual(
    [],
  );
});

// The second may find the event loop full of what can never finish, with the terminal gone and two seconds to leave.
test('only bin, and the guard of a lost terminal, may end the process', () => {
  const ending = holding(textFiles('src', /\.tsx?$/), /\bprocess\.(exit|abort|reallyExit)\(/);
  expect(ending.filter(name => name !== 'src/cli/wire/guard.ts')).toEqual([]);
});

test('nothing is left for later without saying so', () => {
  expect(holding(written, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
});

function holding(files: readonly TextFile[], pattern: RegExp): readonly string[] {
  return files.filter(({name, text}) => name !== self && pattern.test(text)).map(({name}) => name);
}
