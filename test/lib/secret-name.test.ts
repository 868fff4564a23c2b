import {expect, test} from 'vitest';
import {isSecretName, namedSecrets} from '../../src/lib/secret-name.js';

test.each([
  ...['GITHUB_TOKEN', 'DB_PASSWORD', 'API_TOKEN', 'dbPassword', 'AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'PD_KEY'],
  ...['SECRET_KEY_BASE', 'GITLAB_PAT', 'MYSQL_PWD', 'SLACK_WEBHOOK_URL', 'npm_config__auth', 'SESSION_ID', 'API_KEY'],
])('%s is the name of a secret', name => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  ...['PATH', 'PWD', 'OLDPWD', 'TOKEN_TTL', 'SECRET_NAME', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'SSH_AUTH_SOCK', 'KEYMAP'],
  ...['PASSWORD_POLICY', 'HOSTNAME', 'pod', 'key', 'SPIN'],
])('%s is not', name => {
  expect(isSecretName(name)).toBe(false);
});

test('a value that is as good as any word is no secret', () => {
  const values = ['true', '1', '3600', 'x', 'prod', 's3cr', 'longer word', 'line-one-1\nline-two-2'];
  expect(namedSecrets(values.map((value, at) => [`TOKEN${at}`, value]))).toEqual([
    's3cr',
    'longer word',
    'line-one-1',
    'line-two-2',
  ]);
});
