import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {redactor, secretVariables} from '../../../src/cli/wire/redactor.js';
import type {Config} from '../../../src/config/config.js';
import {tempDir} from '../../support/real.js';

function given() {
  const file = join(tempDir(), 'am.secret');
  writeFileSync(file, 'from-a-file\n');
  const config = {
    alertmanagers: [
      {auth: {kind: 'bearer', token: {env: 'AM_CRED'}}},
      {auth: {kind: 'basic', user: 'x', password: {file}}},
      {headers: {X: {value: 'clear-in-amtool'}}},
    ],
  } as unknown as Config;
  return {config, env: {AM_CRED: 'from-the-env', GITHUB_TOKEN: 'gh-value-1', HOME: '/home/ana', EMPTY_TOKEN: ''}};
}

test('what is known to be a secret here is masked wherever it turns up', () => {
  const {config, env} = given();
  const {output} = redactor(config, env);
  expect(output('a from-a-file b from-the-env c clear-in-amtool d gh-value-1 e /home/ana f typed-1', ['typed-1'])).toBe(
    'a [masked] b [masked] c [masked] d [masked] e /home/ana f [masked]',
  );
});

test('a statement keeps all that runs', () => {
  const {config, env} = given();
  expect(redactor(config, env).statement('TOKEN=gh-value-1; rm -rf /srv', [])).toBe('TOKEN=[masked]; rm -rf /srv');
});

test('the variables that the configuration takes secrets from are known by name', () => {
  expect(secretVariables(given().config)).toEqual(['AM_CRED']);
});
