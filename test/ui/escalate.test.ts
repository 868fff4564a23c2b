import {describe, expect, test, vi} from 'vitest';
import type {Policy} from '../../src/core/escalation/policy.js';
import type {Settings} from '../../src/core/settings.js';
import {start} from '../support/a-night.js';
import {aLevel, aPolicy, MINUTE} from '../support/escalating.js';
import {fakeTarget, rejected, unreachable} from '../support/fake-target.js';
import type {NightOptions} from '../support/night.js';

const CONTACTS: Settings['contacts'] = {
  lee: {contact: 'lee', name: 'Lee', targets: ['pager'], ids: {}, pagerduty: 'PLEE'},
};

const POLICY: Policy = aPolicy({
  levels: [
    aLevel({name: 'primary', people: ['ana'], to: []}),
    aLevel({name: 'secondary', after: 5 * MINUTE, people: ['lee']}),
    aLevel({name: 'lead', after: 15 * MINUTE, people: ['mo'], to: ['room']}),
  ],
});

async function onTheBoard(options: NightOptions = {}) {
  const [pager, room] = [fakeTarget(), fakeTarget({name: 'room', kind: 'slack', repeats: 'none'})];
  const night = await start({
    columns: 100,
    rows: 30,
    targets: [pager, room],
    ...options,
    settings: {policies: [POLICY], contacts: CONTACTS, ...options.settings},
  });
  await night.alert('DiskFull');
  return {night, pager, room};
}

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 200, rows: 50},
];

describe('the escalation of an alert', () => {
  test.each(SIZES)('goes from the board to a page that has arrived, at $columns x $rows', async size => {
    const {night, pager} = await onTheBoard(size);
    await night.press('e');
    await night.sees('Escalate P1 DiskFull');
    await night.sees('Lee will read');
    await night.press('enter');
    await night.sees('page Lee by pager');
    for (let page = 0; page < 4; page += 1) await night.press('pagedown');
    await night.press('y');
    await night.sees('paged: Lee by pager');
    await night.sees('✓ sent');
    expect(pager.seen).toMatchObject([{verb: 'create', people: ['PLEE']}]);
    expect(night.recorded()).toEqual(
      expect.arrayContaining(['escalation.requested', 'delivery.requested', 'delivery.sent']),
    );
  });

  test('shows the ladder with who is called when and by what', async () => {
    const {night} = await onTheBoard();
    await night.press('e');
    await night.sees('policy all');
    const rows = night.screen.frame().split('\n');
    expect(rows.filter(row => /^.{3}\d /.test(row)).map(row => row.trim().replace(/ {2,}/g, '  '))).toEqual([
      '1 primary  at once  ana  here',
      expect.stringMatching(/^▌ {2}2 secondary {2}in 4m {2}Lee {2}by pager$/),
      expect.stringMatching(/^3 lead {2}in 14m {2}mo {2}by room$/),
    ]);
  });

  test('sends nothing before it was said yes to, and nothing to who backs out', async () => {
    const {night, pager} = await onTheBoard();
    await night.press('e', 'enter');
    await night.sees('page Lee by pager');
    await night.press('n', 'esc');
    expect(pager.calls).toEqual([]);
    expect(night.recorded()).not.toContain('escalation.requested');
  });

  test('is not sent by a yes that was typed before the question was on the screen', async () => {
    const {night, pager} = await onTheBoard();
    await night.press('e');
    await night.pressTogether('enter', 'y');
    expect(pager.calls).toEqual([]);
    await night.sees('page Lee by pager');
  });

  test('carries what the operator writes, and shows it before', async () => {
    const {night, pager} = await onTheBoard();
    await night.press('e', 'm');
    await night.type('a database expert');
    await night.press('enter');
    await night.sees('Needed: a database expert');
    await night.press('enter', 'y');
    await night.sees('paged');
    expect(pager.seen[0]?.message.text).toContain('Needed: a database expert');
    await night.press('2');
    await night.sees('Needed: unknown');
  });

  test('goes to another level by its number, and to a target by itself', async () => {
    const {night, pager, room} = await onTheBoard();
    await night.press('e', '3');
    await night.sees('mo will read');
    await night.press('t');
    await night.sees('Whoever is behind pager will read');
    await night.press('j', 'enter', 'y');
    await night.sees('paged: room');
    expect([pager.seen.length, room.seen.length]).toEqual([0, 1]);
  });

  test('is refused with what has changed since it was shown', async () => {
    const {night, pager} = await onTheBoard();
    await night.press('e', 'enter');
    await night.sees('page Lee by pager');
    await night.engine.dispatch({type: 'ack', alerts: [...night.engine.store.getState().live.alerts.keys()]}, 'mo');
    await night.press('y');
    await night.sees('Since you looked, mo has acked it: nobody was called.');
    expect(pager.calls).toEqual([]);
  });

  test('is refused when it has resolved meanwhile', async () => {
    const {night, pager} = await onTheBoard();
    await night.press('e', 'enter');
    await night.sees('page Lee by pager');
    await night.resolve('DiskFull');
    await night.passes(3 * MINUTE);
    await night.press('y');
    await night.sees('nobody was called');
    expect(pager.calls).toEqual([]);
  });

  test('shows a failure with its reason, tries again, and can be hurried', async () => {
    // Tries are spread at random: a short wait would be over before it is looked at.
    vi.spyOn(Math, 'random').mockReturnValue(0.9);
    const {night, pager} = await onTheBoard();
    pager.faults.push({before: unreachable()}, {before: unreachable()});
    await night.press('e', 'enter', 'y');
    await night.sees('connection refused');
    await night.sees('try 2 in');
    await night.wait(10_000);
    await night.sees('Look whether it runs.');
    await night.press('r');
    await night.sees('✓ sent, try');
    expect(pager.seen).toHaveLength(1);
  });

  test('that was not sent stays on the screen until it is sent again or given up', async () => {
    const {night, pager} = await onTheBoard();
    pager.faults.push({before: rejected()}, {before: rejected()});
    await night.press('e', 'enter', 'y');
    await night.sees('NOT SENT');
    await night.sees('▌✗');
    await night.sees('the routing key is unknown');
    await night.press('r');
    await night.sees('Not there: pager NOT SENT');
    expect(new Set(pager.calls.map(({request}) => request.key)).size).toBe(1);
    await night.press('x');
    await night.sees('nothing reminds of it any more');
    await night.press('y');
    await night.sees('given up: pager');
    await night.sees('stopped');
  });

  test('can be stopped while it is tried', async () => {
    const {night, pager} = await onTheBoard();
    pager.faults.push(...Array.from({length: 20}, () => ({before: unreachable()})));
    await night.press('e', 'enter', 'y');
    await night.sees('connection refused');
    await night.press('x', 'y');
    await night.sees('stopped: pager');
    const tried = pager.calls.length;
    await night.wait(10 * MINUTE);
    expect(pager.calls).toHaveLength(tried);
  });
});

describe('the escalation says why not', () => {
  test('where the cockpit is read-only', async () => {
    const {night} = await onTheBoard({settings: {readOnly: true}});
    await night.press('e');
    await night.sees('policy all');
    await night.press('enter');
    await night.sees('This cockpit is read-only');
  });

  test('where no policy fits, and what to write; a target can be chosen all the same', async () => {
    const {night, pager} = await onTheBoard({settings: {policies: []}});
    await night.press('e');
    await night.sees('no policy fits');
    await night.sees('write one under `escalation:`.');
    await night.press('enter', 'y');
    await night.sees('paged: pager');
    expect(pager.seen).toHaveLength(1);
  });

  test('where nothing is configured that could be sent to', async () => {
    const {night} = await onTheBoard({targets: [], settings: {policies: []}});
    await night.press('e');
    await night.sees('Nothing can be sent from here yet');
    await night.sees('targets:');
    await night.press('enter');
    await night.sees('This calls nobody');
  });

  test('where somebody has to be called by hand, with the number', async () => {
    const contacts = {ann: {contact: 'ann', name: 'Ann', targets: [], ids: {}, phone: '+1 555 0100'}};
    const policy = aPolicy({levels: [aLevel({name: 'first', after: MINUTE, people: ['ann'], to: []})]});
    const {night} = await onTheBoard({settings: {policies: [policy], contacts}});
    await night.press('e');
    await night.sees('Call by hand: Ann: +1 555 0100');
  });

  test('where it is silenced', async () => {
    const {night} = await onTheBoard();
    await night.silenced('DiskFull');
    await night.press('tab', 'G', 'e');
    await night.sees('is held back');
  });
});

test('an incident calls somebody about its alerts', async () => {
  const {night} = await onTheBoard();
  await night.press('i', 'enter', 'enter');
  await night.sees('you are its commander');
  await night.press('e');
  await night.sees('Escalate P1 DiskFull');
});

test('of several marked groups it is asked which one is meant', async () => {
  const {night} = await onTheBoard();
  await night.alert('HighLatency');
  await night.press('g', 'space', 'space', 'e');
  await night.sees('escalate which of them?');
  await night.press('2');
  await night.sees('Escalate P1');
});
