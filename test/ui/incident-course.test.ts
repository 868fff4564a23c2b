import {expect, test} from 'vitest';
import {DRAFT_TEMPLATES} from '../../src/core/incident/draft-templates.js';
import {createMessages} from '../../src/messages/create-messages.js';
import {start} from '../support/a-night.js';
import {fakeTarget} from '../support/fake-target.js';
import {someSettings} from '../support/given.js';

const MINUTE = 60_000;

test.each([
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 120, rows: 40},
])(
  'an incident goes from declaration to closure with three updates, with keys only, at $columns x $rows',
  async size => {
    // Watched for an hour it would be the same, with more polls.
    const incidents = {...someSettings().incidents, watch: {P1: 2 * MINUTE, P2: MINUTE, P3: MINUTE, P4: MINUTE}};
    const room = fakeTarget({name: 'room', kind: 'slack'});
    const night = await start({
      ...size,
      targets: [room],
      settings: {incidents: {...incidents, audiences: {room: ['room'], stakeholders: ['room']}}},
      messages: async () => createMessages(DRAFT_TEMPLATES),
    });
    await night.alert('DiskFull');
    await night.press('i');
    await night.sees('how bad is it?');
    await night.press('enter');
    await night.sees('what is broken');
    await night.press('enter');
    await night.sees('detected');
    /** To the audience whose update is due first, read to its end. */
    const update = async (count: number) => {
      await night.press('u');
      await night.sees('tell whom about');
      await night.press('enter');
      await night.sees('To room.');
      for (let page = 0; page < 12 && night.screen.frame().includes('at its end'); page += 1)
        await night.press('space');
      await night.press('y');
      for (let turn = 0; turn < 5 && room.seen.length < count; turn += 1) await night.wait(100);
      expect(room.seen).toHaveLength(count);
    };
    const status = async (digit: string, name: string) => {
      await night.press('s');
      await night.sees('and now?');
      await night.press(digit);
      await night.sees(`is ${name}`);
    };
    await status('3', 'investigating');
    await update(1);
    await night.press('r', '1');
    await night.type('lee');
    await night.press('enter');
    await night.sees('technical lead lee');
    await status('4', 'identified');
    await update(2);
    await status('5', 'resolving');
    await night.press('s', '6');
    await night.sees('a line each, or just enter');
    await night.type('logs filled the disk');
    await night.press('enter');
    await night.type('moved them');
    await night.press('enter', 'enter');
    await night.sees('watched for');
    await update(3);
    await night.resolve('DiskFull');
    await night.passes(3 * MINUTE);
    await night.press('s', '7');
    await night.sees('nobody told');
    await night.type('told by phone');
    await night.press('enter');
    await night.sees('told by phone)');
    expect(night.recorded().filter(type => /^incident\.(?!role)/.test(type))).toEqual([
      'incident.declared',
      'incident.status-changed',
      'incident.update-posted',
      'incident.status-changed',
      'incident.update-posted',
      'incident.status-changed',
      'incident.resolved',
      'incident.update-posted',
      'incident.closed',
    ]);
    expect(room.seen.map(({message}) => message.title)).toHaveLength(3);
    expect(room.seen.at(-1)?.message.text).toContain('moved them');
  },
);
