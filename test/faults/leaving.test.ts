import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, test, vi} from 'vitest';
import {type Desk, endedWithTest, openDesk} from '../e2e/support/desk.js';
import {type FakeAlertmanager, fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {type Launched, launch} from '../support/launch.js';
import {tempDir} from '../support/real.js';
import {lengthy, some} from '../support/soak.js';
import {type TerminalApart, terminalApart, untilGone} from './support/apart.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

/** Throws, rejects or exits when the program gets a signal that it does not know. */
const PROVOCATION = `
process.on('SIGUSR2', () => { throw new Error('provoked throw'); });
process.on('SIGWINCH', () => undefined);
process.on('SIGURG', () => { void Promise.reject(new Error('provoked rejection')); });
`;

const SIGNALS = [
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const;

/** Every view, every question and every line to type in, and the keys that lead there from the board. */
const SCREENS = [
  {name: 'the board', keys: ''},
  {name: 'an alert', keys: '\r'},
  {name: 'the log', keys: 'l'},
  {name: 'the silences', keys: ':silences\r'},
  {name: 'the sources', keys: ':sources\r'},
  {name: 'the ladder', keys: 'e'},
  {name: 'the runbooks', keys: 'r'},
  {name: 'an incident', keys: 'i'},
  {name: 'the handoff', keys: 'h'},
  {name: 'the shift', keys: ':shift\r'},
  {name: 'the figures', keys: ':metrics\r'},
  {name: 'the deliveries', keys: ':deliveries\r'},
  {name: 'help', keys: '?'},
  {name: 'the ack question', keys: 'A'},
  {name: 'the silence editor', keys: 's'},
  {name: 'a note', keys: 'nhalf a note'},
  {name: 'a filter', keys: '/half'},
  {name: 'a command', keys: ':hal'},
  {name: 'the question before the end', keys: 'q'},
];

interface Bench {
  readonly desk: Desk;
  readonly server: FakeAlertmanager;
}

async function bench(): Promise<Bench> {
  const server = await fakeAlertmanager([someAlert('aa')]);
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
  return {desk, server};
}

/**
 * The cockpit below a shell that tells how it ended and in which state it left the line. The shell stays: what is written
 * just before the last process of a terminal ends may never be read.
 */
function belowShell({desk}: Bench, env: Readonly<Record<string, string>> = {}): Launched {
  const script = `'${process.execPath}' '${desk.bin}' & echo "pid $!"; fg >/dev/null; echo "code $?"; stty -a; tty; exec sleep 60`;
  return endedWithTest(
    launch(['--norc', '--noprofile', '-m', '-c', script], {
      command: '/bin/bash',
      cwd: path.dirname(desk.state),
      env: {...desk.env, ...env},
    }),
  );
}

async function pidOf(terminal: Launched): Promise<number> {
  for (;;) {
    const pid = /pid (\d+)/.exec(terminal.bytes().toString())?.[1];
    if (pid !== undefined) return Number(pid);
    await sleep(10);
  }
}

async function expectRestored(terminal: Launched, code: number): Promise<string> {
  const rows = (await terminal.waitFor(/code \d+[\s\S]*icanon[\s\S]*dev/)).join('\n');
  expect(rows).toContain(`code ${code}`);
  expect(rows).toMatch(/(?<!-)icanon/);
  expect(rows).toMatch(/(?<!-)echo\b/);
  expect(rows).toMatch(/(?<!-)isig/);
  expect(terminal.kind()).toBe('normal');
  expect(terminal.term.modes.bracketedPasteMode).toBe(false);
  expect(terminal.term.modes.wraparoundMode).toBe(true);
  const bytes = terminal.bytes().toString();
  expect(bytes.lastIndexOf('\u001b[?25h')).toBeGreaterThan(bytes.lastIndexOf('\u001b[?25l'));
  return rows;
}

/** The journal opens, and the lock is free. */
async function expectJournalFree(desk: Desk): Promise<void> {
  expect(await desk.wk(['note', 'afterwards'])).toMatchObject({code: 0});
  expect((await desk.wk(['log'])).stdout).toContain('afterwards');
}

describe('the terminal is as it was, and the journal free, after', () => {
  test.each(
    some(
      SIGNALS.flatMap(([signal, code]) => SCREENS.map(screen => ({signal, code, ...screen}))),
      2,
    ),
  )('$signal at $name', async ({signal, code, keys, name}) => {
    const opened = await bench();
    const terminal = belowShell(opened);
    await terminal.waitFor('Alert aa');
    terminal.type('a');
    await terminal.waitFor('on it 1');
    const board = terminal.screen().join('\n');
    terminal.type(keys);
    if (name !== 'the board') await terminal.waitFor(screen => screen !== board);
    await terminal.untilQuiet(100);
    process.kill(await pidOf(terminal), signal);
    await expectRestored(terminal, code);
    await expectJournalFree(opened.desk);
  });

  test.each([
    ['an exception nobody caught', 'SIGUSR2', 'provoked throw'],
    ['a rejection nobody handled', 'SIGURG', 'provoked rejection'],
  ] as const)('%s, which is told as a bug', async (_name, signal, says) => {
    const file = path.join(tempDir(), 'provoke.cjs');
    writeFileSync(file, PROVOCATION);
    const opened = await bench();
    const terminal = belowShell(opened, {NODE_OPTIONS: `--require=${file}`});
    await terminal.waitFor('Alert aa');
    process.kill(await pidOf(terminal), signal);
    const rows = await expectRestored(terminal, 70);
    expect(rows + terminal.bytes().toString()).toContain(says);
    expect(terminal.bytes().toString()).toContain('This is a bug.');
    await expectJournalFree(opened.desk);
  });

  lengthy('a signal while the server hangs', async () => {
    const opened = await bench();
    opened.server.fault = () => true;
    const terminal = belowShell(opened);
    await terminal.waitFor('Asking eu');
    process.kill(await pidOf(terminal), 'SIGTERM');
    await expectRestored(terminal, 143);
    await expectJournalFree(opened.desk);
  });

  test('leaving in the ordinary way', async () => {
    const opened = await bench();
    const terminal = belowShell(opened);
    await terminal.waitFor('Alert aa');
    terminal.type('q');
    await expectRestored(terminal, 0);
    await expectJournalFree(opened.desk);
  });
});

describe('the process is gone, and the journal free, when', () => {
  test('the whole terminal goes', async () => {
    const {desk} = await bench();
    const {terminal, pid} = await openApart(desk);
    terminal.type('a');
    await terminal.seen(/on it/);
    terminal.drop();
    await untilGone(pid);
    await expectJournalFree(desk);
  });

  lengthy('the terminal goes while the link is stalled', async () => {
    const {desk, server} = await bench();
    const {terminal, pid} = await openApart(desk);
    server.alerts = Array.from({length: 200}, (_, index) => someAlert(`cc${index}`));
    await terminal.seen(/cc\d+/);
    server.fault = () => true;
    terminal.drop();
    await untilGone(pid);
    await expectJournalFree(desk);
  });

  lengthy('its input ends', async () => {
    const {desk} = await bench();
    const input = terminalApart('tty; exec sleep 60');
    const cockpit = redirected(desk, `< ${await input.seen(/(\/dev\/pts\/\d+)/)}`);
    await cockpit.waitFor('Alert aa');
    input.drop();
    expect(await cockpit.exit).toEqual({exitCode: 129, signal: 0});
    await expectJournalFree(desk);
  });

  test('its output ends', async () => {
    const {desk} = await bench();
    const output = terminalApart('tty; exec sleep 60');
    const cockpit = redirected(desk, `> ${await output.seen(/(\/dev\/pts\/\d+)/)}`);
    await output.seen(/Alert aa/);
    output.drop();
    cockpit.type('jk?');
    expect(await cockpit.exit).toEqual({exitCode: 129, signal: 0});
    await expectJournalFree(desk);
    expect(cockpit.bytes().toString()).not.toMatch(/bug|at .*:\d+/);
  });

  test('it is attached to another cockpit, which goes on', async () => {
    const {desk} = await bench();
    const holder = desk.cockpit();
    await holder.waitFor('Alert aa');
    const {terminal, pid} = await openApart(desk);
    terminal.drop();
    await untilGone(pid);
    expect(await desk.wk(['note', 'afterwards'])).toMatchObject({code: 0});
    holder.type(':log\r');
    await holder.waitFor('afterwards');
    holder.type('qq');
    expect((await holder.exit).exitCode).toBe(0);
  });

  lengthy('it was about to be suspended', async () => {
    const {desk} = await bench();
    const {terminal, pid} = await openApart(desk);
    terminal.type('\u001a');
    terminal.drop();
    await untilGone(pid);
    await expectJournalFree(desk);
  });
});

async function openApart(desk: Desk): Promise<{terminal: TerminalApart; pid: number}> {
  const terminal = terminalApart(`echo "pid $$"; exec '${process.execPath}' '${desk.bin}'`, desk.env);
  const pid = Number(await terminal.seen(/pid (\d+)/));
  await terminal.seen(/Alert aa/);
  return {terminal, pid};
}

function redirected(desk: Desk, how: string): Launched {
  const script = `exec '${process.execPath}' '${desk.bin}' ${how}`;
  return endedWithTest(launch(['-c', script], {command: '/bin/sh', env: desk.env, cwd: path.dirname(desk.state)}));
}
