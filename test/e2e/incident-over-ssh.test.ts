import {existsSync} from 'node:fs';
import {expect, onTestFinished, vi} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {programFile} from '../support/program.js';
import {describeReal} from '../support/real.js';
import {lengthy} from '../support/soak.js';
import {incidentOverSsh} from './support/incident-over-ssh.js';
import {factsIn, gapsIn} from './support/journal.js';
import {openSshDesk, SSH_DESK_NEEDS, type SshDesk} from './support/ssh-desk.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 240_000});

/** What was done and what came of it, in its order; what is sent stands beside it. */
const COURSE = [
  'watch.opened',
  'shift.started',
  'ack.requested',
  'ack.placed',
  'runbook.opened',
  'step.confirmed',
  'step.started',
  'step.finished',
  'step.confirmed',
  'step.started',
  'step.finished',
  'escalation.requested',
  'ack.ended',
  'silence.expired',
  'watch.left',
];

function expectFacts(desk: SshDesk): void {
  const facts = factsIn(desk.state);
  expect(gapsIn(facts)).toEqual([]);
  expect(facts.map(({type}) => type).filter(type => COURSE.includes(type))).toEqual(COURSE);
  expect(facts.flatMap(fact => (isFact(fact, 'step.finished') ? [fact.code] : []))).toEqual([0, 0]);
  expect(facts.find(fact => isFact(fact, 'ack.ended'))).toMatchObject({reason: 'resolved'});
  for (const type of ['delivery.requested', 'delivery.sent']) {
    expect(facts.filter(fact => fact.type === type)).toHaveLength(3);
  }
}

/** A silence that is over, a file, one page and its end, one handoff. */
async function expectOutsideEffects(desk: SshDesk): Promise<void> {
  expect(await desk.silences()).toMatchObject([
    {createdBy: 'ana', comment: expect.stringMatching(/^ACK!/), status: {state: 'expired'}},
  ]);
  expect(existsSync(desk.mended)).toBe(true);
  const [page, end, ...more] = desk.sentTo('second').map(text => JSON.parse(text));
  expect(more).toEqual([]);
  expect(page).toMatchObject({verb: 'create', message: {title: expect.stringContaining('P1 CheckoutErrorRate')}});
  expect(end).toMatchObject({verb: 'resolve', thread: page.thread});
  expect(desk.sentTo('room').map(text => JSON.parse(text))).toMatchObject([
    {
      verb: 'create',
      message: {
        title: expect.stringMatching(/^Handoff of ana/),
        text: expect.stringMatching(/P1 CheckoutErrorRate in eu[^\n]*acked by ana[\s\S]*Paged [^\n]* second: sent/),
      },
    },
  ]);
}

/** The shell has its own screen, its cursor and a line that echoes what is typed. */
async function expectSane({pane}: SshDesk): Promise<void> {
  expect(pane.tells('alternate_on')).toBe('0');
  expect(pane.tells('cursor_flag')).toBe('1');
  expect(pane.tells('mouse_any_flag')).toBe('0');
  pane.type(
    "clear; stty -a | tr '; ' '\\n\\n' | grep -xE -e '-?(icanon|echo|isig|icrnl|opost)' | xargs; echo all''right",
  );
  pane.key('Enter');
  const shown = await pane.waitFor('allright');
  for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
    expect(shown).toMatch(new RegExp(`(?<![-\\w])${mode}(?!\\w)`));
  }
}

describeReal('an incident over ssh', SSH_DESK_NEEDS, () => {
  lengthy.each([
    [80, 24],
    [60, 15],
  ])('goes from its alert to its handoff in tmux at %ix%i, and leaves the terminal sane', async (cols, rows) => {
    const desk = await openSshDesk({bin: await programFile(), cols, rows});
    onTestFinished(() => desk.close());
    const phases = await incidentOverSsh(desk);
    expect(desk.pane.screen()).toContain('code 0');
    expectFacts(desk);
    await expectOutsideEffects(desk);
    await expectSane(desk);
    const told = phases.map(({name, bytes}) => `${name} ${bytes}`).join(', ');
    process.stdout.write(`bytes over ssh at ${cols}x${rows}: ${told}\n`);
  });
});
