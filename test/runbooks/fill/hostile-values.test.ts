import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {parseBash, walkBash} from '../../../src/runbooks/bash/parse-bash.js';
import {classifyIn} from '../../../src/runbooks/classify/classify.js';
import {fill} from '../../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../../src/runbooks/fill/placeholders.js';
import {BY_FILES, hostileValue, NAMING, READ_BY_PROGRAMS, STATEMENTS} from './hostile.js';

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

test('no value, hostile or plain, says which command runs', () => {
  const values = fc.oneof(hostileValue, fc.constantFrom('canary', 'cat', '/tmp/canary', 'web-1'));
  fc.assert(
    fc.property(fc.constantFrom(...NAMING), values, (statement, value) => {
      expect(filled(statement, value).ok).toBe(false);
    }),
    {numRuns: 500, seed: SEED},
  );
});

describe('in a real bash', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wk-hostile-'));
    // No command but these can be found: whatever else a value calls fails, and the canary leaves a trace.
    for (const name of ['show', 'kubectl', 'grep', 'ssh', 'canary']) stub(name);
    // Runs whatever it gets, as crontab, ip -batch and psql -c do in their own languages.
    program(
      'reader',
      `set -f; [ $# -gt 0 ] || IFS= read -r -d '' -t 5 text; for text in "$text" "$@"; do eval "\${text#*=}"; done`,
    );
    program('cat', 'while IFS= read -r line; do printf "%s\\n" "$line"; done');
    program('tee', `while IFS= read -r line; do printf "%s\\n" "$line" >> "$1"; done`);
  });
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  function stub(name: string): void {
    const says = name === 'canary' ? `: > ${folder}/sang` : `printf '%s\\n' "$#" "$@" >> ${folder}/words`;
    program(name, says);
  }

  function program(name: string, text: string): void {
    writeFileSync(join(folder, name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  function sang(): boolean {
    const is = existsSync(join(folder, 'sang'));
    rmSync(join(folder, 'sang'), {force: true});
    return is;
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

  test('no accepted value is run by a program that reads it', () => {
    const values = fc.constantFrom('; canary', 'canary; x', '$(canary)', '`canary`', 'web-1', 'a b');
    const sample = fc.sample(fc.tuple(fc.constantFrom(...READ_BY_PROGRAMS), values), {numRuns: 150, seed: SEED});
    for (const [statement, value] of sample) {
      const result = filled(statement, value);
      // Words alone run nothing here, and need no process.
      if (!result.ok || !value.includes('canary')) continue;
      run(result.text, result.env);
      expect(sang(), `${result.text} with ${JSON.stringify(result.env)}`).toBe(false);
    }
    run("reader -e '; canary'", {});
    expect(sang()).toBe(false);
    run("reader -e 'x; canary'; reader <<< 'canary'", {});
    expect(sang()).toBe(true);
  });

  test('what runs a value that went through a file does not look read-only', () => {
    let runs = 0;
    const walks = BY_FILES.flatMap(walk => ['a[$(canary)]', 'x[$(canary)]+1', '7'].map(value => ({walk, value})));
    for (const {walk, value} of walks) {
      const [write, take, compute] = walk;
      const first = filled(write, value);
      if (!first.ok) continue;
      run(`${first.text}; ${take}; ${compute}`, {});
      if (!sang()) continue;
      runs += 1;
      const verdict = classifyIn(compute, {outside: 'any', variables: {W: value, V: value}});
      expect(verdict.level, `${take}; ${compute}`).not.toBe('reads');
    }
    expect(runs).toBeGreaterThan(BY_FILES.length);
  });

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
