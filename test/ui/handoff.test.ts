import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {fakeTarget, rejected} from '../support/fake-target.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';
import {NIGHT} from '../support/given.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 200, rows: 50},
];

async function recordedLog(night: Awaited<ReturnType<typeof start>>) {
  return {facts: night.engine.store.getState().log};
}

async function drafted(size: {readonly columns: number; readonly rows: number} = {columns: 100, rows: 40}) {
  const desk = fakeWatchDesk();
  const room = fakeTarget({name: 'room', kind: 'slack'});
  const targets = [fakeTarget(), room];
  const night = await start({...size, targets, start: {watchDesk: desk}});
  await night.engine.dispatch({type: 'start-shift', operator: 'ana'});
  await night.alert('DiskFull', {labels: {severity: 'critical', service: 'db'}});
  await night.press('h');
  await night.sees('Outgoing: ana');
  return {night, desk, room};
}

describe('the handoff in the cockpit', () => {
  test.each(SIZES)('is drawn from the facts and the live state at $columns x $rows', async size => {
    const {night} = await drafted(size);
    await night.sees('Before you take over');
    await night.sees('P1 DiskFull in');
    await night.sees('live');
    expect(night.recorded()).not.toContain('handoff.written');
  });

  test('is drawn again when something fires, and at once when somebody says something', async () => {
    const {night} = await drafted();
    await night.press('n');
    await night.type('look at the map');
    await night.press('enter');
    await night.press('G');
    await night.sees('look at the map');
    await night.alert('PoolExhausted', {labels: {severity: 'critical', service: 'payments'}});
    await night.passes(10_000);
    await night.press('g');
    await night.sees('PoolExhausted in');
  });

  test('tells of the time without a cockpit, filled with what others saw, and asks them once', async () => {
    const desk = fakeWatchDesk();
    const asked: number[] = [];
    const meanwhile: typeof desk.meanwhile = async spans => {
      asked.push(spans.length);
      const labels = {alertname: 'QueueStuck', severity: 'critical', service: 'mail'};
      return spans.map(({from, to}) => ({from, to, server: 'Prometheus prom:9090', alerts: [{labels, from, to}]}));
    };
    const night = await start({
      columns: 160,
      rows: 60,
      start: {watchDesk: {...desk, meanwhile, log: () => recordedLog(night)}},
    });
    await night.engine.dispatch({type: 'start-shift', operator: 'ana'});
    await night.engine.dispatch({type: 'open-watch', on: NIGHT});
    await night.engine.dispatch({type: 'leave-watch', on: NIGHT + 1_000});
    await night.passes(2 * 60_000);
    await night.engine.dispatch({type: 'open-watch', on: NIGHT + 2 * 60_000});
    await night.press('h');
    await night.press('G');
    await night.sees('no cockpit was open');
    await night.sees('knows nothing of: P1 QueueStuck in mail');
    await night.passes(20_000);
    expect(asked).toEqual([1]);
  });

  test('says so when the log cannot be read', async () => {
    const desk = {...fakeWatchDesk(), log: () => Promise.reject(new Error('disk gone'))};
    const night = await start({start: {watchDesk: desk}});
    await night.press('h');
    await night.sees('The log cannot be read: disk gone');
  });

  test('keeps a line in the operator’s own words while the rest goes on', async () => {
    const {night} = await drafted();
    await night.press('tab', 'tab', 'tab', 'j');
    await night.press('enter');
    await night.sees('edit the line');
    await night.press('ctrl-e');
    await night.type(', ask the storage team');
    await night.press('enter');
    await night.sees('* P1 DiskFull in eu/db, ask the storage team');
    await night.alert('PoolExhausted', {labels: {severity: 'critical', service: 'payments'}});
    await night.passes(10_000);
    await night.sees('ask the storage team');
    await night.sees('PoolExhausted in');
    await night.press('u', 'y');
    await night.sees('drawn from the facts again');
    night.seesNot('ask the storage team');
  });

  test('keeps a text that is put on an empty line apart from the list above it and the heading below', async () => {
    const {night} = await drafted();
    await night.press('tab', 'k', 'enter');
    await night.sees('edit the line');
    await night.type('MY EDIT');
    await night.press('enter');
    await night.sees('* MY EDIT');
    const edited = night.engine.store.getState().log.find(fact => fact.type === 'handoff.edited');
    expect(edited).toMatchObject({text: expect.stringMatching(/\n- .*\n\nMY EDIT\n\n## Before you take over\n/)});
  });

  test('is edited as a whole in the editor', async () => {
    const {night, desk} = await drafted();
    desk.written = text => text.replace('## Notes', '## Notes\n\n- the wiki has the map');
    await night.press('E');
    await night.sees('edited; what is yours has a *');
    expect(desk.laid).toContain('# Handoff:');
    await night.press('G');
    await night.sees('* - the wiki has the map');
  });

  test('shows the facts behind a line, and leads to the log', async () => {
    const {night} = await drafted();
    await night.press('tab', 'tab', 'tab', 'j', 'j');
    await night.press('f');
    await night.sees('1 fact behind it');
    await night.sees('fired in eu: DiskFull happened (here:3)');
    await night.press('y');
    await night.sees('newest first');
  });

  test('asks whoever comes what the operator asks', async () => {
    const {night} = await drafted();
    await night.press('+', '1');
    await night.type('who owns the map?');
    await night.press('enter');
    await night.sees('[ ] ana asks: who owns the map?');
  });

  test('goes to a target with all that will be read there, and says that it has arrived', async () => {
    const {night, room} = await drafted();
    await night.press('w');
    await night.sees('1 room');
    night.seesNot('pager');
    await night.press('1');
    await night.sees('send the handoff to room?');
    await night.press('y');
    await night.sees('The handoff is at room.');
    expect(room.seen.map(({verb, message}) => [verb, message.title.slice(0, 14)])).toEqual([
      ['create', 'Handoff of ana'],
    ]);
    expect(night.recorded().slice(-3)).toEqual(['handoff.written', 'delivery.requested', 'delivery.sent']);
  });

  test('that does not arrive says why, and the draft then tells of it', async () => {
    const {night, room} = await drafted();
    room.faults.push({before: rejected()});
    await night.press('w', '1', 'y');
    await night.sees('was NOT SENT');
    await night.passes(10_000);
    await night.press('tab', 'tab', 'tab', 'tab', 'tab', 'tab');
    await night.sees('handoff to room: not sent');
  });

  test('is written to a file by the end of its name, and recorded', async () => {
    const {night, desk} = await drafted();
    await night.press('w', '2');
    await night.sees('write the handoff to a file');
    await night.type('h.html');
    await night.press('enter');
    await night.sees('written to /home/ana/h.html');
    expect(desk.files.get('/home/ana/h.html')).toMatch(/^<pre># Handoff/);
    await night.press('w', '2');
    await night.type('no/h');
    await night.press('enter');
    await night.sees('cannot be written (ENOENT)');
    expect(night.recorded().filter(type => type === 'handoff.written')).toHaveLength(1);
  });
});
