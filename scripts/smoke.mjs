import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

// Runs the built program, without a terminal, on each Node named by its path; on this one when none is.
const root = fileURLToPath(new URL('../', import.meta.url));
const {values, positionals} = parseArgs({allowPositionals: true, options: {report: {type: 'string'}}});
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const nodes = positionals.length > 0 ? positionals : [process.execPath];

/** @typedef {{status: number | null, stdout: string, stderr: string}} Ran */
/** @type {{argv: string[], wants: string, holds: (ran: Ran) => boolean}[]} */
const CHECKS = [
  {argv: ['--version'], wants: version, holds: ({stdout}) => stdout.includes(version)},
  {
    argv: ['--help'],
    wants: 'the commands',
    holds: ({stdout}) => ['alerts', 'ack', 'demo'].every(it => stdout.includes(it)),
  },
  {argv: ['demo'], wants: 'a handoff at its end', holds: ({stdout}) => /^#+ .*handoff/im.test(stdout)},
];

const results = nodes.flatMap(node => CHECKS.map(check => ({name: nameOf(node, check.argv), why: run(node, check)})));
for (const {name, why} of results) process.stdout.write(why === '' ? `ok    ${name}\n` : `FAIL  ${name}: ${why}\n`);
const failed = results.filter(({why}) => why !== '').length;
if (values.report !== undefined) {
  writeFileSync(values.report, JSON.stringify({passed: results.length - failed, failed, skipped: 0}));
}
process.exitCode = failed > 0 ? 1 : 0;

/** @param {string} node @param {string[]} argv */
function nameOf(node, argv) {
  return `wk ${argv.join(' ')} on Node ${spawnSync(node, ['--version'], {encoding: 'utf8'}).stdout?.trim() || node}`;
}

/** Says what is wrong, or nothing. @param {string} node @param {(typeof CHECKS)[number]} check */
function run(node, {argv, wants, holds}) {
  const home = mkdtempSync(path.join(tmpdir(), 'wk-smoke-'));
  const env = {PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', CI: 'true'};
  const ran = spawnSync(node, [path.join(root, 'bin/watchkeeper.js'), ...argv], {
    cwd: home,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  rmSync(home, {recursive: true, force: true});
  if (ran.error !== undefined) return ran.error.message;
  if (ran.status !== 0) return `ended with ${ran.status ?? ran.signal}\n${ran.stderr}`;
  return holds(ran) ? '' : `printed no sign of ${wants}:\n${ran.stdout}${ran.stderr}`;
}
