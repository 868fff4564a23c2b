import {expect, test} from 'vitest';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {disk} from '../../support/escalating.js';
import {fakeTarget} from '../../support/fake-target.js';
import {aWatch, recorded, someSettings} from '../../support/given.js';
import {bench} from '../fake-context.js';

const declared: NewFact = {
  type: 'incident.declared',
  incident: 'INC-1120-7kqx',
  title: 'checkout is down',
  severity: 'P1',
  detected: 'user',
  alerts: [],
  startedAt: 0,
};
const watch = aWatch({
  alerts: [disk],
  settings: {
    targets: [fakeTarget({name: 'page', kind: 'statuspage'}), fakeTarget({name: 'room', kind: 'slack'})],
    incidents: {...someSettings().incidents, audiences: {'status-page': ['page'], room: ['room']}},
  },
  facts: recorded([declared]),
});
const context = {
  readLog: async () => ({facts: recorded([declared])}),
  messages: async () => ({check: () => undefined, write: () => ({title: 'We are looking', text: 'It is slow.'})}),
};
const UPDATE = ['incident', 'update', '7kqx', '--audience', 'status-page'];

test('an update of a status page is never sent by a script that does not say yes to it', async () => {
  const {run, hands} = bench({watch, context});
  expect(await run(...UPDATE)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/Everybody reads what is sent to page.*Say --yes/s),
  });
  expect(hands()?.commands).toEqual([]);
  expect(await run(...UPDATE, '--yes')).toMatchObject({exitCode: 0, stderr: expect.stringContaining('page: sent')});
  expect(await run(...UPDATE, '--only-record')).toMatchObject({exitCode: 0});
  expect(await run('incident', 'update', '7kqx')).toMatchObject({exitCode: 0});
});

test('an update of a status page is shown and asked about in a terminal', async () => {
  const no = bench({watch, context, isTTY: true, answer: false});
  expect(await no.run(...UPDATE)).toMatchObject({exitCode: 6, stderr: expect.stringContaining('It is slow.')});
  expect([no.asked, no.hands()?.commands]).toEqual([['Send this to page?'], []]);
});

test('an escalation to a status page is never sent by a script that does not say yes to it', async () => {
  const {run, hands} = bench({watch});
  expect(await run('escalate', 'DiskFull', '--to', 'page')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Everybody reads'),
  });
  expect(hands()?.commands).toEqual([]);
  expect(await run('escalate', 'DiskFull', '--to', 'page', '--yes')).toMatchObject({exitCode: 0});
  expect(await run('escalate', 'DiskFull', '--to', 'room')).toMatchObject({exitCode: 0});
});
