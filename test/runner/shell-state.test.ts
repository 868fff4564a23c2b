import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {birthOf} from '../../src/runner/processes.js';
import {aRunner} from '../support/a-runner.js';
import {tempDir} from '../support/real.js';

describe('carried over to the next statement', () => {
  test.each([
    ['the folder, and the one before', 'cd /usr; cd bin', 'pwd; cd - >/dev/null; pwd', [/usr\/bin/, /^\/usr$/]],
    ['plain variables', 'x=\' a  b\n"c"\'', 'printf "%s" "$x"; sh -c \'echo "<$x>"\'', [/^ a {2}b$/, /^"c"<>$/]],
    ['associative arrays', 'declare -A m=([k v]="w x")', `echo "\${m[k v]}"`, [/^w x$/]],
    ['exported variables', 'export X=1', "sh -c 'echo $X'", [/^1$/]],
    ['arrays', 'a=(1 "2 3"); a[7]=x', `echo "\${a[1]}|\${!a[*]}"`, [/^2 3\|0 1 7$/]],
    ['attributes', 'declare -i n=3; declare -r R=1', 'n+=2; echo $n; R=2', [/^5$/, /readonly/]],
    [
      'functions, exported ones as such',
      'f() { echo "in f $1"; }; g() { f g; }; export -f f',
      'g; bash -c "f sub"',
      [/^in f g$/, /^in f sub$/],
    ],
    ['what was unset', 'unset HOME', `echo "\${HOME-none}"`, [/^none$/]],
    [
      'shell options',
      'shopt -s extglob nullglob; set -f -u -o pipefail',
      'echo $-; shopt extglob; set -o | grep pipefail',
      [/f.*u|u.*f/, /on$/, /on$/],
    ],
    ['the mask', 'umask 027', 'umask', [/^0027$/]],
    ['positional parameters', 'set -- a "b c"', 'echo "$# $2"', [/^2 b c$/]],
    ['the last status', '(exit 9)', 'echo $?', [/^9$/]],
    [
      'aliases, where a statement switched them on',
      'shopt -s expand_aliases; alias hi="echo hello"',
      'hi you',
      [/^hello you$/],
    ],
    ['an odd IFS', "IFS=:; x='a:b'", 'set -- $x; echo $2', [/^b$/]],
  ])('%s', async (...[, first, second, expected]) => {
    const runner = await aRunner();
    await runner.run(first);
    const {lines} = await runner.run(second);
    expect(lines).toHaveLength(expected.length);
    for (const [i, pattern] of expected.entries()) expect(lines[i]).toMatch(pattern);
  });

  test('not what was filled in: the next statement asks for it again', async () => {
    const runner = await aRunner();
    const all = `echo "\${INSTANCE-none} \${NS-none} \${OWN-none}"; sh -c 'echo "\${INSTANCE-none}"'`;
    const env = {INSTANCE: "b[$(touch x)] 'q'", NS: 'shop', OWN: 'b'};
    await runner.run('NS=before; OWN=a');
    const given = await runner.run(`${all}; OWN=c; f() { echo f; }`, {env});
    expect(given.lines).toEqual([`${env.INSTANCE} shop b`, env.INSTANCE]);
    expect((await runner.run(`${all}; f`)).lines).toEqual(['none before c', 'none', 'f']);
    await runner.run('set -u; (exit 3)', {env: {INSTANCE: 'x'}});
    expect((await runner.run(all)).lines).toEqual(['none before c', 'none']);
  });

  test.each([
    ['fails', 'x=2; false'],
    ['exits', 'x=2; exit 3'],
    ['exits out of a function', 'f() { exit 4; }; x=2; f'],
    ['ends by `set -e`', 'set -e; x=2; false; x=3'],
    ['sets an EXIT trap of its own', "x=2; trap 'echo bye' EXIT; exit 3"],
    ['sets an EXIT trap that exits', "x=2; trap 'exit 9' EXIT"],
    ['takes back its EXIT trap', "x=2; trap 'echo no' 0; trap - EXIT"],
    [
      'breaks every name it can',
      'x=2; PATH=/nowhere; set -C -f -u; declare() { :; }; printf() { :; }; mv() { :; }; IFS=x',
    ],
    ['breaks its standard output', 'x=2; exec >&- 2>&-'],
    ['is posix', 'set -o posix; x=2'],
  ])('also when the statement %s', async (_, statement) => {
    const runner = await aRunner();
    await runner.run('x=1');
    await runner.run(statement);
    expect((await runner.run('builtin echo "$x"')).lines).toEqual(['2']);
  });

  test.each([
    ['replaces its shell', 'x=2; exec sh -c "exit 6"', {code: 6}],
    ['kills its shell', 'x=2; kill -9 $$', {signal: 'SIGKILL'}],
  ])('but the old state, when the statement %s', async (_, statement, ended) => {
    const runner = await aRunner();
    await runner.run('x=1');
    const notes = expect.arrayContaining([expect.stringContaining('left no state')]);
    expect(await runner.run(statement)).toMatchObject({...ended, notes});
    expect((await runner.run('echo $x')).lines).toEqual(['1']);
  });

  test('status and own traps are what they would be in bash', async () => {
    const runner = await aRunner();
    const text = "trap 'echo \"bye $?\"' EXIT; (trap 'echo sub' EXIT); f() { return 5; }; f; exit 3";
    const {status, stdout} = spawnSync('bash', ['-c', text], {encoding: 'utf8'});
    const result = await runner.run(text);
    expect(result).toMatchObject({code: status, notes: [expect.stringContaining('EXIT trap')]});
    expect(`${result.lines.join('\n')}\n`).toBe(stdout);
    expect((await runner.run('echo on')).lines).toEqual(['on']);
  });

  test('xtrace shows the statement and nothing of ours', async () => {
    const runner = await aRunner();
    await runner.run('set -x');
    expect((await runner.run('echo a')).lines).toEqual([expect.stringMatching(/^\++ echo a$/), 'a']);
  });

  test('nothing else is: what the shell started with is not in the file', async () => {
    const runner = await aRunner();
    await runner.run('mine=1');
    const state = readFileSync(path.join(runner.folder, 'sessions/s/state'), 'utf8');
    expect(state).toContain('mine=');
    expect(state).not.toMatch(/\bPATH=|LANG=|__wk_save|WATCHKEEPER/);
  });

  test('a folder that is gone is told, and nothing runs in another one instead', async () => {
    const runner = await aRunner();
    const folder = tempDir();
    await runner.run(`mkdir ${folder}/x; cd ${folder}/x; rmdir ${folder}/x`);
    const refused = await runner.run('touch oops');
    expect(refused).toMatchObject({how: 'not-started', reason: expect.stringContaining(`${folder}/x is not there`)});
    expect((await runner.run('ls oops')).code).toBe(2);
  });

  test('is dropped by forget, and never shared between sessions', async () => {
    const runner = await aRunner();
    await runner.run('x=1');
    expect((await runner.run('echo "<$x>"', {session: 'other'})).lines).toEqual(['<>']);
    await runner.forget('s');
    expect((await runner.run('echo "<$x>"')).lines).toEqual(['<>']);
  });
});

describe('our own secrets', () => {
  test('are neither in the environment of a statement nor in its state', async () => {
    const env = {PATH: process.env.PATH, HOME: tempDir(), SHELL: '/bin/sh', AM_TOKEN: 'hunter2', KEPT: 'yes'};
    writeFileSync(path.join(env.HOME, '.profile'), 'export AM_TOKEN=hunter2 PROFILE=yes\n');
    const runner = await aRunner({env, secrets: ['AM_TOKEN']});
    expect((await runner.run('echo "<$AM_TOKEN> $KEPT $PROFILE"')).lines).toEqual(['<> yes yes']);
    await runner.run('export AM_TOKEN=hunter3');
    expect((await runner.run('echo "<$AM_TOKEN>"')).lines).toEqual(['<>']);
    expect(spawnSync('grep', ['-r', 'hunter', runner.folder], {encoding: 'utf8'}).stdout).not.toMatch(/hunter2|state:/);
  });
});

describe('the login shell', () => {
  test('that prints, and then hangs, costs its time limit and no more', async () => {
    const env = {PATH: process.env.PATH, HOME: tempDir(), SHELL: '/bin/sh', OWN: 'yes'};
    writeFileSync(path.join(env.HOME, '.profile'), 'echo noise; echo more >&2; sleep 1000\n');
    const runner = await aRunner({env, loginLimit: 300});
    expect((await runner.run('echo $OWN')).lines).toEqual(['yes']);
    expect((await runner.place('s')).environment).toBe('this terminal (/bin/sh -l did not come back within 0.3 s)');
  });

  test('adds to what this terminal has set, and never takes from it', async () => {
    const bin = tempDir();
    const env = {PATH: `/venv/bin:${process.env.PATH}`, HOME: tempDir(), SHELL: '/bin/sh', BOTH: 'terminal'};
    writeFileSync(path.join(env.HOME, '.profile'), `export BOTH=profile ADDED=1 PATH=${bin}:/usr/bin:/bin\n`);
    const runner = await aRunner({env});
    const [both, searched] = (await runner.run('echo $BOTH $ADDED; echo $PATH')).lines;
    expect(both).toBe('terminal 1');
    expect(searched?.startsWith('/venv/bin:')).toBe(true);
    expect(searched?.endsWith(`:${bin}`)).toBe(true);
    expect((await runner.place('s')).environment).toBe('login shell /bin/sh');
  });

  test('that is not there leaves the terminal its own', async () => {
    const runner = await aRunner({env: {PATH: process.env.PATH, SHELL: '/no/shell'}});
    expect((await runner.run('echo ok')).lines).toEqual(['ok']);
    expect((await runner.place('s')).environment).toContain('this terminal (/no/shell -l failed');
  });
});

describe('the place', () => {
  test('names host, user, folder, kube context and cloud profile as a program would see them', async () => {
    const home = tempDir();
    mkdirSync(path.join(home, '.kube'));
    writeFileSync(path.join(home, '.kube/config'), 'apiVersion: v1\ncurrent-context: "prod-eu" # yes\nkind: Config\n');
    mkdirSync(path.join(home, '.config/gcloud/configurations'), {recursive: true});
    writeFileSync(path.join(home, '.config/gcloud/active_config'), 'night');
    writeFileSync(path.join(home, '.config/gcloud/configurations/config_night'), '[core]\nproject = shop-1\n');
    const runner = await aRunner({env: {PATH: process.env.PATH, HOME: home, SHELL: '/bin/sh'}});
    await runner.run('cd /usr; AWS_PROFILE=not-exported');
    expect(await runner.place('s')).toMatchObject({
      host: execFileSync('uname', ['-n'], {encoding: 'utf8'}).trim(),
      user: execFileSync('id', ['-un'], {encoding: 'utf8'}).trim(),
      cwd: '/usr',
      kubeContext: 'prod-eu',
      cloudProfile: 'gcloud night (shop-1)',
    });
    writeFileSync(path.join(home, 'other'), 'current-context: staging\n');
    await runner.run(`export KUBECONFIG=/nowhere:${home}/other AWS_PROFILE=dev`);
    expect(await runner.place('s')).toMatchObject({
      kubeContext: 'staging',
      cloudProfile: 'aws dev, gcloud night (shop-1)',
    });
  });

  test('names the docker that a program would talk to: its host, its context, that of its file, none of its own', async () => {
    const home = tempDir();
    mkdirSync(path.join(home, '.docker'));
    const config = (folder: string, text: string) => writeFileSync(path.join(home, folder, 'config.json'), text);
    config('.docker', '{\n\t"auths": {},\n\t"currentContext": "us-prod"\n}\n');
    const runner = await aRunner({env: {PATH: process.env.PATH, HOME: home, SHELL: '/bin/sh'}});
    const docker = async () => (await runner.place('s')).dockerContext;
    await runner.run('DOCKER_HOST=not-exported');
    expect(await docker()).toBe('us-prod');
    mkdirSync(path.join(home, 'other'));
    config('other', '{"currentContext":"staging"}');
    await runner.run(`export DOCKER_CONFIG=${home}/other`);
    expect(await docker()).toBe('staging');
    await runner.run('export DOCKER_CONTEXT=dev');
    expect(await docker()).toBe('dev');
    await runner.run('export DOCKER_HOST=ssh://us-host');
    expect(await docker()).toBe('ssh://us-host');
    await runner.run('unset DOCKER_HOST; export DOCKER_CONTEXT=default');
    expect(await docker()).toBeUndefined();
  });

  test('has the values of variables that are asked about, as a statement would find them', async () => {
    const runner = await aRunner();
    await runner.run("CTX='staging us'; export REGION=eu-1; ARGS=(--context 'us prod'); set -u");
    const {variables} = await runner.place('s', ['CTX', 'REGION', 'NOT_SET', 'ARGS', '$(touch x)', 'a b']);
    expect(variables).toMatchObject({CTX: 'staging us', REGION: 'eu-1', NOT_SET: '', ARGS: '--context'});
    expect(variables?.['ARGS[@]']).toBe('--context us\\ prod ');
    expect(Object.keys(variables ?? {})).toHaveLength(5);
    expect((await runner.place('s')).variables).toBeUndefined();
  });

  test('asks kubectl where its file does not say the context plainly, and gives up on one that hangs', async () => {
    const home = tempDir();
    mkdirSync(path.join(home, '.kube'));
    writeFileSync(path.join(home, '.kube/config'), '{"current-context": "from-json"}');
    writeFileSync(path.join(home, 'kubectl'), '#!/bin/sh\necho from-json\n', {mode: 0o755});
    const env = {PATH: `${home}:${process.env.PATH}`, HOME: home, SHELL: '/bin/sh'};
    expect((await (await aRunner({env})).place('s')).kubeContext).toBe('from-json');
    writeFileSync(path.join(home, 'kubectl'), `#!/bin/sh\necho $$ >${home}/pid\nexec sleep 1000\n`, {mode: 0o755});
    const place = await (await aRunner({env})).place('s');
    expect(place.kubeContext).toBeUndefined();
    expect(await birthOf(Number(readFileSync(path.join(home, 'pid'), 'utf8')))).toBeUndefined();
    expect(place.cwd).not.toBe('');
  });
});

describe('what statements made of the names of commands', () => {
  test('is told with the place, and only that', async () => {
    const runner = await aRunner();
    expect((await runner.place('s')).carried).toBeUndefined();
    await runner.run("uname() { touch f; }; alias df='rm x'; export PATH=/tmp/evil:$PATH; NS=shop");
    const {carried} = await runner.place('s');
    expect(carried).toMatchObject({functions: ['uname'], aliases: ['df']});
    expect(carried?.variables).toEqual(expect.arrayContaining(['PATH', 'NS']));
    expect(carried?.definitions).toContain('touch f');
    await runner.run('unset -f uname; unalias df');
    expect((await runner.place('s')).carried).toMatchObject({functions: [], aliases: [], definitions: ''});
  });

  test('is told by name where the text of the functions is too long', async () => {
    const runner = await aRunner();
    await runner.run('eval "big() { echo $(printf "%0150000d" 1); }"');
    expect((await runner.place('s')).carried).toMatchObject({functions: ['big'], definitions: ''});
  });
});

describe('a statement on the real terminal', () => {
  test('has the state and brings it back, with nothing of this process around it', async () => {
    const runner = await aRunner({secrets: ['AM_TOKEN']});
    await runner.run('x=1; cd /usr');
    const text = 'echo "$x $PWD <$AM_TOKEN> <$FOREIGN>"; x=2; [ -t 0 ] && echo tty; exit 3';
    const {file, args} = await runner.interactive({run: 'r-tty', session: 's', env: {}, text});
    const command = [file, ...args].map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const env = {...process.env, AM_TOKEN: 'hunter2', FOREIGN: 'yes'};
    const {status, stdout} = spawnSync('script', ['-qec', command, '/dev/null'], {encoding: 'utf8', env});
    expect(stdout.replaceAll('\r', '')).toContain('1 /usr <> <>\ntty');
    expect(status).toBe(3);
    expect((await runner.run('echo $x')).lines).toEqual(['2']);
  });
});
