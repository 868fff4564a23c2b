import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {fakeTarget} from '../support/fake-target.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';
import {keyOf, recorded} from '../support/given.js';
import type {Night} from '../support/night.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 200, rows: 50},
];

/** Lee has the watch, acked one alert, asks something; another alert nobody has. */
async function leesWatch(size: {readonly columns: number; readonly rows: number} = {columns: 100, rows: 30}) {
  const desk = fakeWatchDesk();
  const night = await start({...size, start: {watchDesk: desk}});
  await night.engine.dispatch({type: 'start-shift', operator: 'lee'}, 'lee');
  const disk = await night.alert('DiskFull', {labels: {severity: 'critical', service: 'db'}});
  await night.alert('PoolExhausted', {labels: {severity: 'critical', service: 'payments'}});
  await night.engine.dispatch({type: 'ack', alerts: [keyOf(disk)]}, 'lee');
  const shift = night.engine.store.getState().shift.shift?.id ?? '';
  await night.engine.dispatch({type: 'ask-incoming', text: 'who owns the map?', shift}, 'lee');
  return {night, desk};
}

async function openAccept(night: Night) {
  await night.press(':');
  await night.type('accept');
  await night.press('enter');
  await night.sees('the watch of lee');
}

describe('taking a watch over in the cockpit', () => {
  test.each(SIZES)('walks through what is open at $columns x $rows', async size => {
    const {night} = await leesWatch(size);
    await openAccept(night);
    await night.sees('DiskFull in');
    await night.sees('PoolExhausted in');
    await night.sees('lee asks: who owns the map?');
    await night.sees('0 of 3 answered');
  });

  test('takes, refuses with a question and delegates; then acks are whose they are', async () => {
    const {night} = await leesWatch();
    await openAccept(night);
    await night.press('w');
    await night.sees('3 items still open');
    await night.press('t');
    await night.sees('1 of 3 answered');
    await night.press('r');
    await night.press('enter');
    await night.sees('Say what has to be answered first');
    await night.press('r');
    await night.type('since when?');
    await night.press('enter', 'j', 'd');
    await night.type('mo');
    await night.press('enter');
    await night.sees('3 of 3 answered');
    await night.press('w');
    await night.sees('1 taken, 1 refused, 1 delegated');
    await night.press('y');
    await night.sees('That of lee is still running');
    await night.press('y');
    await night.sees('ana has the watch');
    const {shift} = night.engine.store.getState();
    expect([...shift.acks.values()].map(({by}) => by)).toEqual(['ana']);
    expect(shift.shift?.operator).toBe('ana');
    const accepted = night.journal.facts.find(({type}) => type === 'handoff.accepted');
    expect(accepted).toMatchObject({
      from: 'lee',
      items: [
        {kind: 'ack', answer: 'taken'},
        {kind: 'issue', answer: 'refused', question: 'since when?'},
        {kind: 'ask', answer: 'delegated', to: 'mo'},
      ],
    });
  });

  test('takes the watch of another account from its file', async () => {
    const {night, desk} = await leesWatch();
    const facts = recorded([
      {type: 'shift.started', shift: 's9', operator: 'kim'},
      {type: 'handoff.asked', question: 'q9', text: 'is the map up to date?', shift: 's9'},
    ]).map((fact, index) => ({...fact, origin: 'kims', seq: index + 1, by: 'kim'}));
    desk.bundled = {operator: 'kim', shift: 's9', facts};
    desk.facts = facts;
    await night.press(':');
    await night.type('accept kim.wk');
    await night.press('enter');
    await night.sees('the watch of kim');
    await night.sees('kim asks: is the map up to date?');
    expect(night.engine.store.getState().shift.others.get('kims')).toBe(2);
  });

  test('says why a file is not taken', async () => {
    const {night, desk} = await leesWatch();
    desk.bundle = () =>
      Promise.reject(Object.assign(new Error('x.wk is not taken: it is cut off.'), {hint: 'Ask again.'}));
    await night.press(':');
    await night.type('accept x.wk');
    await night.press('enter');
    await night.sees('x.wk is not taken: it is cut off. Ask again.');
  });
});

test('from the board to sent and accepted takes fewer than thirty keys', async () => {
  const room = fakeTarget({name: 'room', kind: 'slack'});
  const night = await start({columns: 80, rows: 24, targets: [room], start: {watchDesk: fakeWatchDesk()}});
  await night.engine.dispatch({type: 'start-shift', operator: 'lee'}, 'lee');
  await night.alert('DiskFull', {labels: {severity: 'critical', service: 'db'}});
  const send = ['h', 'w', '1', 'y'];
  await night.press('h');
  await night.sees('Outgoing');
  await night.press('w', '1', 'y');
  await night.sees('The handoff is at room.');
  const accept = [':', ...'accept', 'enter', 'T', 'w', 'y', 'y'];
  await night.press(...accept.slice(0, 8));
  await night.sees('the watch of lee');
  await night.press(...accept.slice(8));
  await night.sees('ana has the watch');
  expect(send.length + accept.length).toBeLessThan(30);
  expect(night.recorded()).toEqual(expect.arrayContaining(['delivery.sent', 'handoff.accepted', 'shift.ended']));
});
