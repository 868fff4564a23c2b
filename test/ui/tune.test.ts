import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {fakeTarget, rejected} from '../support/fake-target.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 120, rows: 40},
];

test.each(SIZES)('a ticket to tune an alert is made from its view and shown there, at $columns x $rows', async size => {
  const jira = fakeTarget({name: 'jira', kind: 'jira'});
  const night = await start({...size, targets: [fakeTarget(), jira]});
  await night.alert('DiskFull');
  await night.press('enter');
  await night.sees('DiskFull');
  await night.press('T');
  await night.sees('tune-alert ticket at jira');
  await night.press('enter');
  await night.sees('asked jira for a ticket');
  await night.sees('ticket ref of');
  expect(jira.seen).toHaveLength(1);
  expect(jira.seen[0]?.message).toMatchObject({
    title: expect.stringMatching(/^tune DiskFull: fired once/),
    labels: {alertname: 'DiskFull'},
    fields: expect.arrayContaining([
      {name: 'ticket', value: 'tune-alert'},
      {name: 'fired', value: 'once'},
    ]),
  });
  expect(night.recorded()).toContain('incident.ticket-created');
});

test('a ticket that no tracker took is shown with the alert as not made, with the reason', async () => {
  const jira = fakeTarget({name: 'jira', kind: 'jira'});
  jira.faults.push({before: rejected()});
  const night = await start({columns: 120, rows: 40, targets: [jira]});
  await night.alert('DiskFull');
  await night.press('enter', ':');
  await night.type('tune');
  await night.press('enter');
  await night.sees('tune-alert ticket at jira');
  await night.press('enter');
  await night.sees('NO ticket at jira: the routing key is unknown');
});

test('a ticket to tune an alert is not made where the cockpit is read-only', async () => {
  const jira = fakeTarget({name: 'jira', kind: 'jira'});
  const night = await start({columns: 120, rows: 40, targets: [jira], settings: {readOnly: true}});
  await night.alert('DiskFull');
  await night.press('T');
  await night.sees('read-only');
  expect(night.screen.frame()).not.toContain('tune-alert ticket');
});

test('a ticket to tune an alert is not offered to who would page somebody with it', async () => {
  const night = await start({columns: 120, rows: 40, targets: [fakeTarget()]});
  await night.alert('DiskFull');
  await night.press('T');
  await night.sees('No target can make a ticket');
});
