import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openShelf} from '../../../src/cli/wire/runbook-shelf.js';
import {fileTrust} from '../../../src/runbooks/trust/file-trust.js';
import {type BenchOptions, bench} from '../fake-context.js';

const FIRST = '# Disk filling\n\n```sh\ndf -h\n```\n';

function operator(options: BenchOptions = {}) {
  let state = '';
  const desk = bench({
    ...options,
    context: {
      runbooks: async () => openShelf({}, '/nowhere'),
      runbookTrust: async () => fileTrust(state, () => 1000),
      ...options.context,
    },
  });
  state = join(desk.home, 'state', 'trust');
  mkdirSync(join(desk.home, 'ops'));
  const write = (text: string) => writeFileSync(join(desk.home, 'ops', 'disk.md'), text);
  write(FIRST);
  return {...desk, write};
}

test('a file is trusted when the operator says yes', async () => {
  const {run, asked} = operator({isTTY: true, answer: true});
  const ran = await run('runbook', 'trust', 'ops/disk.md');
  expect(asked).toEqual([expect.stringContaining('Nobody has trusted')]);
  expect(ran).toMatchObject({exitCode: 0, stderr: expect.stringContaining('is trusted as it is now')});
  expect((await run('runbook', 'trust', 'ops/disk.md')).stderr).toContain('is trusted as it is.');
});

test('a no leaves it as it was', async () => {
  const {run} = operator({isTTY: true, answer: false});
  expect(await run('runbook', 'trust', 'ops/disk.md')).toMatchObject({exitCode: 6});
  expect((await run('runbook', 'trust', 'ops/disk.md', '-o', 'json', '--yes')).stdout).toContain('"new"');
});

test('what changed is shown before the question', async () => {
  const {run, write} = operator({isTTY: true, answer: true});
  await run('runbook', 'trust', 'ops/disk.md');
  write(FIRST.replace('df -h', 'rm -rf /\u001b[2K'));
  const {stderr} = await run('runbook', 'trust', 'ops/disk.md');
  expect(stderr).toContain('-df -h\n+rm -rf /\n');
});

test('nobody to ask is a refusal, unless --yes is given', async () => {
  const {run} = operator();
  expect(await run('runbook', 'trust', 'ops/disk.md')).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('--yes'),
  });
  expect(await run('runbook', 'trust', 'ops/disk.md', '--yes')).toMatchObject({exitCode: 0});
});

test('what changed is also shown where nobody is asked', async () => {
  const {run, write} = operator();
  await run('runbook', 'trust', 'ops/disk.md', '--yes');
  write(`${FIRST}more\n`);
  const ran = await run('runbook', 'trust', 'ops/disk.md', '--yes', '-o', 'json');
  expect(ran.stderr).toContain('+more');
  expect(JSON.parse(ran.stdout)).toMatchObject({was: 'changed', diff: expect.arrayContaining(['+more'])});
});

test('--dry-run trusts nothing', async () => {
  const {run} = operator();
  expect((await run('runbook', 'trust', 'ops/disk.md', '--dry-run')).stderr).toContain('Would trust');
  expect((await run('runbook', 'trust', 'ops/disk.md', '--yes', '-o', 'json')).stdout).toContain('"new"');
});

test('a file that changes while the question stands is not trusted', async () => {
  const desk = operator({
    isTTY: true,
    context: {
      confirm: async () => {
        desk.write('# something else\n');
        return true;
      },
    },
  });
  expect(await desk.run('runbook', 'trust', 'ops/disk.md')).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('has changed since you looked'),
  });
});
