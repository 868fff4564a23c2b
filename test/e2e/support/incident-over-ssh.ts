import {existsSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import type {PostedAlert} from '../../support/real.js';
import {backgroundOf, freshAlert} from './posts.js';
import type {SshDesk} from './ssh-desk.js';
import type {Pane} from './tmux.js';

/** A part of the incident and the bytes that it brought to the terminal. */
export interface Phase {
  readonly name: string;
  readonly bytes: number;
}

const ALERT = 'CheckoutErrorRate';
const SELECTED = new RegExp(`▌.*${ALERT.slice(0, 11)}`);
/** Who reads what came looks at it for a moment; what the cockpit says of it by itself is in it. */
const LOOK = 800;

/** The whole incident, with keys only, from `./there` in the shell to the shell again. Rejects where it does not go on. */
export async function incidentOverSsh(desk: SshDesk): Promise<readonly Phase[]> {
  const {pane} = desk;
  const phases: Phase[] = [];
  let before = pane.bytes();
  const phase = async (name: string, work: () => Promise<void>) => {
    await work();
    await pane.untilQuiet(LOOK);
    const bytes = pane.bytes();
    phases.push({name, bytes: bytes - before});
    before = bytes;
  };
  await desk.post(backgroundOf(5));
  await phase('open', () => open(pane));
  await phase('begin the watch', () => beginWatch(pane));
  await phase('fire', () => fire(desk));
  await phase('ack', () => ack(desk));
  await phase('look with live output', () => look(pane));
  await phase('change', () => change(desk));
  await phase('escalate', () => escalate(desk));
  await phase('resolve', () => resolve(desk));
  await phase('hand over', () => handOver(desk));
  await phase('leave', () => leave(pane));
  return phases;
}

async function open(pane: Pane): Promise<void> {
  pane.type('./there');
  pane.key('Enter');
  await pane.waitFor('needs you 5');
}

async function beginWatch(pane: Pane): Promise<void> {
  pane.type(':');
  await pane.waitFor(/: ▏/);
  pane.type('shift');
  pane.key('Enter');
  await pane.waitFor('b begin');
  pane.type('b');
  await pane.waitFor('until 12h');
  pane.key('Enter');
  await pane.waitFor('Watch of ana since');
  pane.key('Escape');
  await pane.waitFor('needs you 5');
}

async function fire({post, pane}: SshDesk): Promise<void> {
  await post([firing()]);
  await pane.waitFor(screen => screen.includes(ALERT.slice(0, 11)) && screen.includes('needs you 6'));
  pane.type('g');
  await pane.waitFor(SELECTED);
}

async function ack(desk: SshDesk): Promise<void> {
  desk.pane.type('a');
  await until(async () => (await desk.silences()).length > 0, 'a silence at Alertmanager');
  await desk.pane.waitFor(/on it 1[\s\S]* ana .*Checkout/);
}

async function look(pane: Pane): Promise<void> {
  await select(pane);
  pane.type('r');
  await pane.waitFor(/Look[\s\S]*echo/);
  await run(pane, 'for i in');
  await pane.waitFor(/line [12] of checkout(?![\s\S]*line 5)/);
  await pane.waitFor('line 5 of checkout');
}

async function change({pane, mended}: SshDesk): Promise<void> {
  pane.type('G');
  await pane.waitFor(/step 2 of 2[\s\S]*▌ touch/);
  await run(pane, 'touch');
  await until(async () => existsSync(mended), 'what the step makes');
  await pane.waitFor('✓✓');
}

async function escalate(desk: SshDesk): Promise<void> {
  const {pane} = desk;
  await back(pane);
  await select(pane);
  pane.type('e');
  await pane.waitFor(/second[\s\S]*enter/);
  pane.key('Enter');
  await pane.waitFor('┌─ page');
  await readToEnd(pane);
  pane.type('y');
  await until(async () => desk.sentTo('second').length > 0, 'a page');
  await pane.waitFor('✓ sent');
}

async function resolve(desk: SshDesk): Promise<void> {
  const {pane} = desk;
  await back(pane);
  await desk.post([{...firing(), endsAt: new Date(Date.now() - 1_000).toISOString()}]);
  await pane.waitFor(screen => !/P1.*Checkout/.test(screen));
  await until(
    async () => (await desk.silences()).every(({status}) => status.state === 'expired'),
    'the end of the silence',
  );
  await until(async () => desk.sentTo('second').length > 1, 'the end of the page');
}

async function handOver(desk: SshDesk): Promise<void> {
  const {pane} = desk;
  pane.type('h');
  await pane.waitFor(/Handoff .*ana/);
  pane.type('w');
  const menu = await pane.waitFor(/\d room/);
  pane.type(/(\d) room/.exec(menu)?.[1] ?? '');
  await pane.waitFor('┌─ send the handoff');
  await readToEnd(pane);
  pane.type('y');
  await until(async () => desk.sentTo('room').length > 0, 'the handoff at the room');
  await pane.waitFor('The handoff is at room');
}

/** Again and again, since a key that comes before a question is painted does not answer it. */
async function leave(pane: Pane): Promise<void> {
  await back(pane);
  for (let turn = 0; turn < 30 && !/code \d+/.test(pane.screen()); turn += 1) {
    pane.type(pane.screen().includes('y yes') ? 'y' : 'q');
    await sleep(400);
  }
  await pane.waitFor(/code \d+/);
}

/** Confirms the statement that is shown. */
async function run(pane: Pane, statement: string): Promise<void> {
  pane.key('Enter');
  await pane.waitFor(screen => screen.includes('┌─ run on') && screen.includes(statement));
  pane.type('y');
  await pane.waitFor(screen => !screen.includes('┌─ run on'));
}

/** On the board the alert may have moved from under the cursor. */
async function select(pane: Pane): Promise<void> {
  for (let turn = 0; turn < 8 && !SELECTED.test(pane.screen()); turn += 1) {
    pane.type('j');
    await sleep(150);
  }
  await pane.waitFor(SELECTED);
}

async function back(pane: Pane): Promise<void> {
  for (let turn = 0; turn < 6 && !pane.screen().includes('needs you'); turn += 1) {
    pane.key('Escape');
    await sleep(400);
  }
  await pane.waitFor('needs you');
}

/** A long question takes no yes before its end was shown. */
async function readToEnd(pane: Pane): Promise<void> {
  for (let turn = 0; turn < 200 && /line \d+-\d+ of \d+/.test(pane.screen()); turn += 1) {
    const [, last, all] = /line \d+-(\d+) of (\d+)/.exec(pane.screen()) ?? [];
    if (last === all) return;
    const before = pane.screen();
    pane.type(' ');
    await pane.waitFor(screen => screen !== before);
  }
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await sleep(100);
  }
}

function firing(): PostedAlert {
  return freshAlert(ALERT);
}
