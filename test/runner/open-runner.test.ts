import {spawnSync} from 'node:child_process';
import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {aRunner} from '../support/a-runner.js';
import {alive} from '../support/alive.js';

describe('one statement', () => {
  test('tells its start, its output and its exit status', async () => {
    const runner = await aRunner();
    const one = await runner.begin('echo out; echo err >&2; exit 3');
    const result = await one.running.ended;
    expect(result).toMatchObject({how: 'exited', code: 3, bytes: 8});
    expect(one.lines()).toEqual(['out', 'err']);
    expect(one.events.map(({type}) => type)).toEqual(['started', 'output', 'ended']);
  });

  test('writes files that only the operator can read', async () => {
    const runner = await aRunner();
    const one = await runner.begin('umask; touch made; stat -c %a made');
    await one.running.ended;
    const mask = process.umask().toString(8).padStart(4, '0');
    expect(one.lines()[0]).toBe(mask);
    const folder = path.dirname(one.file());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const modes = readdirSync(folder).map(name => [name, statSync(path.join(folder, name)).mode & 0o777]);
    expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
    const state = path.join(runner.folder, 'sessions/s/state');
    expect(statSync(state).mode & 0o777).toBe(0o600);
  });

  test('cannot read keys, nor open the terminal', async () => {
    const runner = await aRunner();
    const result = await runner.run('read line; echo "read $?"; (: </dev/tty) 2>/dev/null || echo no tty');
    expect(result.lines).toEqual(['read 1', 'no tty']);
  });

  test('leads a session and a process group of its own', async () => {
    const runner = await aRunner();
    const one = await runner.begin('ps -o pgid=,sid= -p $$');
    await one.running.ended;
    expect(one.lines()[0]?.trim().split(/\s+/)).toEqual([String(one.pid()), String(one.pid())]);
  });

  test('gives the last error of the shell as it is, without our paths', async () => {
    const runner = await aRunner();
    const result = await runner.run('no-such-command-here');
    expect(result).toMatchObject({how: 'exited', code: 127});
    expect(result.lines.join()).toMatch(/^bash: (line 1: )?no-such-command-here: command not found$/);
  });

  test('five in a row each end with their own status, in order', async () => {
    const runner = await aRunner();
    const codes: (number | undefined)[] = [];
    for (const code of [0, 1, 2, 3, 4]) codes.push((await runner.run(`exit ${code}`)).code);
    expect(codes).toEqual([0, 1, 2, 3, 4]);
  });

  test('that a signal ends is told by the name of the signal', async () => {
    const runner = await aRunner();
    const result = await runner.run('kill -9 $$');
    expect(result).toMatchObject({how: 'exited', signal: 'SIGKILL', reason: 'ended by SIGKILL'});
    expect(result.code).toBeUndefined();
    expect(await runner.run('sh -c "kill -15 \\$\\$"')).toMatchObject({
      code: 143,
      notes: [expect.stringContaining('SIGTERM')],
    });
  });

  test('that closes its stdout still tells its end', async () => {
    const runner = await aRunner();
    expect(await runner.run('echo a; exec >&- 2>&-; sleep 0.1; exit 5')).toMatchObject({code: 5, lines: ['a']});
  });

  test('with NUL bytes in its output shows them as pictures', async () => {
    const runner = await aRunner();
    expect((await runner.run("printf 'a\\0b\\n'")).lines).toEqual(['a\u2400b']);
  });

  test('with a NUL in its text is refused and runs nothing', async () => {
    const runner = await aRunner();
    expect(await runner.run('echo a\0b')).toMatchObject({how: 'not-started', reason: expect.stringContaining('NUL')});
  });

  test('of 2 MB runs whole', async () => {
    const runner = await aRunner();
    const text = `x='${'a'.repeat(2 * 1024 * 1024)}'\necho "\${#x}"`;
    expect(await runner.run(text)).toMatchObject({code: 0, lines: ['2097152']});
  });

  test.each([
    ['ends in a comment', 'echo a # and that is it'],
    ['ends in a here-document', 'cat <<EOF\nb\nEOF'],
    ['ends in a here-document that never ends', 'cat <<EOF\nb'],
    ['ends in a backslash', 'echo c \\'],
    ['begins with a dash', '-x'],
    ['returns', 'echo d; return 3; echo e'],
  ])('that %s runs as `bash -c` runs it', async (_, text) => {
    const runner = await aRunner();
    const result = await runner.run(text);
    const {status, stdout} = spawnSync('bash', ['-c', text === '-x' ? ` ${text}` : text], {encoding: 'utf8'});
    const quiet = result.lines.filter(line => !line.startsWith('bash: '));
    expect({code: result.code, lines: quiet}).toEqual({
      code: status,
      lines: stdout.split('\n').filter(line => line !== ''),
    });
  });

  test('that bash cannot parse runs nothing of it, and says so in the words of bash', async () => {
    const runner = await aRunner();
    const result = await runner.run('touch ran-anyway\nif true; then echo a');
    expect(result).toMatchObject({how: 'exited', code: 2});
    expect(result.lines.join()).toContain('syntax error');
    expect((await runner.run('ls')).lines).toEqual([]);
  });

  test('gets the values of the request, byte for byte, and nothing that would change the shell', async () => {
    const runner = await aRunner();
    const value = 'a\'b"c`d$(e)\\f\ng\u00e9';
    expect((await runner.run('printf %s "$POD"', {env: {POD: value}})).lines.join('\n')).toBe(value);
    const names = ['PATH', 'BASH_ENV', 'LD_PRELOAD', 'a-b', 'IFS', 'GIT_SSH_COMMAND', 'KUBECONFIG', 'PS4'];
    for (const name of names) {
      expect(await runner.run('true', {env: {[name]: 'x'}})).toMatchObject({how: 'not-started'});
    }
  });

  test('starts where the request says, and is refused where that is not there', async () => {
    const runner = await aRunner();
    expect((await runner.run('pwd', {cwd: '/usr'})).lines).toEqual(['/usr']);
    const other = await runner.run('touch x', {cwd: '/no/such/folder', session: 't'});
    expect(other).toMatchObject({how: 'not-started', reason: expect.stringContaining('/no/such/folder')});
  });

  test('waits for nobody: a second one in the same session is refused, one in another runs', async () => {
    const runner = await aRunner();
    const one = await runner.begin('sleep 30');
    expect(await runner.run('echo b')).toMatchObject({
      how: 'not-started',
      reason: expect.stringContaining('still running'),
    });
    expect(await runner.run('echo b', {session: 'other'})).toMatchObject({code: 0});
    await one.running.stop();
    expect(await runner.run('echo b')).toMatchObject({code: 0});
  });
});

test('whose leader is killed is lost; what goes on is told, and can still be stopped', async () => {
  const runner = await aRunner();
  const one = await runner.begin('echo up; sleep 1000; echo never');
  await one.shows('up');
  process.kill(one.pid(), 'SIGKILL');
  const result = await one.running.ended;
  expect(result).toMatchObject({
    how: 'lost',
    reason: expect.stringMatching(/^interrupted: its shell was ended from outside/),
  });
  expect(result.notes?.join()).toContain('still running: sleep 1000');
  await one.running.stop();
  expect(alive(one.run)).toEqual([]);
});

describe('stop', () => {
  test('of `sleep 1000 | cat` leaves no process', async () => {
    const runner = await aRunner();
    const one = await runner.begin('echo up; sleep 1000 | cat');
    await one.shows('up');
    await one.running.stop();
    expect(await one.running.ended).toMatchObject({how: 'stopped', signal: 'SIGTERM'});
    expect(alive(one.run)).toEqual([]);
  });

  test('ends what ignores TERM, and what made a group of its own', async () => {
    const runner = await aRunner({grace: 200});
    const one = await runner.begin(
      "set -m; trap '' TERM; (sleep 1000; sleep 1000) & bash -c 'trap \"\" TERM; echo up; sleep 1000; sleep 999'",
    );
    await one.shows('up');
    await one.running.stop();
    expect(await one.running.ended).toMatchObject({how: 'stopped', signal: 'SIGKILL'});
    expect(alive(one.run)).toEqual([]);
  });

  test('keeps the state from before where KILL was needed, and carries it after TERM', async () => {
    const runner = await aRunner({grace: 200});
    await runner.run('x=before');
    const one = await runner.begin('x=during; echo up; sleep 1000');
    await one.shows('up');
    await one.running.stop();
    expect((await runner.run('echo $x')).lines).toEqual(['during']);
    const two = await runner.begin("x=killed; trap '' TERM; echo up; while :; do sleep 1; done");
    await two.shows('up');
    await two.running.stop();
    expect((await runner.run('echo $x')).lines).toEqual(['during']);
  });

  test('comes by itself after too long without output, or after too long at all', async () => {
    const runner = await aRunner();
    const idle = await runner.run('echo a; sleep 1000', {idleTimeout: 300});
    expect(idle).toMatchObject({how: 'idle-timeout', lines: ['a'], signal: 'SIGTERM'});
    const total = await runner.run('while :; do echo a; sleep 0.05; done', {idleTimeout: 5_000, totalTimeout: 500});
    expect(total).toMatchObject({how: 'total-timeout'});
  });
});

/** Processes that carry the mark of the run. */
