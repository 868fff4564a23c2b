import {existsSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {cruiseArrows} from './lib/arrows.mjs';

// dependency-cruiser beside a compiler that it cannot use sees nothing and reports success.
const root = fileURLToPath(new URL('../', import.meta.url));
const files = countSources(`${root}src`);
const folders = ['src', 'test'].filter(folder => existsSync(`${root}${folder}`));
const {modules, sources, violations} = cruiseArrows({folders});
const seen = sources.filter(source => source.startsWith('src/')).length;

for (const {rule, from, to, why} of violations) process.stderr.write(`${rule}: ${from} -> ${to}\n  ${why}\n`);
process.stdout.write(`arrows: ${modules} modules seen, ${violations.length} violations\n`);
if (seen < files) process.stderr.write(`arrows: only ${seen} of ${files} source files were seen; the check is blind\n`);
process.exitCode = violations.length > 0 || seen < files ? 1 : 0;

/** @param {string} folder */
function countSources(folder) {
  return readdirSync(folder, {recursive: true}).filter(name => /\.tsx?$/.test(String(name))).length;
}
