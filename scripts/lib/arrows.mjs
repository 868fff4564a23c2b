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
  const rules = new Map(summary.ruleSetUsed.forbidden.map((/** @type {Rule} */ rule) => [rule.name, rule.comment]));
  return {
    modules: summary.totalCruised,
    sources: modules.map((/** @type {{source: string}} */ module) => module.source),
    violations: summary.violations.map((/** @type {Violation} */ {rule, from, to, cycle}) => ({
      rule: rule.name,
      from,
      to: cycle === undefined ? to : cycle.map(({name}) => name).join(' -> '),
      why: rules.get(rule.name) ?? '',
    })),
  };
}

/** @typedef {{name: string, comment?: string}} Rule */
/** @typedef {{rule: Rule, from: string, to: string, cycle?: {name: string}[]}} Violation */
