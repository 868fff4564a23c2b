import {describe, expect, test} from 'vitest';
import {DRAFT_TEMPLATES} from '../../src/core/incident/draft-templates.js';
import {createMessages} from '../../src/messages/create-messages.js';
import {start} from '../support/a-night.js';
import {fakeTarget} from '../support/fake-target.js';
import {someSettings} from '../support/given.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 120, rows: 40},
];

async function drafted(size: (typeof SIZES)[number]) {
  const pager = fakeTarget();
  const room = fakeTarget({name: 'room', kind: 'slack'});
  const mail = fakeTarget({name: 'mail', kind: 'email'});
  const incidents = {...someSettings().incidents, audiences: {room: ['room']}};
  const night = await start({
    ...size,
    targets: [pager, room, mail],
    settings: {incidents},
    messages: async () => createMessages(DRAFT_TEMPLATES),
  });
  await night.alert('DiskFull');
  await night.press('i', 'enter', 'enter');
  await night.sees('detected');
  await night.press('u', '1');
  await night.sees('To room.');
  const toTheEnd = async () => {
    for (let page = 0; page < 8; page += 1) await night.press('space');
  };
  return {night, pager, room, mail, toTheEnd};
}

describe.each(SIZES)('the targets of an update at $columns x $rows', size => {
  test('are those of its audience where nothing else is chosen', async () => {
    const {night, room, mail, toTheEnd} = await drafted(size);
    await toTheEnd();
    await night.press('y');
    await night.sees('told the room');
    expect([room.seen.length, mail.seen.length]).toEqual([1, 0]);
    // What came of it stands at the top of what happened, however small the screen.
    await night.sees('sent: [P1] DiskFull: detected to room');
  });

  test('are ticked and left out with keys, and those of the audience come first', async () => {
    const {night, pager, room, mail, toTheEnd} = await drafted(size);
    await night.press('t');
    await night.sees('who hears of INC-');
    await night.sees('[x] room');
    await night.sees('[ ] mail');
    await night.press('space', '3', 'enter');
    await night.sees('To mail.');
    await toTheEnd();
    await night.press('y');
    await night.sees('told the room');
    expect([room.seen.length, mail.seen.length, pager.seen.length]).toEqual([0, 1, 0]);
  });

  test('stay as they were with esc, and all may be left out', async () => {
    const {night, toTheEnd} = await drafted(size);
    await night.press('t', 'j', 'space', 'esc');
    await night.sees('To room.');
    await night.press('t', 'space', 'enter');
    await night.sees('Sent to nobody.');
    await toTheEnd();
    await night.press('y');
    await night.sees('told the room');
    expect(night.recorded()).not.toContain('delivery.requested');
  });

  test('can be chosen once all was read, which does not have to be read again', async () => {
    const {night, room, mail, toTheEnd} = await drafted(size);
    await toTheEnd();
    await night.press('t', '3', 'enter');
    await night.press('y');
    await night.sees('told the room');
    expect([room.seen.length, mail.seen.length]).toEqual([1, 1]);
  });
});
