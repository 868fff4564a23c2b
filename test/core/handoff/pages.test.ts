import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {traceOf} from '../../../src/core/handoff/trace.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, aWatch, NIGHT} from '../../support/given.js';
import {fired, log, MINUTE, pool, type Told, WATCH} from './given.js';
import {paged, reported} from './paged.js';

const SETTINGS = {
  targets: [
    fakeTarget(),
    fakeTarget({name: 'room', kind: 'slack', powers: {ack: 'a Slack channel acknowledges nothing'}}),
  ],
};
const disk = anAlert({
  labels: {alertname: 'DiskFilling', severity: 'warning', service: 'ledger'},
  startsAt: NIGHT + 10 * MINUTE,
});

function handedOff(told: readonly Told[], alerts = [pool]) {
  const facts = log(told);
  const state = aWatch({alerts, facts, settings: SETTINGS});
  const handoff = handoffDocument(state, facts, WATCH);
  return {handoff, facts, markdown: handoffMarkdown(handoff)};
}

const settled = (after: number, fact: NewFact): Told => ({after, fact});
const sent = (delivery: string, after: number) => settled(after, {type: 'delivery.sent', delivery, attempts: 1});

describe('pages of what is ongoing', () => {
  test('say to whom, by what, when, and who acknowledged them at the pager', () => {
    const story = [fired(pool, 10), paged({delivery: 'd1', after: 15, people: ['lee']}), sent('d1', 15)];
    const {handoff, markdown} = handedOff([...story, reported('d1', 'acknowledged', {by: 'lee', after: 17})]);
    expect(handoff.ongoing[0]?.pages).toMatchObject([
      {target: 'pager', people: ['lee'], state: 'sent', answer: {status: 'acknowledged', by: 'lee'}},
    ]);
    expect(markdown).toContain('\n- Paged 03:15Z lee by pager: acknowledged by lee at 03:17Z\n');
  });

  test('that nobody acknowledged say so, except at targets where nobody can', () => {
    const page = paged({delivery: 'd1', after: 15, people: ['lee', 'mo']});
    const post = paged({delivery: 'd2', after: 16, target: 'room', kind: 'slack'});
    const {markdown} = handedOff([fired(pool, 10), page, sent('d1', 15), post, sent('d2', 16)]);
    expect(markdown).toContain('\n- Paged 03:15Z lee, mo by pager: sent, **not acknowledged**\n');
    expect(markdown).toContain('\n- Paged 03:16Z room: sent\n');
  });

  test('read the same where the targets are known and where they are not, and a webhook is not blamed for no ack', () => {
    const page = paged({delivery: 'd1', after: 15, people: ['lee']});
    const hook = paged({delivery: 'd2', after: 16, target: 'hook', kind: 'webhook'});
    const facts = log([fired(pool, 10), page, sent('d1', 15), hook, sent('d2', 16)]);
    const text = (settings: Parameters<typeof aWatch>[0] = {}) =>
      handoffMarkdown(handoffDocument(aWatch({alerts: [pool], facts, ...settings}), facts, WATCH));
    const targets = [...SETTINGS.targets, fakeTarget({name: 'hook', kind: 'webhook'})];
    expect(text()).toBe(text({settings: {targets}}));
    expect(text()).toContain('\n- Paged 03:15Z lee by pager: sent, **not acknowledged**\n');
    expect(text()).toContain('\n- Paged 03:16Z hook: sent\n');
  });

  test('that were not sent, given up, stopped or not sent yet are none that arrived', () => {
    const failed = {type: 'delivery.failed', attempts: 3, reason: 'HTTP 401', final: true} as const;
    const {markdown} = handedOff([
      fired(pool, 10),
      paged({delivery: 'd1', after: 15}),
      settled(15, {...failed, delivery: 'd1'}),
      paged({delivery: 'd2', after: 16}),
      settled(20, {type: 'delivery.expired', delivery: 'd2', attempts: 9}),
      paged({delivery: 'd3', after: 21}),
      settled(22, {...failed, delivery: 'd3', stopped: true}),
      paged({delivery: 'd4', after: 23}),
      settled(24, {...failed, delivery: 'd4', unknown: true}),
      paged({delivery: 'd5', after: 25}),
      settled(26, {...failed, delivery: 'd5', final: false}),
    ]);
    expect(markdown.split('\n').filter(line => line.includes('Paged'))).toEqual([
      '- Paged 03:15Z pager: **not sent**: HTTP 401',
      '- Paged 03:16Z pager: **not sent**, given up',
      '- Paged 03:21Z pager: stopped before it was sent',
      '- Paged 03:23Z pager: **not sent**: HTTP 401; it may have arrived all the same',
      '- Paged 03:25Z pager: not sent yet',
    ]);
  });

  test('are acknowledged by an ack from here, too, and not any more once that was taken back there', () => {
    const story = [fired(pool, 10), paged({delivery: 'd1', after: 15}), sent('d1', 15)];
    const ack = paged({delivery: 'a1', after: 16, verb: 'ack', thread: 'd1', by: 'ana'});
    const acked = [...story, ack, sent('a1', 17)];
    expect(handedOff(acked).handoff.ongoing[0]?.pages).toMatchObject([{answer: {status: 'acknowledged', by: 'ana'}}]);
    const back = [...acked, reported('d1', 'unacknowledged', {by: 'lee', after: 20})];
    expect(handedOff(back).handoff.ongoing[0]?.pages).toMatchObject([{answer: {status: 'none'}}]);
  });

  test('that move an incident on were not acknowledged by who had it before', () => {
    const before = reported('theirs', 'acknowledged', {by: 'lee', after: 12});
    const up = paged({delivery: 'd1', after: 15, verb: 'escalate', thread: 'theirs'});
    const {handoff} = handedOff([fired(pool, 10), before, up, sent('d1', 15)]);
    expect(handoff.ongoing[0]?.pages).toMatchObject([{answer: {status: 'none'}}]);
  });

  test('asked for twice with the same key are one, and tests and pages of before it began are none', () => {
    const first = paged({delivery: 'd1', after: 15});
    const again = paged({delivery: 'd2', after: 20, key: 'd1'});
    const failed: NewFact = {type: 'delivery.failed', delivery: 'd1', attempts: 3, reason: 'refused', final: true};
    const {handoff} = handedOff([
      paged({delivery: 'd0', after: 5}),
      fired(pool, 10),
      paged({delivery: 't1', after: 12, test: true}),
      first,
      settled(18, failed),
      again,
      sent('d2', 20),
    ]);
    expect(handoff.ongoing[0]?.pages).toMatchObject([{delivery: 'd2', state: 'sent'}]);
  });

  test('about a source that has another name now are still its own', () => {
    const before = {...pool, source: 'old'};
    const renamed: Told = {after: 20, fact: {type: 'source.renamed', source: 'eu', from: 'old'}};
    const {handoff} = handedOff([fired(before, 10), paged({delivery: 'd1', after: 15, alert: before}), renamed]);
    expect(handoff.ongoing[0]?.pages).toMatchObject([{delivery: 'd1', state: 'waiting'}]);
  });

  test('stand below the line of a P3, and beside no other issue', () => {
    const {markdown} = handedOff(
      [fired(pool, 10), fired(disk, 10), paged({delivery: 'd1', after: 15, alert: disk}), sent('d1', 15)],
      [pool, disk],
    );
    expect(markdown.match(/Paged/g)).toHaveLength(1);
    expect(markdown).toMatch(/P3 DiskFilling\*\*.*\n {2}- Paged 03:15Z pager: sent, \*\*not acknowledged\*\*\n/);
  });
});

test('an incident names who was paged about its alerts while it lasted, and the trace has the facts of that', () => {
  const {source, fingerprint, startsAt} = pool;
  const alerts = [{source, fingerprint, startsAt, title: 'PoolExhausted'}];
  const declared: NewFact = {
    type: 'incident.declared',
    incident: 'inc-1',
    title: 'no payments',
    severity: 'P1',
    detected: 'alert',
    alerts,
    startedAt: NIGHT + 10 * MINUTE,
  };
  const over: NewFact = {type: 'incident.resolved', incident: 'inc-1', on: NIGHT + 40 * MINUTE};
  const {handoff, facts, markdown} = handedOff(
    [
      fired(pool, 10),
      {after: 12, by: 'ana', fact: declared},
      paged({delivery: 'd1', after: 15, people: ['lee']}),
      sent('d1', 15),
      reported('d1', 'acknowledged', {by: 'lee', after: 17}),
      {after: 40, by: 'ana', fact: over},
      paged({delivery: 'd2', after: 50}),
    ],
    [],
  );
  expect(handoff.incidents[0]?.pages.map(({delivery}) => delivery)).toEqual(['d1']);
  expect(markdown).toContain('\n  - Paged 03:15Z lee by pager: acknowledged by lee at 03:17Z\n');
  const incident = traceOf(handoff, facts).find(({section}) => section === 'Incidents');
  expect(incident?.facts.map(({type}) => type)).toEqual([
    'incident.declared',
    'delivery.requested',
    'delivery.sent',
    'pager.reported',
    'incident.resolved',
  ]);
});
