// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {judgeDocument} from '../../src/runbooks/judge-document.js';
import {preflight} from '../../src/runbooks/preflight.js';
import {blocksOf, documentOf, linesAt, shownOf, statementsOf, textsOf} from './reading.js';

const fence = (code: string, info = 'bash') => `# Runbook\n\n'''${info}\n${code}\n'''\n`;
const texts = (code: string, info?: string) => textsOf(documentOf(fence(code, info)));
const shown = (code: string, info?: string) => shownOf(documentOf(fence(code, info)));
const marks = (code: string, info?: string) =>
  statementsOf(documentOf(fence(code, info))).map(({text, notRunnable}) => [text, notRunnable?.split(':')[0]]);

describe('statements of a fence', () => {
  test('P11: a fence is taken apart into statements with the comments above each', () => {
    const code = '# how full\ndf -h\n\n# who\n# and what\nlsof +L1 | head; uptime\nfree -m # in MiB\n# that was all';
    const text = fence(code);
    const document = documentOf(text);
    expect(statementsOf(document).map(({comment, text: own}) => [comment, own])).toEqual([
      ['# how full', 'df -h'],
      ['# who\n# and what', 'lsof +L1 | head;'],
      ['', 'uptime'],
      ['', 'free -m # in MiB'],
    ]);
    expect(shownOf(document)).toEqual(['shown: # that was all']);
    expect(statementsOf(document).map(({lines}) => linesAt(text, lines).split('\n').length)).toEqual([2, 3, 1, 1]);
  });

  test('P12: comments that warn raise, and what they say not to run is shown only', () => {
    const code =
      "# ❌ Don't use - kills all pods (downtime)\nkubectl delete pods -l app=x\n\n# zero-downtime\nkubectl get pods\n\n# CRITICAL: only with the owner\npg_restore x\npg_dump y\n\nuptime";
    const found = statementsOf(documentOf(fence(code)));
    expect(found.map(({warning}) => warning)).toEqual([
      "❌ Don't use - kills all pods (downtime)",
      undefined,
      'CRITICAL: only with the owner',
      'CRITICAL: only with the owner',
      undefined,
    ]);
    expect(found.map(({notRunnable}) => notRunnable !== undefined)).toEqual([true, false, false, false, false]);
    const prose = documentOf("# A\n\nCaution: this is irreversible.\n\n'''bash\nmkfs /dev/x\n'''\n");
    expect(statementsOf(prose)[0]?.warning).toBe('Caution: this is irreversible.');
  });

  test('P12: the warning of mojibake is found by its words', () => {
    const [statement] = statementsOf(documentOf(fence('# âŒ Do not run\nrm -rf /srv')));
    expect(statement?.notRunnable).toContain('Do not run');
  });

  test('P13: with prompts, only they are commands, and the rest is output', () => {
    const code =
      '$ kubectl get pods\nNAME   READY\napi-1  1/1\n\nana@host:~$ uptime\n 10:00 up 3 days\n[root@db ~]# ls \\\n> /srv\n(oc)$ oc whoami\nana';
    expect(texts(code)).toEqual(['kubectl get pods', 'uptime', 'ls \\\n/srv', 'oc whoami']);
    expect(shown(code)).toEqual(['output: NAME   READY\napi-1  1/1', 'output:  10:00 up 3 days', 'output: ana']);
  });

  test('P13: a hash is a prompt only in a console and before a command', () => {
    const code = '# check the pods\n# kubectl get pods\nNAME\n# systemctl restart kubelet';
    expect(texts(code, 'console')).toEqual(['kubectl get pods', 'systemctl restart kubelet']);
    expect(texts(code, 'bash')).toEqual(['NAME']);
    expect(texts('df -h', 'console')).toEqual(['df -h']);
    expect(shown('Filesystem  Size\n/dev/sda1  20G', 'console')).toEqual(['output: Filesystem  Size\n/dev/sda1  20G']);
  });

  test('P13: rows that were pasted below a command are output', () => {
    const code = 'kubectl get pod\n\nNAMESPACE   NAME    READY\ndefault     main-0  1/2\ndefault     main-1  2/2';
    expect(texts(code)).toEqual(['kubectl get pod']);
    expect(shown(code)).toEqual([
      'output: NAMESPACE   NAME    READY\ndefault     main-0  1/2\ndefault     main-1  2/2',
    ]);
  });

  test.each([
    ['a backslash', 'ls \\\n  -l'],
    ['quotes', 'echo "one\ntwo"'],
    ['a here-document', "cat <<'END'\nSELECT 1;\n# no comment\nEND"],
    ['a pipe', 'ps aux |\n  grep x'],
    ['an and', 'true &&\n  ls'],
    ['a loop', 'for x in a b; do\n  echo $x\ndone'],
    ['braces', 'f() {\n  ls\n}'],
  ])('P14: %s goes on, with and without prompts', (_, code) => {
    expect(texts(`${code}\nuptime`)).toEqual([code, 'uptime']);
    expect(texts(`$ ${code}\nsome output\n$ uptime`)).toEqual([code, 'uptime']);
  });

  test('P14: a backslash before a blank or a comment does not go on', () => {
    expect(texts('ls \\ \nuptime')).toEqual(['ls \\ ', 'uptime']);
    expect(texts('az create \\\n  --name x \\\n  # more of it\nuptime')).toEqual([
      'az create \\\n  --name x \\\n  # more of it',
      'uptime',
    ]);
  });

  test('P15: shells run, other languages are shown', () => {
    for (const language of ['bash', 'sh', 'shell', 'zsh', 'console', 'shell-session', 'Bash']) {
      expect(texts('uptime', language)).toEqual(['uptime']);
    }
    for (const language of ['yaml', 'json', 'python', 'ruby', 'promql', 'powershell', 'text', 'mermaid']) {
      expect(shown('df -h', language)).toEqual(['shown: df -h']);
    }
    expect(marks('-- who\nSELECT 1;\nSELECT 2;', 'sql')).toEqual([
      ['SELECT 1;', 'SQL is shown and copied, never run from here'],
      ['SELECT 2;', 'SQL is shown and copied, never run from here'],
    ]);
  });

  test('P15: without a language, only what begins with a command and can be read runs', () => {
    expect(texts('kubectl get pods -n x', '')).toEqual(['kubectl get pods -n x']);
    expect(texts('for x in a b; do echo $x; done', '')).toEqual(['for x in a b; do echo $x; done']);
    for (const code of ['NAME READY', 'find the owner', 'kubectl get pods (all)', '{"a": 1}', '+--+\n|q|\n+--+']) {
      expect(shown(code, '')).toEqual([`shown: ${code}`]);
    }
    const text = "# A\n\n'''bash\nls\n'''\n\nExample output:\n\n'''\ncat a b\n'''\n";
    expect(shownOf(documentOf(text))).toEqual(['output: cat a b']);
  });

  test('P15: SQL and what bash cannot read in a shell fence are shown only', () => {
    const code =
      "uptime\n\n# in the database\nSELECT pid, now() - start\nFROM jobs\nWHERE a = 'b';\n\nif then\n\nUPDATE x SET y = 1;\ndf -h";
    expect(marks(code)).toEqual([
      ['uptime', undefined],
      ["SELECT pid, now() - start\nFROM jobs\nWHERE a = 'b';", 'SQL, not a command of the shell'],
      ['if then', 'bash cannot read it'],
      ['UPDATE x SET y = 1;', 'SQL, not a command of the shell'],
      ['df -h', undefined],
    ]);
  });

  test('P16: what comes after an interactive shell is typed into it', () => {
    const inside = 'it is typed inside the shell that `kubectl exec -it <pod> -- /bin/sh` opens';
    const code = 'kubectl exec -it <pod> -- /bin/sh\nnetstat -an | wc -l\nexit\nuptime';
    expect(marks(code)).toEqual([
      ['kubectl exec -it <pod> -- /bin/sh', undefined],
      ['netstat -an | wc -l', inside],
      ['exit', inside],
      ['uptime', undefined],
    ]);
    for (const opener of [
      'oc debug node/x',
      'oc rsh pod/x',
      'ssh host',
      'ssh -p 22 ana@host',
      'chroot /host',
      'sudo -i',
      'docker exec -it x bash',
      'psql -h db',
      'redis-cli',
      'redis-cli -c -h cache -p 6379 --tls -a "$PASS"',
      'valkey-cli -u redis://cache:6379/0 --no-auth-warning',
    ]) {
      expect(marks(`${opener}\ncat /proc/mdstat`)[1]?.[1]).toContain('typed inside');
    }
    for (const other of [
      'kubectl exec -it x -- pg_isready',
      'ssh host uptime',
      "psql -c 'select 1'",
      'oc debug node/x -- ls',
      'chroot /host ls',
      'redis-cli info',
      'redis-cli -h cache -p 6379 info memory',
      'redis-cli -c -h cache --no-auth-warning CLUSTER INFO',
      'redis-cli --bigkeys',
      'redis-cli -h cache --latency',
    ]) {
      expect(marks(`${other}\ncat /proc/mdstat`)[1]?.[1]).toBeUndefined();
    }
    expect(
      marks(`${'kubectl exec -it x -- bash'}\n\n# forward a port\nkubectl port-forward x 80`)[1]?.[1],
    ).toBeUndefined();
  });

  test('P16: a shell that is left with exit lasts until then, whatever is between', () => {
    const code = 'kubectl debug node/x -it\nps\n\n# 2. the image\nkubectl get pods\nexit\n\n# go on\nkubectl get pods';
    expect(marks(code).map(([, why]) => why !== undefined)).toEqual([false, true, true, true, false]);
  });

  test('P17: placeholders are no reason to refuse what is around them', () => {
    const code = 'kubectl describe pod <pod-name> -n x\nkubectl describe node <node-name>\nssh <user name>@<host>';
    expect(marks(code)).toEqual(code.split('\n').map(line => [line, undefined]));
  });

  test('P19: commands and files that are not there are found before anything runs', () => {
    const machine = {
      hasCommand: (word: string) => ['curl', 'sudo', 'grep'].includes(word),
      hasFile: (path: string) => path === '/team/here.json',
    };
    const text =
      'cd /tmp && sudo frobctl -x | grep y; curl -w "@format.txt" -d @here.json <url> --data file://gone.json; ./run.sh';
    expect(preflight(text, '/team/runbook.md', machine)).toEqual({
      commands: ['frobctl', './run.sh'],
      files: ['gone.json', 'format.txt']
        .sort()
        .reverse()
        .sort((a, b) => text.indexOf(b) - text.indexOf(a)),
    });
    expect(
      preflight('f() { ls; }; f; $tool x', '/team/runbook.md', {...machine, hasCommand: () => true}).commands,
    ).toEqual([]);
  });

  test('a condition in front of a command on the same line can be run', () => {
    const document = documentOf(fence('[[ a -eq 1 ]]; echo x\n(( a > 2 )); echo y'));
    expect(textsOf(document)).toEqual(['[[ a -eq 1 ]];', 'echo x', '(( a > 2 ));', 'echo y']);
    expect(judgeDocument(document, {known: new Set()}).map(({level, runnable}) => [level, runnable])).toEqual(
      Array(4).fill(['reads', true]),
    );
  });

  test('a question on the same line how a command ended stays with it', () => {
    expect(textsOf(documentOf(fence('grep x f; echo $?')))).toEqual(['grep x f; echo $?']);
    expect(textsOf(documentOf(fence('sleep 77 & echo $!; ls')))).toEqual(['sleep 77 & echo $!;', 'ls']);
    expect(textsOf(documentOf(fence('a | b; echo "${PIPESTATUS[0]}"\nls')))).toEqual([
      'a | b; echo "${PIPESTATUS[0]}"',
      'ls',
    ]);
    expect(textsOf(documentOf(fence('ls; df')))).toEqual(['ls;', 'df']);
  });

  test('an alias is refused with what to do instead', () => {
    const [judged] = judgeDocument(documentOf(fence("alias ll='ls -la'\nll")), {known: new Set()});
    expect(judged).toMatchObject({runnable: false, why: expect.stringContaining('make ll a function')});
  });

  test('P20: what cannot be told apart is shown, never dropped', () => {
    const code = '<<<<\n)) ((\n`';
    const document = documentOf(fence(code));
    expect(
      blocksOf(document)
        .map(({text}) => text)
        .join('\n'),
    ).toBe(code);
    expect(statementsOf(document).every(({notRunnable}) => notRunnable !== undefined)).toBe(true);
    expect(shown('a: |\n  b', 'unheard-of')).toEqual(['shown: a: |\n  b']);
  });
});

test('SQL in small letters is called SQL, not a loop of bash without its do', () => {
  const [first] = statementsOf(documentOf(fence('select 1;')));
  expect(first?.notRunnable).toBe('it is SQL, not a command of the shell');
});
