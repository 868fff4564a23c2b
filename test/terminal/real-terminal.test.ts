import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {setTimeout as sleep} from 'node:timers/promises';
import {beforeAll, describe, expect, test} from 'vitest';
import {type Launched, launch} from '../support/launch.js';
import {screenApp} from './support/screen-app.js';

const require = createRequire(import.meta.url);
let app: Awaited<ReturnType<typeof screenApp>>;

beforeAll(async () => {
  app = await screenApp();
});

/** The app below a shell that tells afterwards how it ended and in which state it left the line. */
async function started(name: string): Promise<{terminal: Launched; folder: string; pid: number}> {
  const folder = app.folder(name);
  // What a shell says last can be lost on its way out of a pty when it ends at once.
  const script = `'${process.execPath}' '${app.file}' '${folder}'; echo "code $?"; stty -a; sleep 1`;
  const terminal = launch(['-c', script], {command: '/bin/sh'});
  return {terminal, folder, pid: await pidOf(terminal)};
}

async function pidOf(terminal: Launched): Promise<number> {
  const rows = await terminal.waitFor('waiting for keys');
  return Number(/ready (\d+)/.exec(rows.join('\n'))?.[1]);
}

async function file(path: string): Promise<string> {
  while (!existsSync(path) || readFileSync(path, 'utf8') === '') await sleep(10);
  return readFileSync(path, 'utf8');
}

async function expectRestored(terminal: Launched, code: number): Promise<void> {
  const rows = (await terminal.waitFor(/code \d+[\s\S]*icanon/)).join('\n');
  expect(rows).toContain(`code ${code}`);
  expect(rows).toMatch(/(?<!-)icanon/);
  expect(rows).toMatch(/(?<!-)echo\b/);
  expect(rows).toMatch(/(?<!-)isig/);
  expect(terminal.kind()).toBe('normal');
  expect(terminal.term.modes.bracketedPasteMode).toBe(false);
  expect(terminal.term.modes.wraparoundMode).toBe(true);
  const bytes = terminal.bytes().toString();
  expect(bytes.lastIndexOf('\u001b[?25h')).toBeGreaterThan(bytes.lastIndexOf('\u001b[?25l'));
  expect((await terminal.exit).exitCode).toBe(0);
}

describe('the terminal is as it was after', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)('%s', async signal => {
    const {terminal, folder, pid} = await started(signal);
    expect(terminal.kind()).toBe('alternate');
    process.kill(pid, signal);
    await expectRestored(terminal, {SIGTERM: 143, SIGINT: 130, SIGHUP: 129, SIGQUIT: 131}[signal]);
    expect(readFileSync(`${folder}/left`, 'utf8')).toBe(signal);
  });

  test.each([
    ['an exception', 'x', 70],
    ['a rejection nobody handles', 'r', 70],
    ['an exit nobody announced', 'e', 3],
    ['leaving in the ordinary way', 'q', 0],
    ['a SIGTERM while a program in raw mode has it', 'w', 143],
  ] as const)('%s', async (name, key, code) => {
    const {terminal} = await started(name.replaceAll(' ', '-'));
    terminal.type(key);
    await expectRestored(terminal, code);
  });

  test('a flush that never ends', async () => {
    const {terminal, pid} = await started('hang');
    process.kill(pid, 'SIGTERM');
    await expectRestored(terminal, 143);
  });
});

test('when the line drops, the program flushes and goes', async () => {
  const pty = require('@lydell/node-pty') as typeof import('@lydell/node-pty');
  const folder = app.folder('dropped');
  const child = pty.spawn(process.execPath, [app.file, folder], {
    cols: 80,
    rows: 24,
    env: {...process.env, TERM: 'xterm'},
  });
  await new Promise<void>(resolve => child.onData(data => data.includes('waiting') && resolve()));
  (child as unknown as {destroy(): void}).destroy();
  expect(['SIGHUP', 'gone']).toContain(await file(`${folder}/left`));
  while (isRunning(child.pid)) await sleep(10);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('ctrl-z', () => {
  test('gives the terminal to the shell, and fg brings the screen back', async () => {
    const shell = launch(['--norc', '--noprofile', '-i'], {command: '/bin/bash', env: {PS1: 'shell> '}});
    await shell.waitFor('shell>');
    shell.type(`'${process.execPath}' '${app.file}' '${app.folder('suspend')}'\r`);
    await pidOf(shell);
    shell.type('z');
    await shell.waitFor('Stopped');
    expect(shell.kind()).toBe('normal');
    shell.type('echo still$((1+1))here\r');
    await shell.waitFor('still2here');
    shell.type('fg\r');
    await shell.waitFor('back');
    expect(shell.kind()).toBe('alternate');
    shell.type('j');
    await shell.waitFor('key j');
    shell.type('q');
    await shell.waitFor(/still2here[\s\S]*shell>\s*$/);
    shell.type('exit\r');
    await shell.exit;
  });

  test('from outside, as a signal, gives the terminal to the shell, too', async () => {
    const shell = launch(['--norc', '--noprofile', '-i'], {command: '/bin/bash', env: {PS1: 'shell> '}});
    await shell.waitFor('shell>');
    shell.type(`'${process.execPath}' '${app.file}' '${app.folder('outside')}'\r`);
    const pid = await pidOf(shell);
    for (const round of [1, 2]) {
      process.kill(pid, 'SIGTSTP');
      await shell.waitFor('Stopped');
      expect(shell.kind()).toBe('normal');
      shell.type('clear; fg\r');
      await shell.waitFor('waiting for keys');
      expect(shell.kind()).toBe('alternate');
      shell.type(`${round}`);
      await shell.waitFor(`key ${round}`);
    }
    shell.type('q');
    await shell.waitFor(/shell>\s*$/);
    shell.type('exit\r');
    await shell.exit;
  });

  test('does nothing where no shell could bring the program back', async () => {
    const terminal = launch([app.file, app.folder('orphan')]);
    await pidOf(terminal);
    terminal.type('z');
    await terminal.waitFor('back');
    terminal.type('q');
    expect((await terminal.exit).exitCode).toBe(0);
  });

  test('from outside, and then a continue, paints the screen again', async () => {
    const {terminal, pid} = await started('stopped');
    process.kill(pid, 'SIGSTOP');
    await sleep(50);
    terminal.clearBytes();
    process.kill(pid, 'SIGCONT');
    while (!terminal.bytes().includes('waiting for keys')) await sleep(10);
    terminal.type('q');
    await expectRestored(terminal, 0);
  });
});

describe('a program that gets the terminal', () => {
  test('reads lines, and its end brings the screen back', async () => {
    const {terminal} = await started('lend');
    for (let round = 1; round <= 3; round += 1) {
      terminal.type('s');
      while (terminal.kind() !== 'normal') await sleep(5);
      terminal.type(`line${round}\r`);
      await terminal.waitFor(screen => screen.split('child 4 null').length > round);
      expect(terminal.kind()).toBe('alternate');
      expect(terminal.bytes().toString()).toContain(`got line${round}`);
    }
    terminal.type('q');
    await expectRestored(terminal, 0);
  });

  test('may be interrupted without ending us', async () => {
    const terminal = launch([app.file, app.folder('interrupt')]);
    await pidOf(terminal);
    terminal.type('i');
    await terminal.waitFor('waiting\n');
    terminal.type('\u0003');
    await terminal.waitFor('child 5 null');
    terminal.type('j');
    await terminal.waitFor('key j');
    terminal.type('q');
    expect((await terminal.exit).exitCode).toBe(0);
  });

  test('and is killed in raw mode leaves the next one enter, ctrl-c and lines that begin at the left', async () => {
    const terminal = launch([app.file, app.folder('killed-raw')]);
    await pidOf(terminal);
    terminal.type('k');
    await terminal.waitFor('child null SIGKILL');
    terminal.type('s');
    await expect.poll(() => terminal.kind()).toBe('normal');
    terminal.type('line\r');
    await terminal.waitFor('child 4 null');
    expect(terminal.bytes().toString()).toContain('got line');
    terminal.type('i');
    await terminal.waitFor('waiting\n');
    terminal.type('\u0003');
    await terminal.waitFor('child 5 null');
    terminal.type('a');
    const rows = (await terminal.waitFor(/icanon[\s\S]*echo/)).join('\n');
    for (const mode of ['isig', 'icanon', 'echo', 'opost', 'onlcr', 'icrnl']) {
      expect(rows).toMatch(new RegExp(`(?<!-)${mode}\\b`));
    }
    terminal.type('\r');
    await terminal.waitFor('child 0 null');
    terminal.type('q');
    expect((await terminal.exit).exitCode).toBe(0);
  });

  test('and is killed in insert mode leaves a picture in which letters do not push others along', async () => {
    const {terminal} = await started('killed-inserting');
    terminal.type('k');
    await terminal.waitFor('child null SIGKILL');
    expect(terminal.term.modes).toMatchObject({
      insertMode: false,
      originMode: false,
      applicationCursorKeysMode: false,
      applicationKeypadMode: false,
      mouseTrackingMode: 'none',
      sendFocusMode: false,
    });
    terminal.type('o');
    const rows = await terminal.waitFor('CHILD');
    expect(rows.slice(1, 4)).toEqual(['waiting for keys', 'CHILD null SIGKILL', '']);
    terminal.type('q');
    await expectRestored(terminal, 0);
  });

  // The shell behind it may end before its last line is read on a busy machine: then it is asked again.
  test('that does not exist is an error to show', {retry: 2}, async () => {
    const {terminal} = await started('missing');
    terminal.type('n');
    await terminal.waitFor('error true');
    terminal.type('q');
    await expectRestored(terminal, 0);
  });
});

test('a resize paints the screen at its new size', async () => {
  const {terminal} = await started('resize');
  terminal.resize(60, 15);
  await terminal.waitFor('size 60x15');
  terminal.resize(100, 30);
  const rows = await terminal.waitFor('size 100x30');
  expect(rows.slice(1, 4)).toEqual(['waiting for keys', 'size 60x15', 'size 100x30']);
  terminal.type('q');
  await expectRestored(terminal, 0);
});

test('a stalled link stops nothing, queues one frame, and shows the newest afterwards', async () => {
  const {terminal, folder, pid} = await started('stall');
  terminal.type('f');
  await terminal.waitFor('0000000000');
  terminal.pause();
  await sleep(300);
  process.kill(pid, 'SIGUSR2');
  // Comes while the link still stalls, or never.
  expect(Number(await file(`${folder}/queued`))).toBeLessThan(4000);
  terminal.resume();
  await terminal.waitFor(/^last \d+\s*\ndone\s*$/);
  terminal.type('q');
  await expectRestored(terminal, 0);
});

test('a title carries nothing but text, and the old one comes back', async () => {
  const {terminal} = await started('title');
  const titles: string[] = [];
  terminal.term.onTitleChange(title => titles.push(title));
  terminal.type('tq');
  await expectRestored(terminal, 0);
  expect(titles).toEqual(['night · watch']);
  expect(terminal.bytes().toString()).toContain('\u001b[23;2t');
});
