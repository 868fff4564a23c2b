import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {changesCommand} from '../../../src/cli/wire/changes-command.js';
import {anAlert} from '../../support/given.js';
import {tempDir} from '../../support/real.js';

/** What is said of a changes command made of these lines of shell. */
async function failureOf(lines: string): Promise<string> {
  const file = join(tempDir(), 'changes');
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o700);
  return messageOf([file]);
}

async function messageOf(command: readonly string[], signal = new AbortController().signal): Promise<string> {
  const ended = changesCommand(command)(anAlert(), signal);
  const error = await ended.then(
    () => undefined,
    reason => reason as unknown,
  );
  return error instanceof Error ? error.message : String(error);
}

test('a changes command that is not there is told in one sentence on one line, with what to do', async () => {
  expect(await messageOf(['/nowhere/recent-deploys'])).toBe(
    'changes: /nowhere/recent-deploys cannot be run (not found); correct changes.command in the configuration.',
  );
});

test('a changes command that may not be run says so', async () => {
  const file = join(tempDir(), 'changes');
  writeFileSync(file, 'echo');
  chmodSync(file, 0o600);
  expect(await messageOf([file])).toContain('cannot be run (not allowed)');
});

test('what a failing changes command printed is not in what is said of it', async () => {
  const said = await failureOf('echo garbage line; printf "\\033]52;c;aGk=\\007\\n"; exit 3');
  expect(said).toMatch(/^changes: \S+ ended with exit code 3; run it by hand to see why\.$/);
});

test('a changes command that was killed, or prints without end, is told in one line', async () => {
  expect(await failureOf('kill -9 $$')).toMatch(/^changes: \S+ was ended by SIGKILL; .*$/);
  expect(await failureOf('while :; do echo 2026-11-20T02:10:00Z v412; done')).toMatch(
    /^changes: \S+ printed more than 256 KiB; .*$/,
  );
});

test('a changes command that works gives its changes', async () => {
  const file = join(tempDir(), 'changes');
  writeFileSync(file, '#!/bin/sh\necho "2026-11-20T02:10:00Z $WK_ALERTNAME deployed"\n');
  chmodSync(file, 0o700);
  const found = await changesCommand([file])(anAlert(), new AbortController().signal);
  expect(found).toEqual({changes: [{on: Date.parse('2026-11-20T02:10:00Z'), text: 'DiskFull deployed'}]});
});
