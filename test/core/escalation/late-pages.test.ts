import {describe, expect, test} from 'vitest';
import {threadKey} from '../../../src/core/escalation/delivery.js';
import {decideTickLadders} from '../../../src/core/escalation/upkeep-ladders.js';
import {isRefusal, type NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold} from '../../../src/core/shift/fold.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import type {Told} from '../../support/a-recorded-watch.js';
import {aLevel, aPolicy, disk, escalating, GROUP, MINUTE, told} from '../../support/escalating.js';
import {NIGHT} from '../../support/given.js';
import {journalOf} from '../../support/journals.js';

const at = (minute: number) => NIGHT + minute * MINUTE;
const policy = aPolicy({levels: [aLevel({name: 'lead', after: 5 * MINUTE, people: ['mo'], auto: true})]});

/** Lee was called about the disk as it was full an hour before, and it ended. */
const called: Told = [
  -55,
  {
    type: 'escalation.requested',
    escalation: 'e',
    group: GROUP,
    policy: 'all',
    level: 'lead',
    generation: String(at(-60)),
    clock: 'unacked',
    alerts: [{source: disk.source, fingerprint: disk.fingerprint, startsAt: at(-60)}],
    title: 'DiskFull',
    severity: 'P1',
    since: at(-60),
    who: ['mo'],
    targets: ['pager'],
    auto: true,
  },
];
const over: Told = [-50, {type: 'escalation.stopped', group: GROUP, title: 'DiskFull', reason: 'resolved'}];

function hears(state: WatchState, facts: readonly Fact[]): WatchState {
  return {...state, shift: fold(state.shift, facts)};
}

function tick(state: WatchState, when: number): readonly string[] {
  const decision = decideTickLadders({type: 'tick-ladders'}, state, {
    at: when,
    by: 'wk',
    newId: prefix => `${prefix}1`,
  });
  if (isRefusal(decision)) throw new Error(decision.refusal.message);
  return decision.map(told);
}

describe('pages of an earlier time of the same alert, which another account brings late', () => {
  test.each([
    ['that ended', [called, over]],
    ['whose end nobody recorded', [called]],
  ] as const)('%s call nobody now, and keep nobody from being called', (_, facts) => {
    const before = escalating(policy).state();
    const state = hears(before, journalOf('lee', ...facts));
    expect(state.shift.ladders).toEqual(before.shift.ladders);
    expect(tick(state, at(6))).toEqual(tick(before, at(6)));
    expect(tick(state, at(6)).join()).toContain('lead');
  });

  test('do not end what has been announced or sent here since', () => {
    const watch = escalating(policy);
    watch.tick(at(6));
    const before = watch.state();
    expect(before.shift.ladders.size).toBe(1);
    expect(hears(before, journalOf('lee', called, over)).shift.ladders).toEqual(before.shift.ladders);
  });
});

test('a page about what still fires counts, also where this cockpit hears of it late', () => {
  const before = escalating(policy, [{...disk, startsAt: at(-60)}]).state();
  const state = hears(before, journalOf('lee', called));
  expect(state.shift.ladders.get(GROUP)?.asked).toEqual({lead: 1});
});

test('what was ended at the pager since is not opened or taken again by what is brought late', () => {
  const asked = (verb: 'create' | 'ack', minute: number): NewFact => ({
    type: 'delivery.requested',
    delivery: `${verb}-${minute}`,
    target: 'pager',
    kind: 'pagerduty',
    verb,
    key: `${verb}-${minute}`,
    thread: 'thread',
    title: 'DiskFull',
    message: {title: 't', text: 't', severity: 'P1', status: 'firing', source: 'eu', by: 'lee', at: at(minute)},
    expiresAt: at(minute + 60),
  });
  const sent = (verb: 'create' | 'ack', minute: number): NewFact => ({
    type: 'delivery.sent',
    delivery: `${verb}-${minute}`,
    attempts: 1,
  });
  const ended: NewFact = {
    type: 'pager.reported',
    target: 'pagerduty',
    what: 'resolved',
    incident: 'i',
    key: 'thread',
    on: at(10),
  };
  const opened = journalOf('lee', [1, asked('create', 1)], [1, sent('create', 1)]);
  const late = journalOf('mo', [5, asked('ack', 5)], [5, sent('ack', 5)], [6, asked('create', 6)]);
  const state = hears(hears(hears(escalating(policy).state(), opened), journalOf('ana', [10, ended])), late);
  expect(state.shift.threads.get(threadKey('pager', 'thread'))).toMatchObject({status: 'resolved', on: at(10)});
});
