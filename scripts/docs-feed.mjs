import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import * as esbuild from 'esbuild';
import {bundleOptions, ROOT} from './lib/bundle.mjs';

const {values} = parseArgs({options: {check: {type: 'boolean'}}});
const page = path.join(ROOT, 'src/core/feed/PROTOCOL.md');
const before = await readFile(page, 'utf8').catch(() => '');
const after = await protocolPage();

if (after === before) process.stdout.write('docs:feed: the page of the protocol is up to date\n');
else if (values.check) {
  process.stderr.write('docs:feed: the page of the protocol is stale; run `npm run docs:feed` and commit it\n');
  process.exitCode = 1;
} else {
  await writeFile(page, after);
  process.stdout.write('docs:feed: src/core/feed/PROTOCOL.md is new\n');
}

async function protocolPage() {
  const outfile = path.join(ROOT, '.bench/protocol-page.mjs');
  await esbuild.build({
    ...bundleOptions(),
    entryPoints: ['src/core/feed/protocol-page.ts'],
    outfile,
    logLevel: 'warning',
  });
  const module = await import(pathToFileURL(outfile).href);
  return module.protocolPage();
}
