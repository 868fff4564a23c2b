// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {maskSecrets, secretsFoundIn} from '../../src/lib/mask-secrets.js';

const AWS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

describe('a secret in the words of a command never stays in clear', () => {
  test.each([
    ['docker login -u x -p hunter2 host', 'docker login -u x -p [masked] host'],
    ['docker login host -phunter2 -u x', 'docker login host -p[masked] -u x'],
    ["podman --log-level debug login -u x -p 'hunter 2' host", 'podman --log-level debug login -u x -p [masked] host'],
    ['helm registry login -u x -p hunter2 host', 'helm registry login -u x -p [masked] host'],
    [
      'kubectl create secret generic x --from-literal=k=hunter2',
      'kubectl create secret generic x --from-literal=k=[masked]',
    ],
    [
      "kubectl create secret generic x --from-literal=k=hunter2 --from-literal 'l=hunter 3' -n y",
      "kubectl create secret generic x --from-literal=k=[masked] --from-literal 'l=[masked]' -n y",
    ],
    [
      'kubectl create secret generic x --from-literal="k=hunter 2"; rm -rf /srv',
      'kubectl create secret generic x --from-literal="k=[masked]"; rm -rf /srv',
    ],
    ['aws configure set aws_secret_access_key hunter2', 'aws configure set aws_secret_access_key [masked]'],
    [
      'aws --profile p configure set profile.p.aws_session_token hunter2 --region x',
      'aws --profile p configure set profile.p.aws_session_token [masked] --region x',
    ],
    ['http -a user:hunter2 GET http://h/', 'http -a user:[masked] GET http://h/'],
    ['https --auth=user:hunter2 h/', 'https --auth=user:[masked] h/'],
    ["http GET h/ -a 'user:hunter 2'", "http GET h/ -a 'user:[masked]'"],
    ['http -A bearer -a hunter2 h/', 'http -A bearer -a [masked] h/'],
    ['ldapsearch -w hunter2 -H ldap://h', 'ldapsearch -w [masked] -H ldap://h'],
    ['ldapmodify -x -D cn=a,dc=b -whunter2 -f f', 'ldapmodify -x -D cn=a,dc=b -w[masked] -f f'],
    ['ldapsearch -xLLLw hunter2 -b dc=x', 'ldapsearch -xLLLw [masked] -b dc=x'],
    ['echo hunter2 | docker login --password-stdin host', 'echo [masked] | docker login --password-stdin host'],
    [
      'echo -n "hunter 2" | docker login -u x --password-stdin',
      'echo -n [masked] | docker login -u x --password-stdin',
    ],
    ["printf '%s' hunter2 | docker login --password-stdin", "printf '%s' [masked] | docker login --password-stdin"],
    ['<<< hunter2 sudo -S id', '<<< [masked] sudo -S id'],
    ['sudo -S id <<EOF\nhunter2\nEOF', 'sudo -S id <<EOF\n[masked]\nEOF'],
    [
      "sudo -kS bash <<-'EOF'\n\thunter 2\n\tsystemctl restart web\n\tEOF\nuptime",
      "sudo -kS bash <<-'EOF'\n\t[masked]\n\tsystemctl restart web\n\tEOF\nuptime",
    ],
    [
      'cat <<EOF | docker login --password-stdin h\nhunter2\nEOF\nid',
      'cat <<EOF | docker login --password-stdin h\n[masked]\nEOF\nid',
    ],
    ['chpasswd <<EOF\nana:hunter2\nlee:hunter3\nEOF', 'chpasswd <<EOF\n[masked]\n[masked]\nEOF'],
    ['echo hunter2|sudo -S id', 'echo [masked]|sudo -S id'],
    ['echo hunter2 | sudo -kS -p "" systemctl status x', 'echo [masked] | sudo -kS -p "" systemctl status x'],
    ['echo root:hunter2 | chpasswd', 'echo [masked] | chpasswd'],
    ['echo hunter2 | sudo passwd --stdin x', 'echo [masked] | sudo passwd --stdin x'],
    [
      'echo aHVudGVyMg== | base64 -d | docker login --password-stdin',
      'echo [masked] | base64 -d | docker login --password-stdin',
    ],
    ['sudo -S id <<< hunter2', 'sudo -S id <<< [masked]'],
    ["docker login --password-stdin h <<<'hunter2'; id", 'docker login --password-stdin h <<<[masked]; id'],
    ['read -s P <<< hunter2; echo $P', 'read -s P <<< [masked]; echo $P'],
    ['read -rsp "pw: " P <<< "hunter 2"', 'read -rsp "pw: " P <<< [masked]'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text, {kind: 'statement'})).toBe(masked);
    expect(maskSecrets(masked, {kind: 'statement'})).toBe(masked);
    expect(secretsFoundIn(text).join()).toMatch(/hunter|aHVudGVyMg/);
  });

  test.each([
    'docker login -u x --password-stdin host',
    'docker login -u x -p "$PASS" host',
    'docker run -p 80:80 login',
    'kubectl create configmap x --from-literal=k=v',
    'kubectl create secret generic x --from-literal=k=$V --from-literal="l=$W"',
    'aws configure set region eu-west-1',
    'curl http://h/a -a user:x',
    'http -a "$USER:$PW" GET h/',
    'ldapsearch -x -W -b dc=web',
    'echo "$P" | docker login --password-stdin',
    'printf \'%s\' "$P" | docker login --password-stdin',
    'echo $(rm -rf /srv) | sudo -S id',
    'echo `rm -rf /srv` | sudo -S id',
    'echo hello | grep passwd',
    'echo hello | sudo tee /etc/passwd',
    'echo hello | ls -S',
    'read -p "go on?" P <<< yes',
    'sudo -S id <<< "$P"',
    'sudo -S id <<EOF\n$PW\nEOF',
    'cat <<EOF\nhunter\nEOF',
  ])('%s stays as it is', text => {
    expect(maskSecrets(text, {kind: 'statement'})).toBe(text);
  });
});

describe('the secret key of AWS beside its id', () => {
  test.each([
    [`AKIAIOSFODNN7EXAMPLE ${AWS_KEY}`, '[masked] [masked]'],
    [`${AWS_KEY},AKIAIOSFODNN7EXAMPLE`, '[masked],[masked]'],
    [`CREDENTIALS\tASIAIOSFODNN7EXAMPLE\t2026-01-01\t${AWS_KEY}\tx`, 'CREDENTIALS\t[masked]\t2026-01-01\t[masked]\tx'],
    [`|  SecretAccessKey |  ${AWS_KEY}  |`, '|  SecretAccessKey |  [masked]  |'],
    [`aws_secret_access_key   ${AWS_KEY}`, 'aws_secret_access_key   [masked]'],
    [`printf 'AKIAIOSFODNN7EXAMPLE ${AWS_KEY}\\n'`, "printf '[masked] [masked]\\n'"],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  test.each([`somewhere else ${AWS_KEY}`, 'commit 0123456789abcdef0123456789abcdef01234567'])(
    '%s is told from other words of that length',
    text => {
      expect(maskSecrets(text)).toBe(text);
    },
  );
});

test('a long line with many words like a key is masked in a moment', () => {
  const line = `${`${AWS_KEY} `.repeat(1500)}echo ${'a '.repeat(2000)}| x`;
  expect(maskSecrets(line)).toBe(line);
});
