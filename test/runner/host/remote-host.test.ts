import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {aRunner, seen} from '../../support/a-runner.js';
import {alive} from '../../support/alive.js';
import {describeReal} from '../../support/real.js';
import {type RealSshd, startSshd} from '../../support/real-sshd.js';
import {lengthy} from '../../support/soak.js';

describeReal('statements behind a real sshd', ['sshd', 'ssh', 'ssh-keygen', 'bash'], () => {
  let sshd: RealSshd;
  /** Of runs and sessions, there. */
  const everyFolder = () =>
    readdirSync(sshd.tmp).flatMap(name =>
      ['runs', 'sessions'].flatMap(kind =>
        readdirSync(path.join(sshd.tmp, name, kind)).map(one => `${name}/${kind}/${one}`),
      ),
    );
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());

  test('run there, with output, status and shell state', async () => {
    const runner = await aRunner({via: sshd.via});
    expect(await runner.run('echo out; echo err >&2; cd /usr; x="a b"; f() { echo "f $x"; }; exit 3')).toMatchObject({
      how: 'exited',
      code: 3,
      lines: ['out', 'err'],
      bytes: 8,
    });
    expect(await runner.run('pwd; f; echo $SSH_CONNECTION')).toMatchObject({
      code: 0,
      lines: ['/usr', 'f a b', expect.stringContaining('127.0.0.1')],
    });
    expect(await runner.run('kill -9 $$')).toMatchObject({signal: 'SIGKILL'});
    expect((await runner.run('f')).lines).toEqual(['f a b']);
  });

  lengthy('arrive byte for byte, also 2 MB of them, and are in no command line', async () => {
    const runner = await aRunner({via: sshd.via});
    const hostile = `printf '%s\\n' 'a'\\''b' "\\$x" \`echo c\` "\u00e9"; grep -l '[s]ecret-word' /proc/*/cmdline 2>/dev/null # secret-word`;
    expect((await runner.run(hostile)).lines).toEqual(["a'b", '$x', 'c', '\u00e9']);
    const text = `x='${'a'.repeat(2 * 1024 * 1024)}'; echo "\${#x}"`;
    expect((await runner.run(text)).lines).toEqual(['2097152']);
  });

  test('keep their state there, for the user alone, and our secrets out of it', async () => {
    const runner = await aRunner({via: sshd.via, secrets: ['AM_TOKEN']});
    await runner.run('AM_TOKEN=abc; OTHER=def');
    expect((await runner.run('echo "<$AM_TOKEN> <$OTHER>"')).lines).toEqual(['<> <def>']);
    for (const name of readdirSync(sshd.tmp)) expect(statSync(path.join(sshd.tmp, name)).mode & 0o777).toBe(0o700);
  });

  lengthy('leave nothing there once their output is here and the walk is over', async () => {
    const runner = await aRunner({via: sshd.via});
    for (const text of ['echo a', 'echo b', 'pwd -P; cd -P "$TMPDIR"; ls -d watchkeeper-*/runs/*'])
      await runner.run(text);
    const before = everyFolder();
    await runner.forget('s');
    expect(before.filter(name => !everyFolder().includes(name)).sort()).toHaveLength(2);
  });

  test('stop with their whole group there', async () => {
    const runner = await aRunner({via: sshd.via});
    const one = await runner.begin('echo up; sleep 1234 | cat');
    await one.shows('up');
    await one.running.stop();
    expect(await one.running.ended).toMatchObject({how: 'stopped', signal: 'SIGTERM'});
    expect(commands()).not.toContain('sleep 1234');
    const two = await runner.begin("trap '' TERM; echo up; sleep 1235; sleep 1235");
    await two.shows('up');
    await two.running.stop();
    expect(await two.running.ended).toMatchObject({how: 'stopped'});
    expect(commands()).not.toContain('sleep 1235');
  });

  lengthy('name nothing as left running that the stop has ended, though its shell was gone before', async () => {
    const runner = await aRunner({via: sshd.via, grace: 1_500});
    const one = await runner.begin("(trap '' TERM; echo up; while :; do sleep 0.2; done)");
    await one.shows('up');
    await one.running.stop();
    const result = await one.running.ended;
    expect(result).toMatchObject({how: 'stopped'});
    expect(result.left).toBeUndefined();
    expect(result.notes?.join() ?? '').not.toContain('running');
  });

  test('go on when the line drops, and are picked up where it broke', async () => {
    const runner = await aRunner({via: sshd.via});
    const one = await runner.begin('for i in 1 2 3 4 5 6 7 8; do echo line $i; sleep 0.3; done; exit 7');
    await one.shows('line 2');
    await sshd.cut();
    expect(await one.running.ended).toMatchObject({how: 'exited', code: 7});
    expect(one.lines()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(i => `line ${i}`));
  });

  test('are found again by the next cockpit, and their state too', async () => {
    const first = await aRunner({via: sshd.via});
    await first.run('x=kept');
    const one = await first.begin('echo up; sleep 1; echo down; exit 4');
    await one.shows('up');
    await first.leave();
    const second = await aRunner({via: sshd.via, folder: first.folder});
    expect(await second.leftovers()).toMatchObject([{run: one.run, state: 'running'}]);
    const again = await seen(one.run, async onEvent => {
      const running = await second.resume(one.run, onEvent);
      if (running === undefined) throw new Error('nothing to resume');
      return running;
    });
    expect(await again.running.ended).toMatchObject({code: 4});
    expect(again.lines()).toEqual(['up', 'down']);
    expect((await second.run('echo $x')).lines).toEqual(['kept']);
  });

  lengthy('are not run with half a state: a folder that is gone there is told', async () => {
    const runner = await aRunner({via: sshd.via});
    await runner.run('x=1');
    for (const name of readdirSync(sshd.tmp)) rmSync(path.join(sshd.tmp, name), {recursive: true});
    expect(await runner.run('echo "<$x>"')).toMatchObject({
      how: 'not-started',
      reason: expect.stringContaining('gone'),
    });
    expect((await runner.run('echo "<$x>"')).lines).toEqual(['<>']);
  });

  test('name their host, user, folder and contexts', async () => {
    const runner = await aRunner({via: sshd.via});
    await runner.run('cd /usr; export AWS_PROFILE=prod; CTX=staging-us');
    const place = await runner.place('s', ['CTX']);
    expect(place.variables).toEqual({CTX: 'staging-us'});
    expect(place).toMatchObject({cwd: '/usr', cloudProfile: expect.stringContaining('aws prod'), via: sshd.via});
    expect(place.host).toBe(execFileSync('uname', ['-n'], {encoding: 'utf8'}).trim());
    expect(place.environment).toContain('login shell');
  });

  test('run on the real terminal with the state, and carry it back', async () => {
    const runner = await aRunner({via: sshd.via});
    await runner.run('x=1; cd /usr');
    const request = {run: 'r-interactive', session: 's', env: {}, text: 'echo "$x $PWD"; x=2; [ -t 0 ] && echo tty'};
    const {file, args} = await runner.interactive(request);
    const shown = execFileSync('script', ['-qec', [file, ...args].map(word => `'${word}'`).join(' '), '/dev/null'], {
      encoding: 'utf8',
    });
    expect(shown.replaceAll('\r', '')).toContain('1 /usr\ntty');
    expect((await runner.run('echo $x')).lines).toEqual(['2']);
  });

  lengthy('that cannot get there say why', async () => {
    const runner = await aRunner({
      via: [...sshd.via.slice(0, -1), '-o', 'ConnectTimeout=2', 'nobody-at-all@127.0.0.1'],
    });
    const result = await runner.run('echo a');
    expect(result).toMatchObject({how: 'not-started', reason: expect.stringContaining('Permission denied')});
    await expect(runner.place('s')).rejects.toThrow(/Permission denied/);
    const missing = await aRunner({via: ['no-such-wrapper']});
    expect(await missing.run('echo a')).toMatchObject({
      how: 'not-started',
      reason: expect.stringContaining('no-such-wrapper'),
    });
  });

  test('tell what they leave behind there', async () => {
    const runner = await aRunner({via: sshd.via});
    const result = await runner.run('setsid sleep 1236 >/dev/null 2>&1 & sleep 0.3; echo on');
    expect(result.notes?.join()).toMatch(/still running there: sleep 1236 \(pid \d+\)/);
    expect(result.left).toEqual([{pid: expect.any(Number), command: 'sleep 1236'}]);
    process.kill(result.left?.[0]?.pid ?? 0);
  });

  lengthy('leave nothing behind that cannot be found later and ended', async () => {
    const runner = await aRunner({via: sshd.via});
    const one = await runner.begin(
      'nohup sleep 4323 >/dev/null 2>&1 & (env -u WATCHKEEPER_RUN sleep 4325 >/dev/null 2>&1 &) ; setsid sleep 4324 >/dev/null 2>&1 & sleep 0.3',
    );
    const commands = (await one.running.ended).left?.map(({command}) => command);
    expect(commands?.sort()).toEqual(['sleep 4323', 'sleep 4324', 'sleep 4325']);
    await runner.run('echo another call in between');
    expect(await runner.leftRunning(one.run)).toHaveLength(3);
    expect(await runner.stopLeft(one.run)).toEqual([]);
    expect(alive(one.run)).toEqual([]);
    expect(await runner.leftRunning(one.run)).toEqual([]);
  });

  lengthy('tell what their shell there holds under secret names, and keep it nowhere here', async () => {
    const runner = await aRunner({via: sshd.via});
    await runner.run('export API_TOKEN=from-over-there');
    const one = await runner.begin('echo "token $API_TOKEN"');
    await one.running.ended;
    expect(one.events.at(-1)).toMatchObject({type: 'ended', secrets: expect.arrayContaining(['from-over-there'])});
    expect(readFileSync(path.join(path.dirname(one.file()), 'link'), 'utf8')).not.toContain('wk-secrets');
  });
});

describeReal('statements behind a wrapper without a shell in between', ['env', 'bash'], () => {
  test('run the same', async () => {
    const runner = await aRunner({via: ['env', 'WRAPPED=yes']});
    expect(await runner.run(`x='a b'; echo "$x $WRAPPED"; exit 2`)).toMatchObject({code: 2, lines: ['a b yes']});
    const one = await runner.begin('echo up; sleep 1237 | cat');
    await one.shows('up');
    await one.running.stop();
    expect(commands()).not.toContain('sleep 1237');
  });
});

function commands(): string {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describeReal('a login that prints before anything else', ['sh', 'bash'], () => {
  const noisy = ['sh', '-c', 'echo motd; echo "more of it" >&2; exec "$@"', 'sh'];

  test('does not get into the output, also when its line is picked up again', async () => {
    const runner = await aRunner({via: noisy});
    expect((await runner.run('echo a')).lines).toEqual(['a']);
    const one = await runner.begin('for i in 1 2 3 4 5 6; do echo line $i; sleep 0.3; done');
    await one.shows('line 2');
    process.kill(one.pid(), 'SIGKILL');
    expect(await one.running.ended).toMatchObject({code: 0});
    expect(one.lines().filter(line => line !== 'motd')).toEqual([1, 2, 3, 4, 5, 6].map(i => `line ${i}`));
  });

  test('to a place without bash is told as that', async () => {
    const runner = await aRunner({via: ['env', 'PATH=/nowhere']});
    expect(await runner.run('echo a')).toMatchObject({how: 'not-started', reason: expect.stringContaining('bash')});
  });
});
