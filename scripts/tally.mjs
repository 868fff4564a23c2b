import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {sumTallies, tallyLine, tallyTests} from './lib/tally.mjs';

// Sums up a CI run from the folder it left its reports in: tests.json, smoke.json, and a line per step in steps.
const folder = process.argv[2] ?? '.';
const tests = read('tests.json', tallyTests);
const smoke = read('smoke.json', tally => tally);
const total = sumTallies([...steps(), tests, smoke]);
process.stdout.write(`${tallyLine(total)}\n`);
process.exitCode = total.failed > 0 || tests.passed === 0 ? 1 : 0;

/** @param {string} name @param {(report: any) => import('./lib/tally.mjs').Tally} count */
function read(name, count) {
  const file = path.join(folder, name);
  if (!existsSync(file)) return {passed: 0, failed: 0, skipped: 0};
  return count(JSON.parse(readFileSync(file, 'utf8')));
}

/** A step that wrote a report of its own is counted by it, unless it failed for another reason. */
function steps() {
  const lines = existsSync(path.join(folder, 'steps')) ? readFileSync(path.join(folder, 'steps'), 'utf8') : 'failed ci';
  return lines
    .trim()
    .split('\n')
    .map(line => line.split(' '))
    .filter(([result, name]) => !isCountedElsewhere(result ?? '', name ?? ''))
    .map(([result]) => ({passed: result === 'passed' ? 1 : 0, failed: result === 'failed' ? 1 : 0, skipped: 0}));
}

/** @param {string} result @param {string} name */
function isCountedElsewhere(result, name) {
  if (name !== 'tests' && name !== 'smoke') return false;
  const {failed} = name === 'tests' ? tests : smoke;
  return result === 'passed' || failed > 0;
}
