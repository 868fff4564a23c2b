import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from './lib/bundle.mjs';
import {withPart} from './lib/marked-part.mjs';
import {casesOf, reliabilityTable} from './lib/reliability.mjs';

// Sums up the suites of faults and attacks from what they reported: WK_TEST_REPORT=soak.json npm run soak
const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {readme: {type: 'boolean'}, cases: {type: 'boolean'}},
});
if (positionals.length === 0) {
  process.stderr.write('docs:reliability: name the JSON reports of the test runs\n');
  process.exit(2);
}
const cases = casesOf(await Promise.all(positionals.map(async file => JSON.parse(await readFile(file, 'utf8')))));
const table = reliabilityTable(cases);
if (values.cases) for (const {result, name} of cases) process.stdout.write(`${result.padEnd(8)} ${name}\n`);
if (values.readme) {
  const readme = path.join(ROOT, 'README.md');
  await writeFile(readme, withPart(await readFile(readme, 'utf8'), 'reliability', table));
} else process.stdout.write(table);
process.exitCode = cases.some(({result}) => result === 'failed') ? 1 : 0;
