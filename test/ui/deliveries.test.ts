import {describe, expect, test} from 'vitest';
import type {Settings} from '../../src/core/settings.js';
import {start} from '../support/a-night.js';
import {fakeTarget, rejected} from '../support/fake-target.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 200, rows: 50},
];

async function opened(command: string, size = {columns: 120, rows: 30}, settings: Partial<Settings> = {}) {
  const [pager, room] = [fakeTarget(), fakeTarget({name: 'room', kind: 'slack'})];
  const night = await start({...size, targets: [pager, room], settings});
  await night.alert('DiskFull');
  const show = async () => {
    await night.press('esc', ':');
    await night.type(command);
    await night.press('enter');
  };
  return {night, pager, room, show};
}

async function page(night: Awaited<ReturnType<typeof start>>, ...keys: readonly string[]) {
  await night.press('e', ...keys, 'enter', 'pagedown', 'pagedown', 'y');
}

describe('the deliveries of a shift', () => {
  test.each(SIZES)('are listed with how each stands, what was not sent first, at $columns x $rows', async size => {
    const {night, pager, show} = await opened('deliveries', size);
    pager.faults.push({before: rejected()});
    await page(night);
    await night.sees('NOT SENT');
    await page(night, 't', 'j');
    await night.sees('paged: room');
    await show();
    await night.sees('2, 0 waiting, 1 not sent');
    const rows = night.screen
      .frame()
      .split('\n')
      .map(row => row.trim());
    const [first, second] = rows.filter(row => /^▌?[✓✗]/.test(row));
    expect(first).toMatch(/^▌✗ NOT SENT +pager /);
    expect(second).toMatch(/^✓ sent +room /);
    await night.sees('the routing key is unknown');
  });

  test('are sent again from there with the key they had, and stopped', async () => {
    const {night, pager, show} = await opened('deliveries');
    pager.faults.push({before: rejected()});
    await page(night);
    await night.sees('NOT SENT');
    await show();
    await night.press('r');
    await night.sees('paged: pager');
    expect(pager.calls.map(({request}) => request.key)).toEqual([
      pager.calls[0]?.request.key,
      pager.calls[0]?.request.key,
    ]);
    await night.press('x');
    await night.sees('already');
    await night.press('enter');
    await night.sees('DiskFull');
  });

  test('that there are none of is said', async () => {
    const {night, show} = await opened('deliveries');
    await show();
    await night.sees('Nothing was sent during this shift');
    await night.press('x');
    await night.sees('No delivery is selected');
  });
});

const CONTACTS: Settings['contacts'] = {
  lee: {contact: 'lee', name: 'Lee', field: 'databases', phone: '+1 555 0100', targets: ['pager'], ids: {}},
  cloud: {contact: 'cloud', name: 'Cloud support', field: 'network', url: 'https://c', targets: [], ids: {}},
};

describe('the contacts', () => {
  test.each(SIZES)('say who knows what and how to reach them, at $columns x $rows', async size => {
    const {night, show} = await opened('contacts', size, {contacts: CONTACTS});
    await show();
    await night.sees('2 of 2');
    await night.sees('+1 555 0100');
    await night.sees('Cloud support');
    for (const row of night.screen.frame().split('\n')) expect(row.length).toBeLessThanOrEqual(size.columns);
  });

  test('are filtered by words', async () => {
    const {night, show} = await opened('contacts', undefined, {contacts: CONTACTS});
    await show();
    await night.press('/');
    await night.type('data');
    await night.press('enter');
    await night.sees('1 of 2');
    await night.sees('Lee');
    night.seesNot('Cloud support');
    await night.press('/');
    await night.type('xyz');
    await night.sees('No contact fits');
  });

  test('are asked for where there are none', async () => {
    const {night, show} = await opened('contacts');
    await show();
    await night.sees('No contacts are configured');
  });
});
