import {symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {findBash} from '../../src/runner/find-bash.js';
import {tempDir} from '../support/real.js';

test('takes the first bash of the PATH that can be run, then the usual places', async () => {
  const [plain, real] = [tempDir(), tempDir()];
  writeFileSync(path.join(plain, 'bash'), '');
  symlinkSync('/bin/sh', path.join(real, 'bash'));
  expect(await findBash(`relative:${plain}:${real}`)).toBe(path.join(real, 'bash'));
  expect(await findBash('', [real])).toBe(path.join(real, 'bash'));
});

test('finds none where there is none', async () => {
  expect(await findBash(tempDir(), [])).toBeUndefined();
});
