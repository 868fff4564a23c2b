import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {cruiseArrows} from '../../scripts/lib/arrows.mjs';
import {tempDir} from '../support/real.js';
import {ROOT, textFiles} from '../support/source-files.js';

/** A small tree in which each file breaks the rule named first, by the import after it. */
const PLANTED: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['core-arrows', 'src/core/a.ts', '../engine/a.js'],
  ['engine-arrows', 'src/engine/b.ts', '../journal/ok.js'],
  ['edges-arrows', 'src/sources/a.ts', '../journal/ok.js'],
  ['edges-arrows', 'src/terminal/a.ts', '../engine/a.js'],
  ['edges-arrows', 'src/demo/a.ts', '../sources/ok.js'],
  ['edges-arrows', 'src/relay/a.ts', '../targets/ok.js'],
  ['edges-arrows', 'src/runbooks/a.ts', '../runner/ok.js'],
  ['ui-arrows', 'src/ui/a.ts', '../terminal/ok.js'],
  ['lib-arrows', 'src/lib/a.ts', '../core/ok.js'],
  ['core-is-pure', 'src/core/b.ts', 'node:fs'],
  ['core-is-pure', 'src/core/c.ts', 'yaml'],
  ['engine-has-no-node', 'src/engine/c.ts', 'node:fs'],
  ['ui-has-no-node', 'src/ui/b.ts', 'node:fs'],
  ['lib-keeps-node-apart', 'src/lib/b.ts', 'node:fs'],
  ['lib-keeps-lib-node-apart', 'src/ui/c.ts', '../lib/node/ok.js'],
  ['cli-loads-ui-lazily', 'src/cli/a.ts', '../ui/ok.js'],
  ['ink-stays-in-ui', 'src/terminal/b.ts', 'ink'],
  ['views-are-islands', 'src/ui/views/board/a.ts', '../log/ok.js'],
  ['one-composition-root', 'src/cli/commands/a.ts', '../../journal/ok.js'],
  ['tests-stay-out', 'src/lib/c.ts', '../../test/ok.js'],
  ['no-dev-dependencies', 'src/sources/b.ts', 'vitest'],
  ['all-resolved', 'src/sources/c.ts', './nowhere.js'],
  ['no-cycles', 'src/journal/a.ts', './b.js'],
];

/** Imports that break nothing; the way back of the cycle above is reported with its first file. */
const ALLOWED: readonly (readonly [file: string, imports: string])[] = [
  ['src/core/ok.ts', 'valibot'],
  ['src/engine/a.ts', '../core/ok.js'],
  ['src/engine/ok.ts', '../lib/ok.js'],
  ['src/lib/ok.ts', 'string-width'],
  ['src/journal/b.ts', './a.js'],
  ['src/lib/node/ok.ts', 'node:fs'],
  ['src/journal/ok.ts', '../lib/node/ok.js'],
  ['src/sources/ok.ts', 'undici'],
  ['src/targets/ok.ts', '../core/ok.js'],
  ['src/runner/ok.ts', 'node:fs'],
  ['src/terminal/ok.ts', 'node:tty'],
  ['src/ui/ok.ts', 'ink'],
  ['src/ui/views/log/ok.ts', '../../ok.js'],
  ['src/cli/wire.ts', '../journal/ok.js'],
  ['src/cli/wire/sources.ts', '../../sources/ok.js'],
];

test('each rule about arrows fires on an import that breaks it, and on no other', () => {
  const cwd = plantTree();
  const {violations} = cruiseArrows({cwd, folders: ['src', 'test']});
  const planted = PLANTED.map(([rule, file]) => `${rule}: ${file}`);
  expect([...new Set(violations.map(({rule, from}) => `${rule}: ${from}`))].sort()).toEqual([...planted].sort());
});

test('the check of the arrows sees every source file', () => {
  const {sources} = cruiseArrows({folders: ['src']});
  const files = textFiles('src', /\.tsx?$/).map(({name}) => name);
  expect(files.filter(name => !sources.includes(name))).toEqual([]);
});

function plantTree(): string {
  const cwd = tempDir();
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(cwd, 'node_modules'));
  symlinkSync(path.join(ROOT, 'tsconfig.json'), path.join(cwd, 'tsconfig.json'));
  symlinkSync(path.join(ROOT, 'package.json'), path.join(cwd, 'package.json'));
  plant(cwd, 'test/ok.ts', '');
  for (const [file, imports] of ALLOWED) plant(cwd, file, `import * as it from '${imports}';\nexport {it};\n`);
  for (const [, file, imports] of PLANTED) plant(cwd, file, `import * as it from '${imports}';\nexport {it};\n`);
  plant(
    cwd,
    'src/cli/main.ts',
    `import type * as it from '../ui/ok.js';\nexport type {it};\nvoid import('../ui/ok.js');\n`,
  );
  return cwd;
}

function plant(cwd: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), {recursive: true});
  writeFileSync(path.join(cwd, file), text);
}
