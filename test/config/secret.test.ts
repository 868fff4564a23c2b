import {describe, expect, test} from 'vitest';
import {readSecret} from '../../src/config/secret.js';
import {surroundings} from './surroundings.js';

describe('reading a secret', () => {
  test('from the environment, a file and a command, without line ends', async () => {
    const {write} = surroundings();
    const file = write('token', 'from file\n');
    const env = {TOKEN: 'from env', PATH: process.env.PATH};
    expect(await readSecret({env: 'TOKEN'}, 'eu', env)).toBe('from env');
    expect(await readSecret({file}, 'eu', env)).toBe('from file');
    expect(await readSecret({command: ['sh', '-c', 'echo from $TOKEN']}, 'eu', env)).toBe('from from env');
  });

  test('says what is missing and where', async () => {
    await expect(readSecret({env: 'NOPE'}, 'eu, token', {})).rejects.toMatchObject({
      exitCode: 2,
      message: 'eu, token: the environment variable NOPE is not set.',
    });
    await expect(readSecret({file: '/nowhere/t'}, 'eu', {})).rejects.toThrow(
      'eu: the secret file /nowhere/t cannot be read (ENOENT).',
    );
    await expect(readSecret({env: 'EMPTY'}, 'eu', {EMPTY: ' '})).rejects.toThrow(
      'the environment variable EMPTY is empty',
    );
  });

  test('never repeats what a failing command printed', async () => {
    const command = ['sh', '-c', 'echo hunter2; echo hunter2 >&2; exit 3'];
    const error = await readSecret({command}, 'eu', {PATH: process.env.PATH}).catch((failure: unknown) => failure);
    expect(error).toMatchObject({message: 'eu: the command sh for the secret ended with exit code 3.'});
    expect(JSON.stringify(error)).not.toContain('hunter2');
    await expect(readSecret({command: ['wk-no-such-program']}, 'eu', {PATH: '/usr/bin'})).rejects.toThrow(
      'the command wk-no-such-program for the secret did not start (ENOENT)',
    );
  });
});
