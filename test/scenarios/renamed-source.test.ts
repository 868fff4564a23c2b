import {expect, test} from 'vitest';
import {alertKey} from '../../src/core/alert/alert.js';
import type {NewFact} from '../../src/core/shift/decision.js';
import {start} from '../support/a-night.js';
import {anAlert, aSilence, NIGHT, recorded} from '../support/given.js';
import {aNight} from '../support/night.js';

const MINUTE = 60_000;
const OLD = 'am-1:9093';
const alert = anAlert({
  labels: {alertname: 'DiskFull', severity: 'critical', service: 'payments', instance: 'db-1:9100'},
  startsAt: NIGHT - MINUTE,
});
const {fingerprint, startsAt, labels} = alert;

function fired(source: string): NewFact {
  return {type: 'alert.fired', source, fingerprint, startsAt, labels, severity: 'P1', state: 'active', on: startsAt};
}

function acked(source: string, endsAt: number): readonly NewFact[] {
  const {matchers} = aSilence();
  const request = {duration: 15 * MINUTE, comment: 'ACK! wk-one', extend: true, title: 'DiskFull'};
  return [
    {
      type: 'ack.requested',
      ack: 'wk-one',
      source,
      alerts: [{fingerprint, startsAt}],
      matchers: [...matchers],
      ...request,
    },
    {type: 'ack.placed', ack: 'wk-one', silence: 's-1', startsAt: NIGHT - MINUTE, endsAt, member: OLD},
  ];
}

test('a server that gets a name is on the board once, and its ack goes on to be kept', async () => {
  const facts = recorded([fired(OLD), ...acked(OLD, NIGHT + 14 * MINUTE)], NIGHT - MINUTE);
  const night = await start({columns: 120, rows: 30, facts});
  const silence = aSilence({id: 's-1', endsAt: NIGHT + 14 * MINUTE, createdBy: 'ana', comment: 'ACK! [wk-one]'});
  const held = {...alert, state: 'suppressed' as const, silencedBy: ['s-1']};
  night.source.shows([held], {silences: [silence]});
  await night.sees('ana 13m left');
  expect(night.recorded().filter(type => type === 'alert.fired')).toHaveLength(1);
  expect(night.journal.facts.find(fact => fact.type === 'source.renamed')).toMatchObject({source: 'eu', from: OLD});
  await night.wait(10 * MINUTE);
  night.source.shows([held], {silences: [silence]});
  await night.wait(1000);
  expect(night.source.drafts).toMatchObject([{draft: {id: 's-1'}}]);
  await night.press('u');
  await night.wait(1000);
  expect(night.source.expired).toEqual(['s-1']);
});

test('what fired at a source that is not watched is no row, and a notice says where it was', async () => {
  const facts = recorded([fired('us'), ...acked('us', NIGHT + 14 * MINUTE)], NIGHT - MINUTE);
  const night = await start({columns: 120, rows: 30, facts});
  night.seesNot('DiskFull');
  await night.health({});
  await night.sees('us is not watched here: nobody keeps its 1 ack, 1 alert fired there as of 02:59');
  await night.sees('Nothing needs you.');
  await night.wait(20 * MINUTE);
  expect(night.recorded()).not.toContain('alert.resolved');
  expect(night.recorded()).not.toContain('ack.failed');
  expect(night.recorded()).not.toContain('ack.ended');
});

test('the same address with other alerts is another tenant, and takes nothing over', async () => {
  const facts = recorded([{type: 'source.met', source: 'team-a', members: [OLD]}, fired('team-a')], NIGHT - MINUTE);
  const night = await start({columns: 120, rows: 30, facts});
  await night.alert('Another');
  expect(night.recorded()).not.toContain('source.renamed');
  expect(night.engine.store.getState().shift.firing.has(alertKey({source: 'team-a', fingerprint}))).toBe(true);
});

test('a source that is watched again goes on where it was', async () => {
  const facts = recorded([{type: 'source.met', source: 'us', members: ['am-9:9093']}, fired('us')], NIGHT - MINUTE);
  const first = await aNight({facts});
  await first.alert('Another');
  const {shift} = first.engine.store.getState();
  await first.end();
  expect([...shift.firing.values()].map(one => one.source).sort()).toEqual(['eu', 'us']);
});
