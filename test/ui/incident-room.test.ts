import {describe, expect, test} from 'vitest';
import type {Rooms, Target} from '../../src/core/escalation/target.js';
import {start} from '../support/a-night.js';
import {fakeTarget, rejected} from '../support/fake-target.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 120, rows: 40},
];

function chat(): {readonly target: Target & Rooms; readonly faults: Error[]; readonly topics: string[]} {
  const faults: Error[] = [];
  const topics: string[] = [];
  const target = {
    ...fakeTarget({name: 'chat', kind: 'slack', repeats: 'search'}),
    openRoom: async ({name, topic = ''}: {readonly name: string; readonly topic?: string}) => {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      topics.push(topic);
      return {ref: {channel: 'C1'}, name, url: 'https://acme.slack.com/archives/C1'};
    },
    setTopic: async () => undefined,
    pinPost: async () => undefined,
    invite: async () => ({}),
    archiveRoom: async () => ({}),
  };
  return {target, faults, topics};
}

async function declared(size: (typeof SIZES)[number], target: Target) {
  const night = await start({...size, targets: [target]});
  await night.alert('DiskFull');
  await night.press('i', 'enter', 'enter');
  await night.sees('detected');
  return night;
}

describe('the room of an incident in the cockpit', () => {
  test.each(SIZES)('is asked for with a key, and shown once it is there, at $columns x $rows', async size => {
    const {target, topics} = chat();
    const night = await declared(size, target);
    await night.press('c');
    await night.sees('room #incident-2026-11-20-diskfull');
    expect(night.recorded()).toContain('incident.room-opened');
    expect(topics).toEqual([expect.stringMatching(/^INC-\S+ P1 detected, commander ana: DiskFull/)]);
    await night.press('c');
    await night.sees('copied where the room incident-2026-11-20-diskfull');
    expect(topics).toHaveLength(1);
  });

  test.each(SIZES)('that could not be made says why, and is asked for again, at $columns x $rows', async size => {
    const {target, faults} = chat();
    faults.push(rejected());
    const night = await declared(size, target);
    await night.press('c');
    await night.sees('no room: the routing key is unknown');
    await night.sees('c asks again');
    await night.press('c');
    await night.sees('room #incident-2026-11-20-diskfull');
  });

  test('is refused where nobody makes rooms, with what would help', async () => {
    const night = await declared({columns: 120, rows: 40}, fakeTarget());
    await night.press('c');
    await night.sees('No target can make a room.');
  });
});
