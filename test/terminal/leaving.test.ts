import {EventEmitter} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {guardTerminal, type LeaveReason} from '../../src/terminal/leaving.js';
import type {TerminalInput, TerminalOutput} from '../../src/terminal/terminal-streams.js';

function setUp(parts: {close?: () => Promise<void>; onLeave?: () => Promise<void>} = {}) {
  const stdin = new EventEmitter();
  const stdout = new EventEmitter();
  const done: string[] = [];
  let setExit: (code: number) => void = () => undefined;
  const exited = new Promise<number>(resolve => {
    setExit = resolve;
  });
  const lift = guardTerminal(
    {
      isLent: () => false,
      async close() {
        done.push('closed');
        await parts.close?.();
      },
    },
    {
      stdin: stdin as unknown as TerminalInput,
      stdout: stdout as unknown as TerminalOutput,
      async onLeave(reason: LeaveReason) {
        done.push(reason.kind);
        await parts.onLeave?.();
      },
      exit(code) {
        done.push(`exit ${code}`);
        setExit(code);
      },
    },
  );
  onTestFinished(lift);
  return {stdin, stdout, done, lift, exited};
}

test.each(['EIO', 'EPIPE'])('output that fails with %s means that nobody is there', async code => {
  const {stdout, done, exited} = setUp();
  for (let frame = 0; frame < 3; frame += 1) stdout.emit('error', Object.assign(new Error('write'), {code}));
  await exited;
  expect(done).toEqual(['closed', 'gone', 'exit 129']);
});

test.each(['end', 'close'])('input that says %s means that nobody is there', async event => {
  const {stdin, done, exited} = setUp();
  stdin.emit(event);
  stdin.emit('close');
  await exited;
  expect(done).toEqual(['closed', 'gone', 'exit 129']);
});

test('a terminal that takes no bytes is not waited for when it is gone', async () => {
  const {stdin, done, exited} = setUp({close: () => new Promise(() => undefined)});
  stdin.emit('end');
  await exited;
  expect(done).toEqual(['closed', 'gone', 'exit 129']);
});

test('failures on the way out do not keep the process', async () => {
  const fail = () => Promise.reject(new Error('disk full'));
  const {stdin, exited} = setUp({close: fail, onLeave: fail});
  stdin.emit('end');
  expect(await exited).toBe(129);
});

test('a lifted guard leaves nothing behind', async () => {
  const before = ['SIGTERM', 'SIGHUP', 'SIGINT', 'uncaughtException'].map(event => process.listenerCount(event));
  const {stdin, stdout, done, lift} = setUp();
  lift();
  expect(stdin.eventNames()).toEqual([]);
  expect(stdout.eventNames()).toEqual([]);
  stdin.emit('end');
  await sleep(5);
  expect(done).toEqual([]);
  expect(['SIGTERM', 'SIGHUP', 'SIGINT', 'uncaughtException'].map(event => process.listenerCount(event))).toEqual(
    before,
  );
});
