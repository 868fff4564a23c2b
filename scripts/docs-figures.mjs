import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {benchPart, joinRuns} from './lib/bench-table.mjs';
import {ROOT} from './lib/bundle.mjs';
import {withPart} from './lib/marked-part.mjs';
import {casesOf, reliabilityTable} from './lib/reliability.mjs';

// The tables of the README from what runs left: `npm run bench -- --report bench.json`, and the JSON report of any run
// of the tests (WK_TEST_REPORT=tests.json npm test, or npm run soak). Of a row measured twice the last file counts.
const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {readme: {type: 'boolean'}, cases: {type: 'boolean'}},
});
if (positionals.length === 0) {
  process.stderr.write('docs:figures: name the JSON files of runs of the bench or of the tests\n');
  process.exit(2);
}
const runs = await Promise.all(positionals.map(async file => JSON.parse(await readFile(file, 'utf8'))));
const benches = runs.filter(run => Array.isArray(run.rows));
const reports = runs.filter(run => Array.isArray(run.testResults));
const cases = casesOf(reports);

/** @type {readonly (readonly [string, string])[]} */
const parts = [
  ...(benches.length > 0 ? [/** @type {const} */ (['bench', benchPart(joinRuns(benches))])] : []),
  ...(reports.length > 0 ? [/** @type {const} */ (['reliability', reliabilityTable(cases)])] : []),
];
if (values.cases) for (const {result, name} of cases) process.stdout.write(`${result.padEnd(8)} ${name}\n`);
if (values.readme) await writeReadme();
else for (const [, text] of parts) process.stdout.write(text);
process.exitCode = cases.some(({result}) => result === 'failed') ? 1 : 0;

async function writeReadme() {
  const readme = path.join(ROOT, 'README.md');
  let text = await readFile(readme, 'utf8');
  for (const [name, part] of parts) text = withPart(text, name, part);
  await writeFile(readme, text);
}
