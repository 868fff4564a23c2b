import {expect, test} from 'vitest';
import {runCheck} from '../../../src/cli/wire/run-check.js';
import type {Config} from '../../../src/config/config.js';

const config = {targets: [{options: {webhook: {env: 'ROOM_SECRET'}}}]} as unknown as Config;
const env = {PATH: process.env.PATH, ROOM_SECRET: 'https://hooks.example/T/very-secret'};

test('a program that ends with 0 is well, and the last thing that it said is told', async () => {
  expect(await runCheck(['sh', '-c', 'echo one; echo two'], {config, env})).toEqual({ok: true, said: 'two'});
});

test('a program that ends otherwise, or is not there, is not well, and says how', async () => {
  expect(await runCheck(['sh', '-c', 'echo no way in >&2; exit 3'], {config, env})).toEqual({
    ok: false,
    said: 'sh ended with 3: no way in',
  });
  expect(await runCheck(['no-such-program'], {config, env})).toMatchObject({
    ok: false,
    said: expect.stringContaining('no-such-program cannot be run (ENOENT)'),
  });
});

test('a program has none of our secrets in its environment', async () => {
  const {said} = await runCheck(['sh', '-c', 'echo "secret: [$ROOM_SECRET]"'], {config, env});
  expect(said).not.toContain('very-secret');
});
