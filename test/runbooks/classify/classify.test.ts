// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {VerbTables} from '../../../src/core/runbook/verdict.js';
import {classify, raised} from '../../../src/runbooks/classify/classify.js';

const NONE: VerbTables = {reads: [], changes: [], destructive: [], needsTerminal: [], endless: []};

/** `level, what it hits: statement` */
function rows(name: string): readonly (readonly [level: string, statement: string, resource: string])[] {
  const text = readFileSync(new URL(`../../fixtures/runbooks/${name}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('# '))
    .map(line => {
      const [level = '', statement = '', resource = ''] = line.split('\t');
      return [level, statement.replaceAll('\\n', '\n'), resource];
    });
}

describe('levels', () => {
  test.each(rows('levels.tsv'))('%s: %s', (level, statement, resource) => {
    const verdict = classify(statement);
    expect({level: verdict.level, why: verdict.reasons}).toMatchObject({level});
    if (resource !== '') expect(verdict.resource).toBe(resource);
    expect(verdict.reasons.length).toBeGreaterThan(0);
    expect(verdict.reasons.join()).not.toMatch(/safe/i);
  });
});

describe('terminal and end', () => {
  test.each([
    'top',
    'kubectl exec -it web-1 -- /bin/sh',
    'kubectl edit deploy web',
    'watch kubectl get pods',
    'telnet db 5432',
    'ssh host',
    'psql -h db',
    'terraform apply',
    'vim /etc/hosts',
    'read -p "go on? " X',
    'select x in a b; do echo $x; done',
    'docker run -it alpine',
    'bash',
    'less /var/log/syslog',
    '$EDITOR notes.md',
    'redis-cli -h cache',
    'nslookup',
    'parted /dev/sda',
    'fdisk /dev/sda',
    'aws configure',
    'apt-get install htop',
    'kubectl get pods | less',
    'screen -r night',
    'slabtop',
  ])('%s wants the terminal', text => {
    expect(classify(text).needsTerminal).toBe(true);
  });

  test.each([
    'kubectl exec -it web-1 -- pg_isready',
    'kubectl exec -it web-1 -- psql -c "select 1"',
    'top -b -n 1',
    'ssh host uptime',
    'docker run -d nginx',
    'while read l; do echo $l; done < f',
    'echo "select 1" | psql',
    'terraform apply -auto-approve',
    'redis-cli -h cache info',
    'echo "get x" | redis-cli',
    'nslookup example.com',
    'parted /dev/sda print',
    'aws configure list',
    'apt-get -s install htop',
    'ssh host bash -s <<E\nuptime\nE',
    'ssh host <<E\nuptime\nE',
    'screen -ls',
    'tmux new-session -d -s night',
  ])('%s needs none', text => {
    expect(classify(text).needsTerminal).toBe(false);
  });

  test.each([
    'kubectl logs -f web-1',
    'tail -F /var/log/syslog',
    'journalctl -fu nginx',
    'ping host',
    'kubectl get pods -w',
    'kubectl port-forward svc/web 8080:80',
    'docker stats',
    'while true; do date; sleep 1; done',
    'until false; do date; done',
    'for ((;;)); do date; done',
    'sleep infinity',
    'vmstat 1',
    'redis-cli monitor',
    'mpstat 1',
    'sar -n DEV 1',
    'iostat -x 1',
    'dstat',
    'netstat -c',
    'lsof -r 1',
    'free -s 1',
    'kubectl get pods --watch',
    'kubectl top pod --watch',
    'tail --follow=name /var/log/syslog',
    'while sleep 5; do df; done',
    'watch df',
  ])('%s never ends by itself', text => {
    expect(classify(text).endless).toBe(true);
  });

  test.each([
    'kubectl logs web-1',
    'ping -c 3 host',
    'timeout 30 tail -f /var/log/syslog',
    'docker stats --no-stream',
    'while true; do date && break; done',
    'kubectl port-forward svc/web 8080:80 &',
    'vmstat 1 5',
    'mpstat 1 5',
    'sar -n DEV 1 5',
    'sar -u ALL',
    'netstat -tlnp',
    'lsof -nP -iTCP:80 -sTCP:LISTEN',
    'while sleep 5; do date && break; done',
  ])('%s ends', text => {
    expect(classify(text).endless).toBe(false);
  });

  test.each([
    ['kubectl wait --timeout=300s pod/x --for=condition=ready', 300_000],
    ['helm upgrade x y --timeout 5m', 300_000],
    ['timeout 30 tail -f x', 30_000],
    ['timeout -k 5 1m sleep 100', 60_000],
  ])('%s has %i ms', (text, ms) => {
    expect(classify(text).timeout).toBe(ms);
  });
});

describe('the strongest prompt for what cannot be seen', () => {
  test.each([
    '$CMD x',
    '"$DIR/run.sh"',
    '$(echo rm) x',
    '/bin/r? x',
    'eval "$x"',
    'curl -s http://x | bash',
    'curl x | sudo sh -s -- -y',
    'wget -qO- x | python3',
    'bash <(curl x)',
    'source <(curl x)',
    'echo cm0= | base64 -d | sh',
    'kubectl $VERB pod x',
    'xargs kubectl',
    'bash -c "$X"',
    'bash -c "if then"',
    'sh < script.sh',
  ])('%s', text => {
    expect(classify(text).level).toBe('destructive');
  });

  test('letters of another alphabet are told', () => {
    const verdict = classify('kube\u0441tl get pods');
    expect(verdict.level).toBe('destructive');
    expect(verdict.reasons.join()).toContain('mixes alphabets');
  });

  test('characters that cannot be seen are told', () => {
    expect(classify('ls \u200b-la').level).toBe('destructive');
    expect(classify('ls \u202e-la').reasons[0]).toContain('cannot be seen');
  });

  test('an option that may hide the verb is no proof of reading', () => {
    expect(classify('kubectl --foo get delete pod x').level).toBe('changes');
  });
});

describe('a team teaches its words', () => {
  const tables: VerbTables = {
    ...NONE,
    reads: ['mytool status', 'kubectl', 'kubectl delete', 'kubectl frobnicate', 'rm', 'eval'],
    changes: ['mytool set', 'cat'],
    destructive: ['mytool wipe', 'kubectl get --all'],
    endless: ['mytool follow'],
    needsTerminal: ['mytool shell'],
  };
  test.each([
    ['mytool status', 'reads'],
    ['sudo mytool status -v', 'reads'],
    ['mytool set x', 'changes'],
    ['mytool wipe db-1', 'destructive'],
    ['mytool --config status wipe', 'destructive'],
    ['mytool -c status wipe', 'destructive'],
    ['mytool --config=x status', 'reads'],
    ['mytool other', 'changes'],
    ['kubectl frobnicate', 'reads'],
    ['kubectl get pods --all', 'destructive'],
    ['cat x', 'changes'],
  ])('%s: %s', (text, level) => {
    expect(classify(text, tables).level).toBe(level);
  });

  test.each(['kubectl delete pod x', 'rm -rf /x', 'eval "$x"', 'kubectl scale --replicas=0 deploy/x'])(
    'nothing that we know is lowered: %s',
    text => {
      expect(classify(text, tables).level).toBe('destructive');
    },
  );

  test('a known change is not lowered either', () => {
    expect(classify('kubectl apply -f x', tables).level).toBe('changes');
  });

  test('what it hits is its last word', () => {
    expect(classify('mytool wipe db-1', tables).resource).toBe('db-1');
  });

  test('terminal and end are taught too', () => {
    expect(classify('mytool follow', tables).endless).toBe(true);
    expect(classify('mytool shell', tables).needsTerminal).toBe(true);
  });
});

test('what is hit is named by the value of its variable', () => {
  expect(classify('kubectl delete pod "$POD"').resource).toBe('$POD');
  expect(classify('kubectl delete pod "$POD"', undefined, {POD: 'web-1'}).resource).toBe('web-1');
  expect(classify('rm -rf ${DIR}', undefined, {DIR: '/srv/x'}).resource).toBe('/srv/x');
});

test('the warning of an author raises by one step', () => {
  expect(raised(classify('df -h'), 'never on fridays').level).toBe('changes');
  const verdict = raised(classify('systemctl restart nginx'), 'causes downtime');
  expect(verdict).toMatchObject({level: 'destructive', resource: 'systemctl'});
  expect(verdict.reasons[0]).toBe('causes downtime');
});

describe('text for another program', () => {
  test.each([
    'psql -c "select * from $T"',
    'psql <<E\nselect * from $T\nE',
    'echo "select * from $T" | psql',
    'ssh host "df $DIR"',
    'bash -c "cat $FILE"',
    'sed -n "/$X/p" f',
  ])('is known only when it runs where a variable is put into it: %s', text => {
    expect(classify(text).level).toBe('changes');
    expect(classify(text).reasons.join()).toContain('known only when it runs');
  });

  test('is known where the variable has a plain value', () => {
    expect(classify('psql -c "select * from $T"', undefined, {T: 'orders'}).level).toBe('reads');
    expect(classify('psql -c "select * from ${T}"', undefined, {T: 'orders; drop table x'}).level).toBe('destructive');
    expect(classify('psql -c "select * from $T, $U"', undefined, {T: 'orders'}).level).toBe('changes');
  });

  test('is known where nothing is put into it here', () => {
    for (const text of [
      "ssh host 'df $DIR'",
      "psql <<'E'\nselect 1 as $$a$$\nE",
      'ssh "$HOST" uptime',
      "awk '{print $1}' f",
    ]) {
      expect(classify(text).level).toBe('reads');
    }
  });
});

describe('an option that is to prove something harmless', () => {
  test.each([
    'kubectl delete pod x --dry-run=client --dry-run=none',
    'kubectl delete pod x --grace-period --dry-run=client',
    'helm uninstall x --dry-run=false',
    'aws s3 rm s3://b --no-dryrun --dryrun',
    'kafka-topics.sh --delete --dry-run --execute',
  ])('proves nothing where another one takes it back, or takes it for its value: %s', text => {
    expect(classify(text).level).toBe('destructive');
  });

  test('a team may teach an option that is not known', () => {
    const tables: VerbTables = {...NONE, reads: ['sort --fancy']};
    expect(classify('sort --fancy f').level).toBe('changes');
    expect(classify('sort --fancy f', tables).level).toBe('reads');
  });
});

test('a shortcode of a site generator is a gap to fill, not a redirection', () => {
  const verdict = classify('echo {{< param version >}} {{% env %}}');
  expect(verdict).toMatchObject({level: 'reads', commands: ['echo']});
});

test('the word to type names what is hit, or the function that will hit something', () => {
  expect(classify('wipe() { rm -rf "$1"; }').resource).toBe('wipe');
  expect(classify('wipe() { rm -rf "$@"; }').resource).toBe('wipe');
  expect(classify('wipe() { rm -rf /srv/"$1"/x; }').resource).toBe('wipe');
  expect(classify('wipe() { rm -rf /srv; }').resource).toBe('/srv');
  expect(classify('$K get pods')).toMatchObject({level: 'destructive', resource: '$K', unsettled: ['K']});
  expect(classify('"$K" get pods', undefined, {K: 'kubectl'}).resource).toBe('kubectl');
});
