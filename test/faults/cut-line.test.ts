import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, expect, vi} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {readHolder} from '../../src/journal/holder.js';
import {type Desk, endedWithTest, openDesk} from '../e2e/support/desk.js';
import {factsIn, gapsIn} from '../e2e/support/journal.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {type Launched, launch} from '../support/launch.js';
import {commandOf, pidsOf} from '../support/processes.js';
import {describeReal, tempDir} from '../support/real.js';
import {type RealSshd, startSshd} from '../support/real-sshd.js';
import {lengthy} from '../support/soak.js';
import {untilGone} from './support/apart.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 120_000});

/** A statement that changes something and takes its time, and one that only looks and would never end. */
const RUNBOOK = `# Runbook: Alert aa

**Alert Name:** Alert aa

## Look

\`\`\`bash
tail -f /dev/null
\`\`\`

## Mend

\`\`\`bash
touch begun && sleep 8642 && touch ended
\`\`\`
`;

interface Session {
  readonly desk: Desk;
  readonly home: string;
  /** A shell here that is on the line to there, and tells afterwards how it was left. */
  connect(): Launched;
}

async function session(sshd: RealSshd): Promise<Session> {
  const server = await fakeAlertmanager([someAlert('aa', {startsAt: new Date().toISOString()})]);
  const home = tempDir();
  mkdirSync(path.join(home, 'books'));
  writeFileSync(path.join(home, 'books/aa.md'), RUNBOOK);
  const desk = await openDesk(
    `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\nrunbooks: {roots: ["${home}/books"]}\n`,
  );
  const there = ['HOME', 'WK_CONFIG', 'WK_STATE'].map(name => `${name}='${desk.env[name]}'`).join(' ');
  const command = `cd '${home}' && env ${there} LANG=C.UTF-8 TERM=xterm-256color '${process.execPath}' '${desk.bin}'`;
  const [ssh = 'ssh', ...words] = sshd.via;
  const line = [ssh, '-tt', ...words].map(word => `'${word}'`).join(' ');
  const script = `${line} "$CMD"; echo "code $?"; stty -a; tty; exec sleep 60`;
  return {
    desk,
    home,
    connect: () =>
      endedWithTest(
        launch(['--norc', '--noprofile', '-c', script], {
          command: '/bin/bash',
          cols: 120,
          rows: 40,
          env: {CMD: command},
        }),
      ),
  };
}

async function openRunbook(cockpit: Launched): Promise<void> {
  await cockpit.waitFor(/▌P1.*Alert aa/);
  cockpit.type('r');
  await cockpit.waitFor('for Alert aa');
}

async function run(cockpit: Launched, shown: string): Promise<void> {
  cockpit.type('\r');
  await cockpit.waitFor(screen => screen.includes('┌─ run on') && screen.includes(shown));
  cockpit.type('y');
  await cockpit.waitFor(screen => !screen.includes('┌─ run on'));
}

async function pidThere({desk}: Session): Promise<number> {
  return (await readHolder(desk.state))?.pid ?? 0;
}

/** Leaves the cockpit there in the ordinary way; again and again, since a key that comes too early answers nothing. */
async function leaveThere(terminal: Launched): Promise<void> {
  for (let turn = 0; turn < 40 && !/code \d+/.test(terminal.screen().join('\n')); turn += 1) {
    terminal.type(terminal.screen().join('\n').includes('y yes') ? 'y' : 'q');
    await sleep(300);
  }
  await terminal.waitFor('code 0');
}

/** Nothing that belongs to this account runs any more: no helper of a statement, no shell, no cockpit. */
async function expectNothingLeft({home, desk}: Session): Promise<void> {
  const own = () => readdirSync('/proc').filter(pid => [home, desk.state].some(one => commandOf(pid).includes(one)));
  await expect
    .poll(() =>
      own()
        .map(commandOf)
        .filter(text => !text.includes('-oBatchMode') && !text.includes('BatchMode=yes')),
    )
    .toEqual([]);
}

/** The line discipline here is as before the line was opened. */
async function expectSaneHere(terminal: Launched): Promise<void> {
  const rows = (await terminal.waitFor(/code \d+[\s\S]*icanon[\s\S]*dev/)).join('\n');
  for (const mode of ['icanon', 'echo', 'isig', 'icrnl']) expect(rows).toMatch(new RegExp(`(?<!-)\\b${mode}\\b`));
  expect(rows).not.toContain('code 0');
}

const stepsIn = ({desk}: Session) => factsIn(desk.state).filter(({type}) => type.startsWith('step.'));

describeReal('a cockpit behind a real sshd whose line is cut', ['sshd', 'ssh', 'ssh-keygen', 'bash'], () => {
  let sshd: RealSshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());

  lengthy(
    'in the middle of a change leaves it to finish, and whoever returns finds it, told and stoppable',
    async () => {
      const there = await session(sshd);
      const first = there.connect();
      await openRunbook(first);
      first.type('G');
      await first.waitFor('▌ touch begun');
      await run(first, 'touch begun');
      await expect.poll(() => pidsOf('sleep 8642')).toHaveLength(1);
      const pid = await pidThere(there);
      await sshd.cut();
      await untilGone(pid);
      await expectSaneHere(first);
      expect(pidsOf('sleep 8642')).toHaveLength(1);
      expect(existsSync(path.join(there.home, 'begun'))).toBe(true);
      expect(stepsIn(there).map(({type}) => type)).toEqual(['step.confirmed', 'step.started']);
      expect(factsIn(there.desk.state).map(({type}) => type)).toContain('watch.left');

      const again = there.connect();
      await again.waitFor(/touch begun[^\n]*(runs|running|left)|(runs|running|left)[^\n]*touch begun/);
      await openRunbook(again);
      await again.waitFor(/● \d+ touch begun/);
      again.type('x');
      await again.waitFor(/ended by SIG|stopped/);
      expect(pidsOf('sleep 8642')).toEqual([]);
      await leaveThere(again);
      await expectNothingLeft(there);
      expect(stepsIn(there).map(({type}) => type)).toEqual([
        'step.confirmed',
        'step.started',
        'step.stop-requested',
        'step.finished',
      ]);
      expect(gapsIn(factsIn(there.desk.state))).toEqual([]);
      expect(existsSync(path.join(there.home, 'ended'))).toBe(false);
    },
  );

  lengthy('in the middle of a look takes it along, and the log says so', async () => {
    const there = await session(sshd);
    const first = there.connect();
    await openRunbook(first);
    await run(first, 'tail -f /dev/null');
    await expect.poll(() => pidsOf('tail -f /dev/null')).toHaveLength(1);
    const pid = await pidThere(there);
    await sshd.cut();
    await untilGone(pid);
    await expectSaneHere(first);
    await expect.poll(() => pidsOf('tail -f /dev/null')).toEqual([]);
    const again = there.connect();
    await openRunbook(again);
    await expect.poll(() => stepsIn(there).filter(fact => isFact(fact, 'step.finished'))).toHaveLength(1);
    await leaveThere(again);
    await expectNothingLeft(there);
    expect(gapsIn(factsIn(there.desk.state))).toEqual([]);
  });
});
