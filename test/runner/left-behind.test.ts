import {readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {aRunner} from '../support/a-runner.js';
import {alive} from '../support/alive.js';

describe('what a statement leaves behind', () => {
  test('is told: a background child that still holds the output', async () => {
    const runner = await aRunner();
    const one = await runner.begin('(sleep 30; echo late) & echo now');
    const result = await one.running.ended;
    expect(result).toMatchObject({
      code: 0,
      notes: expect.arrayContaining([expect.stringMatching(/still running: sleep 30/)]),
    });
    expect(one.lines()).toEqual(['now']);
    await one.running.stop();
    expect(alive(one.run)).toEqual([]);
  });

  test('is told: a daemon that left the session', async () => {
    const runner = await aRunner();
    const one = await runner.begin('setsid sleep 30 >/dev/null 2>&1 </dev/null & sleep 0.2; echo started');
    const result = await one.running.ended;
    expect(result.notes?.join()).toMatch(/still running: sleep 30 \(pid (\d+)\)/);
    process.kill(Number(/pid (\d+)/.exec(result.notes?.join() ?? '')?.[1]));
  });

  test('nohup sleep & is known by pid and command line, also later, and can be ended', async () => {
    const runner = await aRunner();
    const one = await runner.run('nohup sleep 4321 >/dev/null 2>&1 &');
    expect(one.left).toEqual([{pid: expect.any(Number), command: 'sleep 4321'}]);
    const [run = ''] = readdirSync(path.join(runner.folder, 'runs'));
    expect(await runner.leftRunning(run)).toEqual(one.left);
    expect(await runner.stopLeft(run)).toEqual([]);
    expect(alive(run)).toEqual([]);
    expect(await runner.leftRunning(run)).toEqual([]);
  });

  test('a daemon that left the session is ended too when that is asked for', async () => {
    const runner = await aRunner();
    const one = await runner.begin('setsid sleep 4322 >/dev/null 2>&1 </dev/null & sleep 0.2');
    expect((await one.running.ended).left).toMatchObject([{command: 'sleep 4322'}]);
    expect(await runner.stopLeft(one.run)).toEqual([]);
    expect(alive(one.run)).toEqual([]);
  });

  test('what ends a moment after its shell is not left behind', async () => {
    const runner = await aRunner();
    expect((await runner.run('sleep 0.05 & echo a')).left).toBeUndefined();
  });

  test('nobody knows what a run left whose files are gone', async () => {
    const runner = await aRunner();
    await expect(runner.leftRunning('r-gone')).rejects.toThrow(/files of this run are gone/);
  });

  test('goes on into the next statement, as in a shell', async () => {
    const runner = await aRunner();
    const first = await runner.begin('sleep 30 & p=$!');
    await first.running.ended;
    expect(await runner.run('kill $p')).toMatchObject({code: 0});
  });
});
