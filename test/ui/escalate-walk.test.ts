import {describe, expect, test} from 'vitest';
import type {Escalation} from '../../src/core/runbook/document.js';
import type {Settings} from '../../src/core/settings.js';
import {start} from '../support/a-night.js';
import {aLevel, aPolicy, MINUTE} from '../support/escalating.js';
import {fakeDesk} from '../support/fake-desk.js';
import {fakeTarget} from '../support/fake-target.js';

const SAID: Escalation = {
  after: 15 * MINUTE,
  to: 'the database team',
  text: 'Not healthy after 15 minutes: page the database team',
  lines: [1, 1],
};

const CONTACTS: Settings['contacts'] = {
  lee: {contact: 'lee', name: 'Lee', field: 'databases', targets: ['pager'], ids: {}},
};

async function walking(escalations: readonly Escalation[], size = {columns: 120, rows: 30}) {
  const desk = fakeDesk();
  desk.document = {...desk.document, escalations};
  const pager = fakeTarget();
  const policy = aPolicy({
    levels: [
      aLevel({name: 'first', after: MINUTE, people: ['mo']}),
      aLevel({name: 'second', after: 5 * MINUTE, people: ['lee']}),
    ],
  });
  const night = await start({...size, desk, targets: [pager], settings: {policies: [policy], contacts: CONTACTS}});
  await night.alert('DiskFull');
  await night.press('r');
  await night.sees('How full is it');
  return {night, pager};
}

describe('an escalation from a runbook', () => {
  test.each([
    {columns: 60, rows: 15},
    {columns: 120, rows: 30},
  ])('goes to whom the runbook names, with its words and what was done, at $columns x $rows', async size => {
    const {night, pager} = await walking([SAID], size);
    await night.press('space', 's');
    await night.type('no access');
    await night.press('enter', 'p');
    await night.sees('Escalate P1 DiskFull');
    await night.sees('▌  2 second');
    await night.press('enter', 'pagedown', 'pagedown', 'pagedown', 'y');
    await night.sees('paged: Lee by pager');
    const {text = ''} = pager.seen[0]?.message ?? {};
    expect(text).toContain(
      'Needed: Not healthy after 15 minutes: page the database team; runbook Disk filling up, 2 of 5',
    );
    expect(text).toContain('done: How full is it; skipped: Ask who wrote so much (no access)');
    const asked = night.journal.facts.find(fact => fact.type === 'escalation.requested');
    expect(asked).toMatchObject({level: 'second', message: expect.stringContaining('runbook Disk filling up')});
  });

  test('offers what the runbook says where that is more than one thing, the one that is due chosen', async () => {
    const {night} = await walking([
      {...SAID, after: MINUTE},
      {...SAID, after: 60 * MINUTE, to: 'the manager', text: 'page the manager'},
    ]);
    await night.passes(2 * MINUTE);
    await night.press('p');
    await night.sees('what the runbook says of calling somebody');
    await night.sees('▌1 the database team');
    await night.press('2');
    await night.sees('Nothing here goes by that name alone: choose whom to call.');
    await night.sees('page the manager');
  });

  test('quiets the timer of the runbook', async () => {
    const {night} = await walking([{...SAID, after: MINUTE}]);
    await night.passes(2 * MINUTE);
    await night.sees(': escalate to the database team');
    await night.press('p', 'enter', 'y');
    await night.sees('paged');
    night.seesNot('Runbook of');
    await night.press('esc');
    await night.sees('that was seen to');
  });

  test('without an escalation section tells what was done', async () => {
    const {night} = await walking([]);
    await night.press('space', 'p');
    await night.sees('Needed: runbook Disk filling up, 1 of 5 steps; done: How full is it');
  });

  test('tells what was done by now, and not what was done when it was opened first', async () => {
    const {night} = await walking([]);
    await night.press('space', 'p');
    await night.sees('1 of 5 steps; done: How full is it');
    await night.press('esc', 'space', 'p');
    await night.sees('Needed: runbook Disk filling up, 2 of 5 steps');
  });

  test('keeps what the operator had written before', async () => {
    const {night} = await walking([SAID]);
    await night.press('p', 'm', 'ctrl-u');
    await night.type('a second pair of eyes');
    await night.press('enter', 'esc', 'p');
    await night.sees('Needed: a second pair of eyes');
  });

  test('is refused when its alert is over', async () => {
    const {night} = await walking([SAID]);
    await night.resolve('DiskFull');
    await night.passes(3 * MINUTE);
    await night.press('p');
    await night.sees('does not fire any more');
  });
});
