import {execFileSync} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {type Desk, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {tempDir} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {expectTold} from './support/expect-told.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

/** A disk of 2 MiB, too small for the reserve to be set aside; undefined without the right to mount one. */
function smallDisk(): string | undefined {
  const folder = tempDir();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], {stdio: 'ignore'});
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

interface Bench {
  readonly disk: string;
  readonly server: FakeAlertmanager;
  readonly desk: Desk;
}

async function bench(disk: string): Promise<Bench> {
  const server = await fakeAlertmanager([someAlert('aa')]);
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
  const state = path.join(disk, 'state');
  return {disk, server, desk: {...desk, state}};
}

/** Fills the disk, and then the last page of the journal's file, which has room of its own. */
async function fill({disk, desk}: Bench): Promise<string> {
  const ballast = path.join(disk, 'ballast');
  for (const [name, bytes] of [['ballast', 4 * 1024 * 1024] as const, ...pages()]) {
    try {
      writeFileSync(path.join(disk, name), Buffer.alloc(bytes, 'x'));
    } catch {
      // Full, which is what was wanted.
    }
  }
  for (let notes = 0; notes < 30; notes++) {
    const {code} = await desk.wk(['note', 'x'.repeat(300), '--state', desk.state]);
    if (code === 1) return ballast;
  }
  throw new Error('the disk does not get full');
}

function pages(): readonly (readonly [string, number])[] {
  return Array.from({length: 20}, (_, index) => [`page${index}`, 4096] as const);
}

const WITHOUT_RIGHT = 'needs the right to mount a small tmpfs';

test('on a full disk the cockpit says so, shows alerts, acks nothing, and goes on by itself when there is room', {
  timeout: 90_000,
}, async context => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip(WITHOUT_RIGHT);
  const opened = await bench(disk);
  const {server, desk} = opened;
  const cockpit = desk.cockpit({cols: 150, rows: 30, argv: ['--state', desk.state]});
  await cockpit.waitFor('Alert aa');
  await expect.poll(() => factsIn(desk.state).length, {timeout: 30_000}).toBeGreaterThan(0);
  const ballast = await fill(opened);

  server.alerts = [...server.alerts, ...Array.from({length: 60}, (_, index) => someAlert(`bb${index}`))];
  await cockpit.waitFor('NOT RECORDED', 20_000);
  await cockpit.waitFor('needs you 61');
  cockpit.type('ga');
  await cockpit.waitFor(/Not done, because it could not be recorded/);
  cockpit.type('n');
  await cockpit.waitFor(/note/i);
  // As long as the note that filled the file: a shorter one may still find room in its last page.
  cockpit.type(`is it full? ${'x'.repeat(300)}\r`);
  await cockpit.waitFor(/Not done, because it could not be recorded/);
  expect(server.asked('POST /silences')).toEqual([]);
  server.alerts = [...server.alerts, someAlert('late')];
  await cockpit.waitFor('needs you 62', 20_000);
  const told = await desk.wk(['note', `from a shell ${'x'.repeat(300)}`, '--state', desk.state]);
  expectTold(told);
  expect(told).toMatchObject({code: 1});
  expect(told.stderr).toMatch(/Not done, because it could not be recorded[\s\S]*Make room/);

  rmSync(ballast);
  await cockpit.waitFor(screen => !screen.includes('NOT RECORDED'), 30_000);
  await expect
    .poll(() => factsIn(desk.state).filter(({type}) => type === 'alert.fired').length, {timeout: 20_000})
    .toBe(62);
  cockpit.type('ga');
  await cockpit.waitFor(/acked Alert aa: eu ✓/, 20_000);
  expect(server.asked('POST /silences')).toHaveLength(1);
  cockpit.type('q');
  await cockpit.waitFor(/quit anyway|\$/).catch(() => undefined);
  cockpit.type('y');
  expect((await cockpit.exit).exitCode).toBe(0);
  expect(gapsIn(factsIn(desk.state))).toEqual([]);
  expect(JSON.stringify(factsIn(desk.state))).not.toContain('is it full?');
});

lengthy('a cockpit that is opened on a full disk shows alerts all the same', {timeout: 60_000}, async context => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip(WITHOUT_RIGHT);
  const opened = await bench(disk);
  const {server, desk} = opened;
  expect(await desk.wk(['note', 'before', '--state', desk.state])).toMatchObject({code: 0});
  const ballast = await fill(opened);
  const cockpit = desk.cockpit({cols: 150, rows: 30, argv: ['--state', desk.state]});
  await cockpit.waitFor('NOT RECORDED', 20_000);
  await cockpit.waitFor('Alert aa');
  cockpit.type('a');
  await cockpit.waitFor(/Not done, because it could not be recorded/);
  expect(server.asked('POST /silences')).toEqual([]);
  rmSync(ballast);
  await cockpit.waitFor(screen => !screen.includes('NOT RECORDED'), 30_000);
  cockpit.type('q');
  expect((await cockpit.exit).exitCode).toBe(0);
});

test('a command on a full disk says so and does nothing', {timeout: 60_000}, async context => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip(WITHOUT_RIGHT);
  const opened = await bench(disk);
  const {server, desk} = opened;
  const ballast = await fill(opened);
  for (const argv of [
    ['note', 'x'],
    ['ack', 'severity=critical'],
    ['silence', 'add', 'alertname=X', '-c', 'x'],
  ]) {
    const ran = await desk.wk([...argv, '--state', desk.state]);
    expectTold(ran);
    expect(ran).toMatchObject({code: 1});
    expect(ran.stderr).toMatch(/no space left|could not be recorded/i);
  }
  expect(server.asked('POST')).toEqual([]);
  expect((await desk.wk(['alerts', '--state', desk.state])).stdout).toContain('Alert aa');
  const doctor = await desk.wk(['doctor', '--state', desk.state]);
  expectTold(doctor);
  rmSync(ballast);
  expect(await desk.wk(['ack', 'severity=critical', '--state', desk.state])).toMatchObject({code: 0});
  expect(server.asked('POST /silences')).toHaveLength(1);
});
