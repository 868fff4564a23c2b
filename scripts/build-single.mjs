import {chmod, mkdir, rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from './lib/bundle.mjs';
import {singleFile} from './lib/single-file.mjs';

/** What may be copied over a slow line, bytes. */
const LIMIT = 3_000_000;

const {values} = parseArgs({options: {to: {type: 'string', default: path.join(ROOT, 'single/wk')}}});
const text = await singleFile();
const size = Buffer.byteLength(text);
const file = path.resolve(values.to);
await mkdir(path.dirname(file), {recursive: true});
await writeFile(`${file}.new`, text);
await chmod(`${file}.new`, 0o755);
await rename(`${file}.new`, file);
const shown = path.relative(process.cwd(), file);
process.stdout.write(
  `built ${shown.startsWith('..') ? file : shown}: ${(size / 1e6).toFixed(2)} MB of at most ${LIMIT / 1e6} MB\n`,
);
if (size >= LIMIT) {
  process.stderr.write('build: the single file is too large\n');
  process.exitCode = 1;
}
