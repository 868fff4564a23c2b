import {execFileSync, spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {bench} from '../fake-context.js';

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

async function scriptFile(shell: string): Promise<string> {
  const {run, home} = bench();
  const {stdout, stderr, exitCode} = await run('completion', shell);
  expect([stderr, exitCode]).toEqual(['', 0]);
  const file = join(home, `wk.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

describe('wk completion', () => {
  test.skipIf(!has('bash')).each([
    ['wk al', ['alerts']],
    ['wk s', ['silence', 'shift']],
    ['wk silence e', ['extend', 'expire']],
    ['wk alerts --si', ['--silenced']],
    ['wk -o ', ['table', 'wide', 'json', 'simple']],
    ['wk --alertmanager http://x silence add --com', ['--comment']],
    ['wk completion ', ['bash', 'zsh', 'fish']],
    ['wk relay ', ['print-config']],
    ['wk relay print-config g', ['grafana', 'generic']],
    ['wk relay print-config change --so', ['--source']],
    ['wk config check --st', ['--state']],
  ])('bash completes %j', async (line, words) => {
    const file = await scriptFile('bash');
    const parts = line.split(' ');
    const script = `source "$1"; COMP_WORDS=(${parts.map(part => `'${part}'`).join(' ')}); COMP_CWORD=${parts.length - 1}; _wk; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['-c', script, 'bash', file], {encoding: 'utf8'}).trim().split('\n')).toEqual(words);
  });

  test.skipIf(!has('bash'))('bash finds no mistake in its script', async () => {
    expect(spawnSync('bash', ['-n', await scriptFile('bash')], {encoding: 'utf8'}).stderr).toBe('');
  });

  test.skipIf(!has('zsh'))('zsh finds no mistake in its script', async () => {
    expect(spawnSync('zsh', ['-n', await scriptFile('zsh')], {encoding: 'utf8'}).stderr).toBe('');
  });

  test.skipIf(!has('fish'))('fish finds no mistake in its script', async () => {
    expect(spawnSync('fish', ['-n', await scriptFile('fish')], {encoding: 'utf8'}).stderr).toBe('');
  });

  test.each(['zsh', 'fish'])('%s knows every command and flag', async shell => {
    const {run} = bench();
    const {stdout} = await run('completion', shell);
    for (const word of ['preview', 'extend', 'doctor', 'alertmanager', 'created-by', 'dry-run', 'systemd', 'generic']) {
      expect(stdout).toContain(word);
    }
  });
});
