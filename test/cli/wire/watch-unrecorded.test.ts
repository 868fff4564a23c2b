import {execFileSync} from 'node:child_process';
import {readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {takeSeat, type WatchSeat} from '../../../src/cli/wire/watch-seat.js';
import {shutDisk} from '../../../src/cli/wire/watch-unrecorded.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {JournalError} from '../../../src/core/ports.js';
import {journalError} from '../../../src/journal/trouble.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {OperatorError} from '../../../src/lib/operator-error.js';
import {tempDir} from '../../support/real.js';

async function seatIn(state: string): Promise<WatchSeat> {
  const flags = {state, alertmanager: ['http://127.0.0.1:1'], operator: 'ana'};
  const config = await loadConfig({flags, env: {}, cwd: state, home: state});
  return takeSeat({config, env: {}, clock: systemClock, live: true});
}

describe('a disk without room for a journal', () => {
  test('is found behind what the operator is told', () => {
    const full = new JournalError('full', 'no space', {hint: ''});
    expect(shutDisk(full)).toBe(full);
    expect(shutDisk(new OperatorError('cannot be opened', {cause: full}))).toBe(full);
    expect(shutDisk(Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'}))?.kind).toBe('full');
    expect(shutDisk(new JournalError('io', 'broken', {hint: ''}))).toBeUndefined();
    expect(shutDisk(new Error('something else'))).toBeUndefined();
  });

  test('opens all the same, not recorded, and one of two goes on to write when there is room', async context => {
    const disk = tempDir();
    if (!mounted(disk)) return context.skip('needs the right to mount a small tmpfs');
    onTestFinished(() => void execFileSync('umount', [disk]));
    fill(join(disk, 'ballast'));
    const state = join(disk, 'state');

    const seats = [await seatIn(state), await seatIn(state)];
    onTestFinished(async () => void (await Promise.all(seats.map(seat => seat.leave()))));
    for (const {engine} of seats) {
      expect(engine.store.getState().recording).toMatchObject({ok: false, kind: 'full'});
      expect(await engine.dispatch({type: 'note', text: 'lost'})).toMatchObject({
        ok: false,
        refusal: {code: 'not-recorded'},
      });
    }

    rmSync(join(disk, 'ballast'));
    const roles = () =>
      seats.map(({engine}) => `${engine.store.getState().role} ${engine.store.getState().recording.ok}`);
    await expect.poll(() => roles().sort(), {timeout: 30_000}).toEqual(['attached true', 'writer true']);
    for (const {engine} of seats) expect(await engine.dispatch({type: 'note', text: 'kept'})).toMatchObject({ok: true});
    const writer = seats.find(({engine}) => engine.store.getState().role === 'writer');
    await expect
      .poll(() => writer?.engine.store.getState().log.map(fact => fact.type))
      .toEqual(expect.arrayContaining(['journal.recovered', 'note.added', 'note.added']));
    expect(readdirSync(state).filter(name => name.startsWith('lock.key.'))).toEqual([]);
  });
});

function mounted(disk: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}

/** Until nothing more fits. */
function fill(path: string): void {
  for (const size of [8 * 1024 * 1024, 4096]) {
    try {
      writeFileSync(path, Buffer.alloc(size), {flag: 'a'});
    } catch {
      // That was the point.
    }
  }
}

test('a read-only disk is no reason not to open, and a folder that is not ours is', () => {
  const failed = (code: string) => journalError(Object.assign(new Error(`${code}: mkdir`), {code}), '/state');
  expect(shutDisk(failed('EROFS'))).toMatchObject({
    kind: 'io',
    hint: expect.stringContaining('Mount that disk writable'),
  });
  expect(shutDisk(new Error('cannot be opened', {cause: failed('EROFS')}))).toBeDefined();
  expect(shutDisk(failed('EACCES'))).toBeUndefined();
});

test('on a read-only disk the cockpit opens not recorded, and goes on to write when it is mounted writable', async context => {
  const disk = tempDir();
  if (!mounted(disk)) return context.skip('needs the right to mount a small tmpfs');
  onTestFinished(() => void execFileSync('umount', [disk]));
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const {engine, leave} = await seatIn(join(disk, 'not', 'there'));
  onTestFinished(leave);
  expect(engine.store.getState().recording).toMatchObject({
    ok: false,
    message: expect.stringContaining('EROFS'),
    hint: expect.stringContaining('Mount that disk writable'),
  });
  execFileSync('mount', ['-o', 'remount,rw', disk]);
  await expect.poll(() => engine.store.getState().recording.ok, {timeout: 30_000}).toBe(true);
});
