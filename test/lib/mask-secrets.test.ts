// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {MASKED, maskSecrets, secretMask, secretsFoundIn} from '../../src/lib/mask-secrets.js';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAAA\n-----END RSA PRIVATE KEY-----\n';

describe('masking by form', () => {
  test.each([
    ['key id AKIAIOSFODNN7EXAMPLE here', 'key id [masked] here'],
    ['curl -H "Authorization: Bearer abc.def-123" http://x', 'curl -H "Authorization: Bearer [masked]" http://x'],
    ['authorization: Basic dXNlcjpwdw== -v', 'authorization: Basic [masked] -v'],
    ['postgres://app:p%40ss@db:5432/x', 'postgres://app:[masked]@db:5432/x'],
    ['redis://:hunter2@cache', 'redis://:[masked]@cache'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '[masked]'],
    ['ghp_0123456789abcdefghijABCDEFGHIJ012345', '[masked]'],
    ['mysql -u root -phunter2 shop', 'mysql -u root -p[masked] shop'],
    ['curl -u me:pw https://x', 'curl -u me:[masked] https://x'],
    [`a\n${KEY}b`, 'a\n[masked]\nb'],
    ['Set-Cookie: session=abc123; Path=/; HttpOnly', 'Set-Cookie: session=[masked]; Path=/; HttpOnly'],
    ['< set-cookie: sid=abc%3D', '< set-cookie: sid=[masked]'],
    ['curl -H "Cookie: a=1; b=2" http://x', 'curl -H "Cookie: [masked]" http://x'],
    ['curl -b session=abc http://x', 'curl -b [masked] http://x'],
    ['https://s3/x?X-Amz-Signature=abc&y=1', 'https://s3/x?X-Amz-Signature=[masked]&y=1'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

describe('a secret right behind an escape that is written out', () => {
  const TOKENS = [
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'sk-0123456789abcdef0123',
  ];
  test.each(['\\n', '\\t', '\\r', '\\\\n', '\\e[31m', '\\033[0m', '\\x0a', '\\012', '\\u000a', '%0A'])('%s', lead => {
    for (const token of TOKENS) {
      expect(maskSecrets(`printf "x${lead}${token}\\n"`, {kind: 'statement'})).toBe(`printf "x${lead}[masked]\\n"`);
      expect(secretsFoundIn(`printf "x${lead}${token}\\n"`)).toEqual([token]);
    }
    expect(maskSecrets(`x${lead}Authorization: Basic dXNlcjpwdw==`)).not.toContain('dXNlcjpwdw');
    expect(maskSecrets(`x${lead}Bearer abc.def-123`)).not.toContain('abc.def');
    expect(maskSecrets(`x${lead}password=hunter2`)).not.toContain('hunter2');
    expect(maskSecrets(`x${lead}api_key: hunter2`)).not.toContain('hunter2');
    expect(maskSecrets(`x${lead}Cookie: sid=hunter2`)).not.toContain('hunter2');
    expect(maskSecrets(`x${lead}123 x`, {values: ['123']})).not.toContain('123');
  });

  test.each(['disk-0123456789abcdef0123', 'task-0123456789abcdef0123', 'set-cookie: a', '/n/sk-x'])(
    '%s holds none',
    text => {
      expect(maskSecrets(text)).toBe(text);
    },
  );
});

describe('masking by name', () => {
  test.each([
    ['DB_PASSWORD=hunter 2', 'DB_PASSWORD=[masked]'],
    ['export API_KEY="a b"', 'export API_KEY=[masked]'],
    ['{"token": "abc", "user": "ana"}', '{"token": [masked], "user": "ana"}'],
    ['clientSecret: xyz', 'clientSecret: [masked]'],
    ['--password hunter2 --user ana', '--password [masked] --user ana'],
    ['aws_secret_access_key = wJalr/x', 'aws_secret_access_key = [masked]'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  test('names of a team', () => {
    expect(maskSecrets('MY_PIN=1234', {names: ['pin']})).toBe('MY_PIN=[masked]');
  });

  test.each([
    'secretName: web-tls',
    'token count 5',
    'kubectl get secret web',
    'echo $TOKEN',
    'TOKEN=$(cat f)',
    'keyboard: de',
  ])('%s stays as it is', text => {
    expect(maskSecrets(text)).toBe(text);
  });
});

describe('in a statement nothing that runs is masked away', () => {
  test.each([
    ['export DB_PASSWORD=x1; rm -rf /srv', 'export DB_PASSWORD=[masked]; rm -rf /srv'],
    ['PGPASSWORD=x1 psql -c "drop table t"', 'PGPASSWORD=[masked] psql -c "drop table t"'],
    ['curl -H Cookie:a=1; rm -rf /srv', 'curl -H Cookie:[masked]; rm -rf /srv'],
    ['curl -H Authorization:abc;rm -rf /srv', 'curl -H Authorization:[masked];rm -rf /srv'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text, {kind: 'statement'})).toBe(masked);
  });
});

test('what a statement has in clear is found, to be masked wherever else it turns up', () => {
  expect(secretsFoundIn('export DB_PASSWORD=hunter2; mysql -pother1 && echo "$TOKEN"')).toEqual(['other1', 'hunter2']);
  expect(secretsFoundIn('kubectl get secret web')).toEqual([]);
});

describe('masking by value', () => {
  test('wherever it occurs, also encoded', () => {
    const values = ["s3cr/t'x"];
    const text = `plain s3cr/t'x, url s3cr%2Ft'x, shell s3cr/t'\\''x, base64 ${btoa("s3cr/t'x")}`;
    expect(maskSecrets(text, {values})).not.toMatch(/s3cr|czNjci/);
  });

  test('a short one only where it stands alone', () => {
    expect(maskSecrets('pin 77 of 1774', {values: ['77']})).toBe('pin [masked] of 1774');
  });
});

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      'password=',
      'Bearer ',
      'abcdefgh1',
      '\n',
      ' ',
      '"',
      KEY,
      'https://u:p@h/',
      'TOKEN: ',
      'AKIAIOSFODNN7EXAMPLE',
      MASKED,
    ),
    fc.string({maxLength: 8}),
  ),
  {maxLength: 20},
);

describe('properties', () => {
  test('how the text is cut makes no difference', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(40), {maxLength: 10}), (parts, cuts) => {
        const text = parts.join('');
        const mask = secretMask({values: ['abcdefgh1']});
        let out = '';
        let rest = text;
        for (const cut of cuts) {
          out += mask.write(rest.slice(0, cut));
          rest = rest.slice(cut);
        }
        out += mask.write(rest) + mask.end();
        expect(out).toBe(maskSecrets(text, {values: ['abcdefgh1']}));
      }),
      {numRuns: 500, seed: 7},
    );
  });

  test('a secret value never comes through', () => {
    const secret = fc
      .string({unit: fc.constantFrom(...'abcXYZ019$/+.*()[]"\\'), minLength: 6, maxLength: 20})
      .map(text => `q${text}q`);
    fc.assert(
      fc.property(secret, pieces, pieces, (value, before, after) => {
        expect(maskSecrets(`${before.join('')}${value}${after.join('')}`, {values: [value]})).not.toContain(value);
      }),
      {numRuns: 500, seed: 7},
    );
  });

  test('a line that never ends is masked in bounded memory, and no pattern explodes', () => {
    for (const unit of [
      'a.',
      '-',
      '_x',
      'mysql ',
      'token',
      'x://u:',
      'password=',
      '-----BEGIN ',
      'aA',
      'docker login ',
      'echo a ',
      'http -a ',
      'AKIA ',
      'read -s <<< ',
      'ldapsearch ',
      '--from-literal=',
    ]) {
      const mask = secretMask();
      const chunk = unit.repeat(4000);
      let out = 0;
      for (let i = 0; i < 20; i++) out += mask.write(chunk).length;
      expect(out + mask.end().length).toBeGreaterThan(0);
    }
  });
});
