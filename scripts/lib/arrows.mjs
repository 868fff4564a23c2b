import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DEPCRUISE = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/**
 * Follows every import below `folders` and holds it against `.dependency-cruiser.cjs`.
 *
 * @param {{cwd?: string, folders: readonly string[]}} options
 * @returns {{modules: number, sources: string[], violations: {rule: string, from: string, to: string, why: string}[]}}
 */
export function cruiseArrows({cwd = ROOT, folders}) {
  const config = path.join(ROOT, '.dependency-cruiser.cjs');
  const run = spawnSync(process.execPath, [DEPCRUISE, '--config', config, '--output-type', 'json', ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${run.stderr || run.stdout}`);
  const {summary, modules} = JSON.parse(run.stdout);
  return {
    modules: summary.totalCruised,
    sources: modules.map((/** @type {{source: string}} */ module) => module.source),
    violations: summary.violations.map(describeViolation),
  };
}

/** @param {{rule: {name: string}, from: string, to: string, comment?: string}} violation */
function describeViolation({rule, from, to, comment}) {
  return {rule: rule.name, from, to, why: comment ?? ''};
}
