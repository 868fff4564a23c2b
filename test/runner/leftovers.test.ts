import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {beforeAll, describe, expect, test} from 'vitest';
import {runFiles} from '../../src/runner/paths.js';
import {aRunner, seen} from '../support/a-runner.js';
import {compiled} from '../support/compiled.js';
import {tempDir} from '../support/real.js';

/** Starts a runner in a process of its own that runs `text`, and ends that process as a crash would. */
async function crashed(folder: string, text: string, program: string): Promise<void> {
  const cockpit: ChildProcess = spawn(process.execPath, [program, folder, text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(cockpit, 'exit');
  for await (const chunk of cockpit.stdout ?? []) if (String(chunk).includes('up')) break;
  cockpit.kill('SIGKILL');
  await ended;
}

describe('after a kill -9 of the cockpit', () => {
  let program = '';
  beforeAll(async () => {
    program = await compiled('test/runner/programs/cockpit.ts');
  });

  test('a run goes on, is found, and is followed to its end', async () => {
    const folder = tempDir();
    await crashed(folder, 'echo up; sleep 1; echo down; x=1; exit 4', program);
    const runner = await aRunner({folder});
    const [left, ...others] = await runner.leftovers();
    expect(others).toEqual([]);
    expect(left).toMatchObject({run: 'r-1', state: 'running', text: expect.stringContaining('sleep 1')});
    expect(await runner.run('echo too early')).toMatchObject({
      how: 'not-started',
      reason: expect.stringContaining('r-1'),
    });
    const again = await resumed(runner, 'r-1');
    expect(await again.running.ended).toMatchObject({how: 'exited', code: 4, bytes: 8});
    expect(again.lines()).toEqual(['up', 'down']);
    expect(await runner.leftovers()).toEqual([]);
    expect((await runner.run('echo $x')).lines).toEqual(['1']);
  });

  test('a run can be stopped with its whole pipeline', async () => {
    const folder = tempDir();
    await crashed(folder, 'echo up; sleep 1000 | cat', program);
    const runner = await aRunner({folder});
    const again = await resumed(runner, 'r-1');
    await again.running.stop();
    expect(await again.running.ended).toMatchObject({how: 'stopped', signal: 'SIGTERM'});
    expect(processesOf('r-1', folder)).toEqual([]);
  });

  test('the result of a run that ended meanwhile is read from its files', async () => {
    const folder = tempDir();
    await crashed(folder, 'echo up; sleep 0.3; echo down; exit 5', program);
    const {status} = runFiles(folder, 'r-1');
    while (!existsSync(status)) await sleep(20);
    await sleep(50);
    const runner = await aRunner({folder});
    expect(await runner.leftovers()).toMatchObject([
      {run: 'r-1', state: 'ended', result: {how: 'exited', code: 5, bytes: 8}},
    ]);
    expect(await (await resumed(runner, 'r-1')).running.ended).toMatchObject({code: 5});
    expect(await runner.leftovers()).toEqual([]);
  });

  test('a run whose processes are gone too is lost, and never somebody else with its number', async () => {
    const folder = tempDir();
    await crashed(folder, 'echo up; sleep 1000', program);
    const {pid} = runFiles(folder, 'r-1');
    const leader = Number(readFileSync(pid, 'utf8').split(' ')[0]);
    process.kill(-leader, 'SIGKILL');
    // The number of a process that lives, with another birth.
    writeFileSync(pid, `${process.pid} ${readFileSync(pid, 'utf8').split(' ')[1]}`);
    const runner = await aRunner({folder});
    const [left] = await runner.leftovers();
    expect(left).toMatchObject({state: 'ended', result: {how: 'lost'}});
    const again = await resumed(runner, 'r-1');
    expect(await again.running.ended).toMatchObject({
      how: 'lost',
      reason: expect.stringMatching(/^interrupted: its shell was ended from outside/),
    });
    await again.running.stop();
  });

  test('a run of a cockpit that still lives is not a leftover', async () => {
    const folder = tempDir();
    const cockpit = spawn(process.execPath, [program, folder, 'echo up; sleep 1000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const chunk of cockpit.stdout) if (String(chunk).includes('up')) break;
    const runner = await aRunner({folder});
    expect(await runner.leftovers()).toEqual([]);
    const ended = once(cockpit, 'exit');
    cockpit.kill('SIGKILL');
    await ended;
    await (await resumed(runner, 'r-1')).running.stop();
  });
});

test('leave lets go of a run, which is a leftover then', async () => {
  const runner = await aRunner();
  const one = await runner.begin('echo up; sleep 1000');
  await one.shows('up');
  await runner.leave();
  expect(await one.running.ended).toMatchObject({how: 'lost', reason: expect.stringContaining('goes on')});
  expect(await runner.leftovers()).toMatchObject([{run: one.run, state: 'running'}]);
  await (await resumed(runner, one.run)).running.stop();
});

test('tidy removes what is past its time or room, and never what goes on', async () => {
  const runner = await aRunner({kept: {days: 1, bytes: 5_000}});
  const live = await runner.begin('echo up; sleep 1000', {session: 'live'});
  const old = await runner.begin('echo old');
  await old.running.ended;
  const big = await runner.begin('head -c 9000 /dev/zero');
  await big.running.ended;
  const late = await runner.begin('echo new');
  await late.running.ended;
  const past = new Date(Date.now() - 2 * 86_400_000);
  for (const file of [old.file(), path.dirname(old.file()), path.dirname(live.file())]) utimesSync(file, past, past);
  mkdirSync(path.join(runner.folder, 'sessions/ancient'));
  utimesSync(path.join(runner.folder, 'sessions/ancient'), past, past);
  expect(await runner.tidy()).toBe(2);
  expect(existsSync(live.file())).toBe(true);
  expect(existsSync(late.file())).toBe(true);
  expect(existsSync(old.file())).toBe(false);
  expect(existsSync(big.file())).toBe(false);
  expect(readdirSync(path.join(runner.folder, 'sessions')).sort()).toEqual(['live', 's']);
  await live.running.stop();
});

async function resumed(runner: Awaited<ReturnType<typeof aRunner>>, run: string) {
  return seen(run, async onEvent => {
    const running = await runner.resume(run, onEvent);
    if (running === undefined) throw new Error('nothing to resume');
    return running;
  });
}

function processesOf(run: string, folder: string): string[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids.filter(pid => {
    try {
      const environ = readFileSync(`/proc/${pid}/environ`, 'latin1');
      return (
        environ.includes(`WATCHKEEPER_RUN=${run}\0`) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(folder)
      );
    } catch {
      return false;
    }
  });
}
