import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {parseBash, walkBash} from '../../../src/runbooks/bash/parse-bash.js';
import {fill} from '../../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../../src/runbooks/fill/placeholders.js';
import {hostileValue, STATEMENTS} from './hostile.js';

const SEED = 20_261_120;

function filled(statement: string, value: string) {
  const source = {kind: 'label', name: 'x'} as const;
  const values = placeholdersIn(statement).map(({raw}) => ({placeholder: raw, value, source, secret: false}));
  return fill(statement, values);
}

/** Names and numbers of words of all commands, read without the code under test. */
function commandsOf(text: string): string {
  const commands: string[] = [];
  walkBash(parseBash(text).ast, node => {
    if (node.type === 'Command') commands.push(`${node.name?.value} ${node.args.length} ${node.redirects.length}`);
  });
  return commands.join('\n');
}

test('10,000 hostile values over our statements change the structure of none', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...STATEMENTS), hostileValue, (statement, value) => {
      const result = filled(statement, value);
      if (!result.ok) return;
      accepted += 1;
      const harmless = filled(statement, '7');
      expect(harmless.ok && commandsOf(harmless.text)).toBe(commandsOf(result.text));
    }),
    {numRuns: 10_000, seed: SEED},
  );
  expect(accepted).toBeGreaterThan(500);
}, 120_000);

describe('in a real bash', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wk-hostile-'));
    // No command but these can be found: whatever else a value calls fails, and the canary leaves a trace.
    for (const name of ['show', 'kubectl', 'grep', 'ssh', 'canary']) stub(name);
  });
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  function stub(name: string): void {
    const says = name === 'canary' ? `: > ${folder}/sang` : `printf '%s\\n' "$#" "$@" >> ${folder}/words`;
    writeFileSync(join(folder, name), `#!/bin/bash\n${says}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  function run(text: string, env: Readonly<Record<string, string>>): void {
    try {
      execFileSync('/bin/bash', ['--noprofile', '--norc', '-c', text], {
        cwd: folder,
        env: {...env, PATH: folder},
        stdio: 'ignore',
        timeout: 10_000,
      });
    } catch {
      // Statements may fail; what they run is what counts.
    }
  }

  test('no accepted value runs anything', () => {
    const sample = fc.sample(fc.tuple(fc.constantFrom(...STATEMENTS), hostileValue), {numRuns: 1500, seed: SEED});
    let runs = 0;
    for (const [statement, value] of sample) {
      const result = filled(statement, value);
      if (!result.ok || !/canary|[$`*~;|&]/.test(value)) continue;
      run(result.text, result.env);
      runs += 1;
      expect(existsSync(join(folder, 'sang')), `${result.text} with ${JSON.stringify(result.env)}`).toBe(false);
    }
    expect(runs).toBeGreaterThan(40);
  }, 120_000);

  test('the canary would be seen', () => {
    run('canary', {});
    expect(existsSync(join(folder, 'sang'))).toBe(true);
    rmSync(join(folder, 'sang'));
  });

  test.each(['$(canary) x', "it's; canary", 'a  b', '*', '"quoted"'])('%s arrives as one word', value => {
    for (const statement of ['show <instance>', 'show --target=<instance>', 'show "$INSTANCE"']) {
      rmSync(join(folder, 'words'), {force: true});
      const result = filled(statement, value);
      if (!result.ok) throw new Error(result.refusals.join());
      run(result.text, result.env);
      const word = statement.includes('--target') ? `--target=${value}` : value;
      expect(readFileSync(join(folder, 'words'), 'utf8')).toBe(`1\n${word}\n`);
    }
  });
});
