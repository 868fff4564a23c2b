import {spawn} from 'node:child_process';
import path from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {type Desk, endedWithTest, openDesk} from '../e2e/support/desk.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {launch} from '../support/launch.js';
import {lengthy, some} from '../support/soak.js';
import {terminalApart, untilGone} from './support/apart.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

async function bench(count: number) {
  const server = await fakeAlertmanager(Array.from({length: count}, (_, index) => someAlert(`a${index}`)));
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s, timeout: 30s}]\n`);
  return {server, desk};
}

function inShell(desk: Desk, line: string) {
  const env = {...desk.env, WK: `${process.execPath} ${desk.bin}`};
  return endedWithTest(launch(['-c', line], {command: '/bin/bash', env, cwd: path.dirname(desk.state)}));
}

describe('a reader that leaves early', () => {
  test.each(some(['alerts', 'alerts -o json', 'alerts -o simple', 'config schema'], 2))(
    'of wk %s is no error',
    async argv => {
      const {desk} = await bench(3_000);
      const shell = inShell(desk, `set -o pipefail; $WK ${argv} | head -1 >/dev/null; echo "code $?"`);
      const rows = (await shell.waitFor(/code \d+/)).join('\n');
      expect(rows.trim()).toBe('code 0');
    },
  );
});

describe('ctrl-c', () => {
  test.each(some(['alerts', 'ack alertname=X', 'doctor', 'silence list'], 2))(
    'ends wk %s on a server that hangs',
    async argv => {
      const {desk, server} = await bench(1);
      server.fault = () => true;
      const child = spawn(process.execPath, [desk.bin, ...argv.split(' ')], {env: desk.env as NodeJS.ProcessEnv});
      const ended = new Promise<number | string | null>(resolve => {
        child.on('exit', (code, signal) => resolve(signal ?? code));
      });
      let said = '';
      child.stderr.on('data', chunk => {
        said += String(chunk);
      });
      await expect.poll(() => server.received.length + (child.exitCode ?? 0), {timeout: 30_000}).toBeGreaterThan(0);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      expect(said).toMatch(/^wk: Stopped\./);
    },
  );
});

describe('started without', () => {
  lengthy.each([
    ['an input', '<&-'],
    ['an output', '>&-'],
    ['a place for messages', '2>&-'],
    ['any of them', '<&- >&- 2>&-'],
  ])('%s, wk does what it can and ends', async (_name, how) => {
    const {desk} = await bench(3);
    const shell = inShell(
      desk,
      `for c in alerts 'note closed' log; do timeout 20 $WK $c ${how}; echo "ended $?"; done`,
    );
    const rows = (await shell.waitFor(/(ended \d+[\s\S]*){3}/)).join('\n');
    expect(rows.match(/ended \d+/g)?.slice(0, 3)).toEqual(['ended 0', 'ended 0', 'ended 0']);
    expect(rows).not.toMatch(/bug|TypeError|EBADF| at .*:\d+/);
    expect((await desk.wk(['log'])).stdout).toContain('closed');
  });
});

describe('with nothing configured', () => {
  const bare = {ALERTMANAGER_URL: undefined};

  test('a signal at the first question gives the terminal back as it was', async () => {
    const desk = await openDesk('');
    const script = `'${process.execPath}' '${desk.bin}' & echo "pid $!"; fg >/dev/null; echo "code $?"; stty -a; tty`;
    const shell = endedWithTest(
      launch(['--norc', '--noprofile', '-m', '-c', script], {command: '/bin/bash', env: {...desk.env, ...bare}}),
    );
    const rows = await shell.waitFor('d opens the demo');
    process.kill(Number(/pid (\d+)/.exec(rows.join('\n'))?.[1]), 'SIGTERM');
    const after = (await shell.waitFor(/code \d+[\s\S]*icanon[\s\S]*dev/)).join('\n');
    expect(after).toContain('code 143');
    expect(after).toMatch(/(?<!-)icanon/);
    expect(after).toMatch(/(?<!-)echo\b/);
  });

  test('a terminal that goes at the first question takes the program with it', async () => {
    const desk = await openDesk('');
    const terminal = terminalApart(`echo "pid $$"; exec '${process.execPath}' '${desk.bin}'`, desk.env);
    const pid = Number(await terminal.seen(/pid (\d+)/));
    await terminal.seen(/opens the demo/);
    terminal.drop();
    await untilGone(pid);
  });

  test('any other key leaves with exit code 2', async () => {
    const desk = await openDesk('');
    const cockpit = desk.cockpit();
    await cockpit.waitFor('d opens the demo');
    cockpit.type('x');
    expect(await cockpit.exit).toMatchObject({exitCode: 2});
  });
});
