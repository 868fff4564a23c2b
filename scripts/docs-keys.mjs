import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import * as esbuild from 'esbuild';
import {bundleOptions, ROOT} from './lib/bundle.mjs';
import {withKeyTable} from './lib/key-table.mjs';

const {values} = parseArgs({options: {check: {type: 'boolean'}}});
const readme = path.join(ROOT, 'README.md');
const before = await readFile(readme, 'utf8');
const after = withKeyTable(before, await keyDocs());

if (after === before) process.stdout.write('docs:keys: the keys in README.md are up to date\n');
else if (values.check) {
  process.stderr.write('docs:keys: the keys in README.md are stale; run `npm run docs:keys` and commit it\n');
  process.exitCode = 1;
} else {
  await writeFile(readme, after);
  process.stdout.write('docs:keys: README.md has a new table of keys\n');
}

async function keyDocs() {
  const outfile = path.join(ROOT, '.bench/key-docs.mjs');
  await esbuild.build({...bundleOptions(), entryPoints: ['src/ui/input/key-docs.ts'], outfile, logLevel: 'warning'});
  const tables = await import(pathToFileURL(outfile).href);
  return tables.keyDocs();
}
