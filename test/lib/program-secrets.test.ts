import {describe, expect, test} from 'vitest';
import {maskSecrets} from '../../src/lib/mask-secrets.js';

const statement = (text: string) => maskSecrets(text, {kind: 'statement'});

describe('a secret that a program takes among its words is masked', () => {
  test.each([
    ['gh auth login --with-token <<< s3cret', 'gh auth login --with-token <<< [masked]'],
    ['echo s3cret | gh auth login --with-token', 'echo [masked] | gh auth login --with-token'],
    ['tool --password <<< s3cret', 'tool --password <<< [masked]'],
    [`tool --token 's3cA'"s3cB" -v`, 'tool --token [masked] -v'],
    ['tool --password=$(echo s3cret) -v', 'tool --password=$(echo [masked]) -v'],
    [`psql -c "ALTER USER app WITH PASSWORD 's3cret'"`, 'psql -c "ALTER USER app WITH PASSWORD [masked]"'],
    [
      `psql -c "CREATE ROLE a LOGIN PASSWORD 's3 cret' VALID UNTIL 'x'"`,
      `psql -c "CREATE ROLE a LOGIN PASSWORD [masked] VALID UNTIL 'x'"`,
    ],
    [`mysql -e "SET PASSWORD FOR x = 's3cret'"`, 'mysql -e "SET PASSWORD FOR x = [masked]"'],
    [`mysql -e "create user x identified by 's3cret'"`, 'mysql -e "create user x identified by [masked]"'],
    ['SSHPASS=s3cret sshpass -e ssh h', 'SSHPASS=[masked] sshpass -e ssh h'],
    ['export REDISCLI_AUTH=s3cret', 'export REDISCLI_AUTH=[masked]'],
    [
      "GITHUB_PAT='s3cret x' AUTH=u:p CREDS=c pw=p KEY=k run",
      'GITHUB_PAT=[masked] AUTH=[masked] CREDS=[masked] pw=[masked] KEY=[masked] run',
    ],
    ['etcdctl --user root:s3cret get /', 'etcdctl --user root:[masked] get /'],
    ['rabbitmqctl change_password u s3cret', 'rabbitmqctl change_password u [masked]'],
    ['htpasswd -b f u s3cret', 'htpasswd -b f u [masked]'],
    ['htpasswd -nb u s3cret', 'htpasswd -nb u [masked]'],
    ['openssl enc -aes-256-cbc -k s3cret -in f', 'openssl enc -aes-256-cbc -k [masked] -in f'],
    ['snmpwalk -v3 -A s3cret -X s3cret2 h', 'snmpwalk -v3 -A [masked] -X [masked] h'],
    ['mc alias set m http://h AK s3cret', 'mc alias set m http://h AK [masked]'],
    ['rclone config create r s3 secret_access_key s3cret', 'rclone config create r s3 secret_access_key [masked]'],
    ['useradd -m -p s3cret u', 'useradd -m -p [masked] u'],
    ['smbclient -U u%s3cret //h/s', 'smbclient -U u%[masked] //h/s'],
    ['vault kv put secret/x value=s3cret', 'vault kv put secret/x value=[masked]'],
  ])('%s', (text, masked) => {
    expect(statement(text)).toBe(masked);
    expect(statement(masked)).toBe(masked);
  });
});

describe('what is no secret stays readable', () => {
  test.each([
    'KEY="$1"; echo "$KEY"',
    'AUTH=$(cat f); curl -H "$AUTH" h',
    'kubectl get pods -A -o wide',
    'openssl x509 -in cert.pem -noout -enddate',
    'openssl s_client -connect h:443 -k',
    'MONKEY=banana run',
    'psql -c "select usename, passwd is null from pg_shadow where usename = \'app\'"',
    'mkdir -p /srv/app',
    'vault kv get secret/x',
    'SSL_KEY=/etc/ssl/private/x.key run',
  ])('%s', text => {
    expect(statement(text)).toBe(text);
  });
});

test('a thousand quotes behind the name of a secret are looked through at once', () => {
  const text = `--password ${`'a'"b`.repeat(2_000)}`;
  expect(statement(text)).toContain('--password');
});
