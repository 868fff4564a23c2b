import {existsSync} from 'node:fs';
import {mkdir, readdir, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {holderPath, readHolder, thisProcess, writeHolder} from '../../src/journal/holder.js';
import {acquireLock, type Lock, type LockOptions} from '../../src/journal/lock.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {temporaryFolder} from './support/folders.js';
import {start} from './support/programs.js';

const MINUTE = 60_000;

for (const mutex of process.platform === 'linux' ? (['abstract', 'path'] as const) : (['path'] as const)) {
  describe(`the lock (${mutex} socket)`, () => {
    test('has one holder at a time, and is free after its release', async () => {
      const folder = await temporaryFolder();
      const first = await lock(folder, {mutex, version: '1.0.0'});
      const second = await lock(folder, {mutex});
      expect(first.held).toBe(true);
      expect(second).toMatchObject({
        held: false,
        holder: {pid: process.pid, version: '1.0.0'},
        message: `watchkeeper with pid ${process.pid} holds the journal`,
      });
      await release(first);
      const third = await lock(folder, {mutex});
      expect(third.held).toBe(true);
    });

    test('clears away what an earlier start left half made', async () => {
      const folder = await temporaryFolder();
      if (mutex === 'path') return;
      await writeFile(join(folder, 'lock.key.0123456789ab'), '');
      const held = await lock(folder, {mutex});
      expect(held.held).toBe(true);
      expect((await readdir(folder)).filter(name => name.startsWith('lock.key'))).toEqual(['lock.key']);
    });

    test('of another folder is another lock', async () => {
      expect((await lock(await temporaryFolder(), {mutex})).held).toBe(true);
      expect((await lock(await temporaryFolder(), {mutex})).held).toBe(true);
    });

    test('names the holding process, and is free when that was killed', async () => {
      const folder = await temporaryFolder();
      const holder = await start('holder', [folder, mutex]);
      expect(await holder.line()).toBe(`held ${holder.child.pid}`);
      expect(await lock(folder, {mutex})).toMatchObject({
        held: false,
        holder: {pid: holder.child.pid, version: '1.2.3'},
      });
      holder.kill('SIGKILL');
      await holder.rest();
      await expect.poll(() => lock(folder, {mutex}).then(({held}) => held)).toBe(true);
    });

    test('is taken by exactly one of several processes that start together', async () => {
      for (let round = 0; round < 3; round++) {
        const folder = await temporaryFolder();
        const racers = await Promise.all(Array.from({length: 4}, () => start('holder', [folder, mutex])));
        const lines = await Promise.all(racers.map(racer => racer.line()));
        expect(lines.filter(line => line.startsWith('held'))).toHaveLength(1);
        for (const racer of racers) racer.kill('SIGKILL');
        await Promise.all(racers.map(racer => racer.rest()));
      }
    });

    test('that was left by a killed process is taken by exactly one of several', async () => {
      const folder = await temporaryFolder();
      for (let round = 0; round < 3; round++) {
        const racers = await Promise.all(Array.from({length: 4}, () => start('holder', [folder, mutex])));
        const lines = await Promise.all(racers.map(racer => racer.line()));
        expect(lines.filter(line => line.startsWith('held'))).toHaveLength(1);
        for (const racer of racers) racer.kill('SIGKILL');
        await Promise.all(racers.map(racer => racer.rest()));
      }
    });
  });
}

describe('the holder file', () => {
  test('is private, says who and since when, and goes with the lock', async () => {
    const folder = join(await temporaryFolder(), 'state');
    const clock = virtualClock(1_790_000_000_000);
    const held = await lock(folder, {clock, version: '1.0.0'});
    expect(await readHolder(folder)).toMatchObject({pid: process.pid, startedAt: 1_790_000_000_000, version: '1.0.0'});
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    await release(held);
    expect(existsSync(holderPath(folder))).toBe(false);
  });

  test('of a live holder on another host keeps this host out, with a sentence', async () => {
    const folder = await temporaryFolder();
    await writeHolder(folder, {...thisProcess(1, '1.0.0'), pid: 4711, host: 'bastion-2'});
    const refused = await lock(folder);
    expect(refused).toMatchObject({
      held: false,
      holder: {pid: 4711, host: 'bastion-2'},
      message: 'watchkeeper with pid 4711 on host bastion-2 holds the journal in this shared folder',
    });
    expect((await lock(folder)).held).toBe(false);
  });

  test('of another host counts no more after a minute without a sign of life', async () => {
    const folder = await temporaryFolder();
    await writeHolder(folder, {...thisProcess(1, '1.0.0'), pid: 4711, host: 'bastion-2'});
    const past = new Date(Date.now() - 2 * MINUTE);
    await utimes(holderPath(folder), past, past);
    expect((await lock(folder)).held).toBe(true);
  });

  test('of a process whose number another one has now does not keep anybody out', async () => {
    const folder = await temporaryFolder();
    await writeHolder(folder, {...thisProcess(1, '1.0.0'), pid: process.ppid, ticks: '1'});
    expect((await lock(folder)).held).toBe(true);
  });

  test('that makes no sense is written anew', async () => {
    const folder = await temporaryFolder();
    await writeFile(holderPath(folder), '{"pid":');
    expect((await lock(folder)).held).toBe(true);
    expect(await readHolder(folder)).toMatchObject({pid: process.pid});
  });

  test('is refreshed, and tells the holder when another host took over meanwhile', async () => {
    const folder = await temporaryFolder();
    const clock = virtualClock(0);
    const lost: string[] = [];
    await lock(folder, {clock, onLost: holder => lost.push(holder.host)});
    const past = new Date(Date.now() - 2 * MINUTE);
    await utimes(holderPath(folder), past, past);
    clock.advance(10_000);
    await expect.poll(async () => (await stat(holderPath(folder))).mtimeMs).toBeGreaterThan(past.getTime() + MINUTE);
    await writeHolder(folder, {...thisProcess(1, '1.0.0'), host: 'bastion-2'});
    await expect
      .poll(() => {
        clock.advance(10_000);
        return lost.length;
      })
      .toBeGreaterThan(0);
    expect(lost[0]).toBe('bastion-2');
  });
});

test('a folder with too long a path for a socket has its lock elsewhere', async () => {
  const folder = join(await temporaryFolder(), 'x'.repeat(120));
  await mkdir(folder);
  expect((await lock(folder, {mutex: 'path'})).held).toBe(true);
  expect((await lock(folder, {mutex: 'path'})).held).toBe(false);
});

/** A lock that is released when the test is over. */
async function lock(folder: string, options: LockOptions = {}): Promise<Lock> {
  const taken = await acquireLock(folder, options);
  onTestFinished(() => release(taken));
  return taken;
}

async function release(taken: Lock): Promise<void> {
  if (taken.held) await taken.release();
}
