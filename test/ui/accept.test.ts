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

  test('leaves what was refused refused when the same watch is taken over again, also with the rest', async () => {
    const {night} = await leesWatch();
    await openAccept(night);
    await night.press('r');
    await night.type('since when?');
    await night.press('enter', 'T', 'w', 'y', 'n', 'esc');
    await openAccept(night);
    await night.sees('refused');
    await night.sees('since when?');
    await night.sees('1 of 1 answered');
    await night.press('T', 'w');
    await night.sees('take over the watch of lee?');
    await night.sees('1 stays refused');
    await night.press('y');
    await night.sees('begin your watch now?');
    const {shift} = night.engine.store.getState();
    expect([...shift.acks.values()].map(({by}) => by)).toEqual(['lee']);
  });

  test('shows on the board whose an ack is that was delegated', async () => {
    const {night} = await leesWatch();
    await openAccept(night);
    await night.press('d');
    await night.type('mo');
    await night.press('enter', 'T', 'w', 'y', 'esc');
    await night.sees('on it 1');
    const {shift} = night.engine.store.getState();
    expect([...shift.acks.values()].map(({by}) => by)).toEqual(['mo']);
    expect(night.screen.frame()).toMatch(/ mo .*DiskFull/);
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

const NARROW = {columns: 60, rows: 15};
const USUAL = {columns: 80, rows: 24};

test.each([NARROW, USUAL])(
  'from the board to sent and accepted takes fewer than thirty keys at $columns x $rows',
  async size => {
    const room = fakeTarget({name: 'room', kind: 'slack'});
    const night = await start({...size, targets: [room], start: {watchDesk: fakeWatchDesk()}});
    await night.engine.dispatch({type: 'start-shift', operator: 'lee'}, 'lee');
    const disk = await night.alert('DiskFull', {labels: {severity: 'critical', service: 'db'}});
    await night.alert('PoolExhausted', {labels: {severity: 'critical', service: 'payments'}});
    await night.alert('QueueStuck', {labels: {severity: 'warning', service: 'mail'}});
    await night.engine.dispatch({type: 'ack', alerts: [keyOf(disk)]}, 'lee');
    let pressed = 0;
    const press = async (...keys: readonly string[]) => {
      pressed += keys.length;
      await night.press(...keys);
    };

    await press('h');
    await night.sees('Outgoing');
    await press('w');
    await night.sees('write and send the handoff');
    await press('1');
    await night.sees('send the handoff to room?');
    await press('y');
    await night.sees('The handoff is at room.');
    await press(':', ...'accept', 'enter');
    await night.sees('0 of 3 answered');
    await press('T');
    await night.sees('3 of 3 answered');
    await press('w');
    await night.sees('3 taken');
    await press('y');
    await night.sees('begin your watch now?');
    await press('y');
    await night.sees('ana has the watch');
    expect(pressed).toBe(16);
    expect(night.recorded()).toEqual(expect.arrayContaining(['delivery.sent', 'handoff.accepted', 'shift.ended']));
    expect([...night.engine.store.getState().shift.acks.values()].map(({by}) => by)).toEqual(['ana']);
  },
);
