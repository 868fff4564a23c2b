import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, test} from 'vitest';
import {birthOf, isAlive, membersOf} from '../../src/runner/processes.js';
import {birthFromPs, processesFromPs} from '../../src/runner/ps.js';

test('a process is known by its number and its birth', async () => {
  const birth = (await birthOf(process.pid)) ?? '';
  expect(await isAlive({pid: process.pid, birth})).toBe(true);
  expect(await isAlive({pid: process.pid, birth: `${birth}0`})).toBe(false);
  expect(await membersOf({pid: process.pid, birth: `${birth}0`})).toEqual([]);
  expect(await birthOf(2 ** 22 + 1)).toBeUndefined();
});

test('a group from before a restart has no members, whoever has its number now', async () => {
  const child = spawn('sleep', ['1000'], {detached: true, stdio: 'ignore'});
  const pid = child.pid ?? 0;
  const birth = (await birthOf(pid)) ?? '';
  expect((await membersOf({pid, birth})).map(one => one.pid)).toEqual([pid]);
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  const [, ticks = ''] = birth.split(':');
  const group = spawn('bash', ['-c', 'sleep 1000 & exec true'], {detached: true, stdio: 'ignore'});
  await once(group, 'exit');
  const leader = group.pid ?? 0;
  const left = await membersOf({pid: leader, birth: `${birth.split(':')[0]}:${ticks}`});
  expect(left).toHaveLength(1);
  expect(await membersOf({pid: leader, birth: `another-boot:${ticks}`})).toEqual([]);
  process.kill(left[0]?.pid ?? 0);
});

test('without /proc, ps tells the same', async () => {
  const child = spawn('sleep', ['1000'], {detached: true, stdio: 'ignore'});
  const pid = child.pid ?? 0;
  const birth = await birthFromPs(pid);
  expect(birth).toMatch(/^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}$/);
  expect(await birthFromPs(pid)).toBe(birth);
  const listed = (await processesFromPs()).find(one => one.pid === pid);
  expect(listed).toMatchObject({group: pid, session: pid, command: 'sleep'});
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  expect(await birthFromPs(pid)).toBeUndefined();
});
