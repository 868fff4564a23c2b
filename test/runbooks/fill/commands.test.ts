// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {afterAll} from '../../../src/runbooks/fill/earlier.js';
import {fill} from '../../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../../src/runbooks/fill/placeholders.js';

function refusalsOf(text: string, value: string): readonly string[] {
  const source = {kind: 'label', name: 'x'} as const;
  const values = placeholdersIn(text).map(({raw}) => ({placeholder: raw, value, source, secret: false}));
  const filling = fill(text, values, afterAll(new Set(), []));
  return filling.ok ? [] : filling.refusals;
}

describe('a label never says which command runs, however plain it is', () => {
  test.each([
    '<x> /tmp/f',
    '"<x>" /tmp/f',
    '$TOOL status',
    '/opt/bin/<x> status',
    'timeout 5 <x>',
    'nice <x>',
    'exec <x>',
    'command <x>',
    'sudo -u root <x>',
    'env A=b <x>',
    'ls | xargs <x>',
    'ls | xargs -n 1 sudo <x>',
    'kubectl exec pod -- <x>',
    'kubectl exec -it pod -c app -- <x> -c 1',
    'kubectl some-plugin pod -- <x>',
    'docker exec web <x>',
    'docker run --entrypoint <x> image',
    'ssh host <x>',
    'ssh host sudo "<x>"',
    'watch <x>',
    'bash -c <x>',
    'bash -c "cd / && <x>"',
    'bash <<< <x>',
    'bash /opt/<x>.sh',
    'eval <x>',
    'trap <x> EXIT',
    'source <x>',
    '. <x>',
    'python3 <x>',
    'npx <x>',
    'find / -exec <x> {} +',
    'tar -x --to-command=<x> -f a.tar',
    'if true; then <x>; fi',
    'echo "$(<x>)"',
    'ls | fzf --preview <x>',
    'fzf --bind "enter:execute(<x>)"',
    'zip -T -TT <x> a.zip f',
    'zip -T --unzip-command=<x> a.zip f',
    'wget --use-askpass=<x> http://h',
    'ls | entr <x>',
    'ls | entr -r -s <x>',
    'mysql --pager=<x>',
    'some-tool --on-change-cmd <x> f',
  ])('%s', text => {
    expect(refusalsOf(text, 'cat').join()).toContain('a value never says which command runs');
  });

  test.each([
    'command -v <x>',
    'timeout <x> uptime',
    'sudo -u <x> id',
    'systemctl status <x>',
    'kubectl exec <x> -- uptime',
    'kubectl logs deploy/<x> -- ',
    'git checkout main -- <x>',
    'grep x -- <x>',
    'bash /opt/check.sh <x>',
    'python3 -m json.tool <x>',
    'show <x>',
    'zip a.zip <x>',
    'wget --user=<x> http://h',
    'psql --command=<x>',
    'some-tool --unit <x>',
  ])('%s names no command', text => {
    expect(refusalsOf(text, 'cat')).toEqual([]);
  });
});

describe('a label that begins with @ or file: makes no program read a local file', () => {
  test.each([
    ['curl -H <x> http://h', '@/etc/passwd'],
    ['curl -H "<x>" http://h', '@/etc/passwd'],
    ['curl -H "$X" http://h', '@/etc/passwd'],
    ['curl -d <x> http://h', '@/etc/passwd'],
    ['curl -d"<x>" http://h', '@/etc/passwd'],
    ['curl --data-binary=<x> http://h', '@/etc/passwd'],
    ['curl --data-urlencode <x> http://h', '@/etc/passwd'],
    ['curl --data-urlencode q<x> http://h', '@/etc/passwd'],
    ['curl -F f=<x> http://h', '@/etc/passwd'],
    ['V=<x>; curl -d "$V" http://h', '@/etc/passwd'],
    ['f() { curl -d "$1" http://h; }; f <x>', '@/etc/passwd'],
    ['sudo curl -d <x> http://h', '@/etc/passwd'],
    ['ssh h curl -d <x> http://h', '@/etc/passwd'],
    ['curl <x>', 'file:///etc/passwd'],
    ['http POST http://h f=<x>', '@/etc/passwd'],
    ['http POST http://h f:=<x>', '@/etc/passwd'],
    ['aws ssm put-parameter --name n --value <x>', 'file:///etc/passwd'],
    ['aws ssm put-parameter --name n --value=<x>', 'fileb://f'],
    ['aws ssm put-parameter --name n --value "$X"', 'file://f'],
  ])('%s with %s', (text, value) => {
    expect(refusalsOf(text, value).join()).toContain('would be taken for the name of a local file');
  });

  test.each([
    ['curl "http://h/<x>"', '@a'],
    ['curl -H "X: <x>" http://h', '@a'],
    ['curl -d <x> http://h', 'a@b'],
    ['echo <x>', '@a'],
    ['aws s3 ls s3://b/<x>', 'file:x'],
    ['grep <x> f', 'file:x'],
  ])('%s with %s reads none', (text, value) => {
    expect(refusalsOf(text, value)).toEqual([]);
  });
});
