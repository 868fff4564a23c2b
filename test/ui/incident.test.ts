import {describe, expect, test} from 'vitest';
import {DRAFT_TEMPLATES} from '../../src/core/incident/draft-templates.js';
import {createMessages} from '../../src/messages/create-messages.js';
import {start} from '../support/a-night.js';
import {diskFull} from '../support/memory-journal.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 120, rows: 40},
];

async function declared(size: {readonly columns: number; readonly rows: number} = {columns: 120, rows: 40}) {
  const night = await start({...size, messages: async () => createMessages(DRAFT_TEMPLATES)});
  await night.alert('DiskFull');
  await night.press('i', 'enter', 'enter');
  await night.sees('tell room in');
  return night;
}

describe('an incident in the cockpit', () => {
  test.each(SIZES)('is declared from an alert with two questions at $columns x $rows', async size => {
    const night = await start(size);
    await night.alert('DiskFull');
    await night.press('i');
    await night.sees('how bad is it?');
    await night.press('enter');
    await night.sees('what is broken');
    await night.press('enter');
    await night.sees('detected');
    await night.sees('incident commander ana');
    await night.sees('you are its commander');
    expect(night.recorded()).toContain('incident.declared');
  });

  test('is not proposed as a P2 where the P1 it is about is on the board and not recorded yet', async () => {
    const night = await start({columns: 80, rows: 24});
    night.journal.failure = diskFull();
    await night.alert('DiskFull');
    await night.press('i');
    await night.sees('▌1 P1');
  });

  test('is opened by the same key from then on', async () => {
    const night = await declared();
    await night.press('esc');
    await night.sees('needs you');
    await night.press('i');
    await night.sees('tell room in');
    expect(night.recorded().filter(type => type === 'incident.declared')).toHaveLength(1);
  });

  test('goes to its end with cause, fix and what follows, and is closed with a reason while it is watched', async () => {
    const night = await declared();
    await night.press('s', '4');
    await night.sees('identified');
    await night.press('s', '6');
    await night.sees('a line each, or just enter');
    await night.type('logs');
    await night.press('enter');
    await night.type('moved them');
    await night.press('enter', 'enter');
    await night.sees('resolved');
    await night.sees('watched for');
    await night.press('s', '7');
    await night.sees('stays open: 1 alert of it still fires; it is watched');
    await night.type('seen enough');
    await night.press('enter');
    await night.sees('closed');
    expect(night.recorded().filter(type => type.startsWith('incident.'))).toEqual([
      'incident.declared',
      'incident.role-assigned',
      'incident.status-changed',
      'incident.resolved',
      'incident.closed',
    ]);
  });

  test('says what keeps a text from being written, and stays open', async () => {
    const night = await start({
      columns: 120,
      rows: 40,
      messages: () => Promise.reject(new Error('The folder of templates /nowhere cannot be read (ENOENT).')),
    });
    await night.alert('DiskFull');
    await night.press('i', 'enter', 'enter');
    await night.sees('tell room in');
    await night.press('u', '1');
    await night.sees('The folder of templates /nowhere cannot be read');
  });

  test('tells an audience what is known, after the whole text was shown', async () => {
    const night = await declared();
    await night.press('d', '1', '1');
    await night.sees('What do users notice?');
    await night.type('nobody can pay');
    await night.press('enter');
    await night.press('u', '1');
    await night.sees('Impact: nobody can pay');
    await night.sees('Users affected: unknown');
    await night.press('y');
    await night.sees('told the room');
    expect(night.recorded()).toContain('incident.update-posted');
  });

  test('is told of as it is by then, not as it was when the list of audiences was opened', async () => {
    const night = await declared({columns: 80, rows: 24});
    await night.press('u');
    await night.sees('tell whom about');
    const [incident = ''] = [...night.engine.store.getState().shift.incidents.keys()];
    await night.engine.dispatch({type: 'set-incident-status', incident, status: 'identified'});
    await night.press('enter');
    await night.sees('DiskFull: identified');
  });

  test('writes another draft than the obvious one: the message to whoever is to help', async () => {
    const night = await declared();
    await night.press('u');
    await night.sees('another draft');
    await night.press('5');
    await night.sees('which draft about INC-');
    await night.press('6');
    await night.sees('the escalation draft: for whom');
    await night.press('1');
    await night.sees('Needed: unknown');
    await night.press('y');
    await night.sees('told the room');
    const [incident] = night.engine.store.getState().shift.incidents.values();
    expect(incident?.updates).toMatchObject([{audience: 'room', draft: 'escalation'}]);
  });

  test('is asked how bad it is, and made that', async () => {
    const night = await declared();
    await night.press('w', '1');
    await night.sees('Is the service down for everybody?');
    await night.press('2');
    await night.sees('Is data being lost');
    await night.press('2');
    await night.sees('Can many users not do');
    await night.press('1');
    await night.sees('make');
    await night.press('y');
    await night.sees('is a P2');
    expect(night.recorded().filter(type => type === 'incident.answered')).toHaveLength(3);
  });

  test('has tasks that are ticked off', async () => {
    const night = await declared();
    await night.press('t', '1');
    await night.type('ask the database team');
    await night.press('enter');
    await night.sees('to do: ask the database team');
    await night.press('t', '4');
    await night.sees('done: ask the database team');
    expect(night.recorded()).toContain('incident.task-done');
  });
});

test('an incident that no alert told of is declared by the command line of the cockpit', async () => {
  const night = await start({columns: 100});
  await night.press(':');
  await night.type('incident nobody can log in');
  await night.press('enter');
  await night.sees('how bad is it?');
  await night.press('enter', 'enter');
  await night.sees('nobody can log in');
  await night.press(':');
  await night.type('incidents');
  await night.press('enter');
  await night.sees('1 open, 0 over');
});
