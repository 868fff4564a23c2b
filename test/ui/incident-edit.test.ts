import {describe, expect, test} from 'vitest';
import {DRAFT_TEMPLATES} from '../../src/core/incident/draft-templates.js';
import {createMessages} from '../../src/messages/create-messages.js';
import {start} from '../support/a-night.js';
import {fakeTarget} from '../support/fake-target.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';
import {someSettings} from '../support/given.js';

async function drafted(size: {readonly columns: number; readonly rows: number}) {
  const room = fakeTarget({name: 'room', kind: 'slack'});
  const desk = fakeWatchDesk();
  const night = await start({
    ...size,
    targets: [room],
    settings: {incidents: {...someSettings().incidents, audiences: {room: ['room']}}},
    messages: async () => createMessages(DRAFT_TEMPLATES),
    start: {watchDesk: desk},
  });
  await night.alert('DiskFull');
  await night.press('i', 'enter', 'enter');
  await night.sees('detected');
  const open = async () => {
    await night.press('u', '1');
    await night.sees('To room.');
  };
  const toTheEnd = async () => {
    for (let page = 0; page < 8; page += 1) await night.press('space');
  };
  await open();
  return {night, room, desk, open, toTheEnd};
}

describe.each([
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
])('an update at $columns x $rows', size => {
  test('is edited in the editor, read again, and sent as it was edited', async () => {
    const {night, room, desk, toTheEnd} = await drafted(size);
    desk.written = text => text.replace('Impact: unknown', 'Impact: checkout fails for one in ten');
    await night.press('e');
    await night.sees('As you edited it');
    expect(desk.laid).toMatch(/^\[P1\] DiskFull: detected\n\nIncident: INC-/);
    await toTheEnd();
    await night.press('y');
    await night.sees('told the room');
    expect(room.seen[0]?.message).toMatchObject({
      title: '[P1] DiskFull: detected',
      text: expect.stringContaining('Impact: checkout fails for one in ten'),
    });
  });

  test('that was edited is still there after esc, and emptied it is drawn from what is known', async () => {
    const {night, desk, open} = await drafted(size);
    desk.written = () => 'Checkout is slow\n\nWe look into it.';
    await night.press('e');
    await night.sees('We look into it.');
    await night.press('esc');
    await open();
    await night.sees('We look into it.');
    desk.written = () => '';
    await night.press('e');
    await night.sees('Severity: P1');
  });

  test('is as it was when the editor fails', async () => {
    const {night} = await drafted(size);
    night.screen.handOff = async () => ({code: 1, signal: null});
    await night.press('e');
    await night.sees('nothing is changed');
    await night.sees('To room.');
  });
});
