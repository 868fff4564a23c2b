// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {fill} from '../../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../../src/runbooks/fill/placeholders.js';

function refusalsOf(text: string, value: string): readonly string[] {
  const source = {kind: 'label', name: 'x'} as const;
  const values = placeholdersIn(text).map(({raw}) => ({placeholder: raw, value, source, secret: false}));
  const filling = fill(text, values);
  return filling.ok ? [] : filling.refusals;
}

describe('a label of several words is no program for whoever reads it', () => {
  test.each([
    // Fed.
    'ip -batch - <<< <x>',
    'crontab - <<< <x>',
    'nft -f - <<< <x>',
    'iptables-restore <<< <x>',
    'nsupdate <<< <x>',
    'redis-cli <<< <x>',
    'zkCli.sh <<< <x>',
    'etcdctl txn <<< <x>',
    'patch <<< "<x>"',
    'jshell <<< <x>',
    'kubectl create -f - <<< <x>',
    'sudo crontab - <<< <x>',
    'some-tool <<EOF\n<x>\nEOF',
    'echo <x> | some-tool',
    'printf "%s\\n" <x> | sort | some-tool --stdin',
    'cat <<EOF | kubectl apply -f -\nname: <x>\nEOF',
    '{ some-tool; } <<< <x>',
    'echo <x> > >(some-tool)',
    'tee >(crontab -) <<< <x>',
    'curl -K - <<< <x>',
    'echo <x> > /dev/tcp/cache/6379',
    'echo "$QUERY" | some-tool',
    // As the value of an option.
    'ipython -c <x>',
    'pypy -c <x>',
    'ts-node -e <x>',
    'R -e <x>',
    'gnuplot -e <x>',
    'some-tool --eval=<x>',
    'some-tool --execute <x>',
    'some-tool -e "$QUERY"',
    'aws athena start-query-execution --query-string <x>',
    'aws ssm send-command --document-name d --parameters commands=<x>',
    'aws ssm send-command --parameters a=b commands=<x>',
    // As one of its words.
    'bq query <x>',
    'cypher-shell <x>',
    'redis-cli eval <x> 0',
    'nft <x>',
  ])('%s', text => {
    expect(refusalsOf(text, 'address show lo').join()).toContain('another program would read the value');
    expect(refusalsOf(text, 'web-1')).toEqual([]);
  });

  test.each([
    'cat <<< <x>',
    'tee /tmp/f <<< <x>',
    'sudo tee /tmp/f <<< <x>',
    'echo <x> | wc -c | tee /tmp/f',
    'echo <x> | sha256sum | cut -c 1-8',
    'echo <x> | curl -d @- http://chat',
    'echo <x> | docker login --password-stdin -u bot',
    'kubectl exec web -- curl -s http://localhost/ | grep -e <x>',
    'ping -c 3 <x>',
    'grep -c <x> /var/log/syslog',
    'sort -k 1 f | grep -e <x>',
    'show --title <x>',
    'show <x>',
  ])('%s takes it for data', text => {
    expect(refusalsOf(text, 'address show lo')).toEqual([]);
  });
});
