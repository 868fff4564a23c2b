import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import * as esbuild from 'esbuild';
import {benchPart, figureOf} from './lib/bench-table.mjs';
import {bundleOptions, ROOT} from './lib/bundle.mjs';
import {withPart} from './lib/marked-part.mjs';

/** @typedef {import('../bench/bench-row.js').BenchRow} BenchRow */
/** @typedef {import('../bench/bench-row.js').BenchResult} BenchResult */

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    json: {type: 'boolean'},
    list: {type: 'boolean'},
    full: {type: 'boolean'},
    readme: {type: 'boolean'},
    report: {type: 'string'},
  },
});
process.chdir(ROOT);
// Storms and watches of the whole length; rows read it as they are loaded.
if (values.full) process.env.WK_BENCH_FULL = '1';
const rows = (await loadRows()).filter(isWanted);

if (values.list) for (const {name, budget} of rows) say(`${name}: ${budget}`);
else if (rows.length === 0) {
  process.stderr.write(`bench: no row is called anything like ${positionals.join(' or ')}; see --list\n`);
  process.exitCode = 2;
} else if (values.readme && positionals.length > 0) {
  process.stderr.write('bench: --readme is for all rows; for some, --report FILE and `npm run docs:figures`\n');
  process.exitCode = 2;
} else await runAll();

async function runAll() {
  const width = Math.max(...rows.map(({name}) => name.length));
  const budgets = Math.max(...rows.map(({budget}) => budget.length));
  const results = [];
  for (const row of rows) {
    const result = await measure(row);
    // How busy the machine was is part of what a figure says.
    const load = os.loadavg()[0] ?? 0;
    results.push({name: row.name, budget: row.budget, ...result, load});
    if (!values.json) say(tableLine([row.name.padEnd(width), figure(result), row.budget.padEnd(budgets)], result));
  }
  const {version: node, platform} = process;
  const run = {node, platform, processors: os.cpus().length, rows: results};
  if (values.json) say(JSON.stringify(run, null, 2));
  if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(run, null, 2)}\n`);
  if (values.readme) writeReadme(benchPart(run));
  process.exitCode = results.some(({verdict}) => verdict === 'fail') ? 1 : 0;
}

/** @param {BenchRow} row @returns {Promise<BenchResult>} */
async function measure(row) {
  try {
    return await row.run();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {figure: Number.NaN, unit: '', verdict: 'fail', detail};
  }
}

/** @param {readonly string[]} cells @param {BenchResult} result */
function tableLine(cells, {verdict, detail}) {
  return [...cells, verdict, detail ?? ''].join('  ').trimEnd();
}

/** @param {BenchResult} result */
function figure(result) {
  const [number = '', ratio = ''] = figureOf(result).split(/ (?=\()/);
  return number.padStart(14) + ` ${ratio}`.padEnd(9);
}

/** @param {string} table */
function writeReadme(table) {
  const readme = path.join(ROOT, 'README.md');
  writeFileSync(readme, withPart(readFileSync(readme, 'utf8'), 'bench', table));
}

/** @param {BenchRow} row */
function isWanted({name}) {
  return positionals.length === 0 || positionals.some(part => name.includes(part));
}

/** @returns {Promise<readonly BenchRow[]>} */
async function loadRows() {
  const outfile = path.join(ROOT, '.bench/bench.mjs');
  mkdirSync(path.dirname(outfile), {recursive: true});
  // What brings native code or looks for its own files stays outside.
  const external = ['@lydell/node-pty', '@xterm/headless', 'esbuild', 'vitest'];
  await esbuild.build({...bundleOptions(), entryPoints: ['bench/registry.ts'], outfile, external, logLevel: 'warning'});
  return (await import(pathToFileURL(outfile).href)).rows;
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
