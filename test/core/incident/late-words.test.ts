import {describe, expect, test} from 'vitest';
import type {Incident} from '../../../src/core/incident/incident.js';
import {reviewOf} from '../../../src/core/incident/review.js';
import {timelineOf} from '../../../src/core/incident/timeline.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import type {ShiftState} from '../../../src/core/shift/state.js';
import type {Told} from '../../support/a-recorded-watch.js';
import {NIGHT, someSettings} from '../../support/given.js';
import {journalOf} from '../../support/journals.js';

const MINUTE = 60_000;
const incident = 'INC';

const DECLARED: NewFact = {
  type: 'incident.declared',
  incident,
  title: 'checkout fails',
  severity: 'P1',
  detected: 'internal',
  alerts: [],
  startedAt: NIGHT,
};

function said(minute: number, fields: Readonly<Record<string, string>>): Told {
  return [minute, {type: 'incident.described', incident, fields}];
}

function resolved(minute: number, words: {readonly cause?: string; readonly fix?: string}): Told {
  return [minute, {type: 'incident.resolved', incident, on: NIGHT + minute * MINUTE, ...words}];
}

/** Lee has ana's declaration from a file, and what each of them says next the other one hears later. */
function anasAnd(
  anas: readonly Told[],
  lees: readonly Told[],
): {readonly first: Fact; readonly bundle: readonly Fact[]; readonly own: readonly Fact[]} {
  const [first, ...own] = journalOf('ana', [0, DECLARED], ...anas);
  if (first === undefined) throw new Error('nothing was declared');
  return {first, own, bundle: journalOf('lee', ...lees)};
}

function incidentIn({incidents}: ShiftState): Incident {
  const found = incidents.get(incident);
  if (found === undefined) throw new Error('there is no such incident');
  return found;
}

/** How ana's journal has it that takes lee's file at the end, and lee's that takes ana's. */
function inBoth({first, own, bundle}: ReturnType<typeof anasAnd>): readonly [Incident, Incident] {
  return [
    incidentIn(fold(initialShift('anas'), [first, ...own, ...bundle])),
    incidentIn(fold(initialShift('lees'), [first, ...bundle, ...own])),
  ];
}

describe('an older word that another account brings late does not replace the newer one here', () => {
  const both = anasAnd(
    [
      [5, {type: 'incident.status-changed', incident, status: 'investigating', on: NIGHT + 5 * MINUTE}],
      said(6, {impact: 'A new'}),
      said(7, {cause: "ana's newer cause"}),
      [8, {type: 'incident.severity-changed', incident, severity: 'P2'}],
      [8, {type: 'incident.role-assigned', incident, role: 'commander', person: 'ana', from: 'lee'}],
      [8, {type: 'incident.room-opened', incident, name: '#new'}],
    ],
    [
      said(1, {impact: 'L old', users: 'ten'}),
      resolved(2, {cause: 'lee cause', fix: 'lee fix'}),
      [3, {type: 'incident.severity-changed', incident, severity: 'P3'}],
      [3, {type: 'incident.role-assigned', incident, role: 'commander', person: 'lee'}],
      [3, {type: 'incident.room-opened', incident, name: '#old'}],
    ],
  );

  test('in fields, status, severity, roles and room, whichever journal takes the other one’s', () => {
    const [anas, lees] = inBoth(both);
    expect(anas).toMatchObject({
      status: 'investigating',
      severity: 'P2',
      severityAt: NIGHT + 8 * MINUTE,
      fields: {impact: 'A new', cause: "ana's newer cause", users: 'ten'},
      roles: [{role: 'commander', person: 'ana'}],
      room: {name: '#new'},
    });
    expect(anas.reached.resolved).toBeUndefined();
    expect(lees).toEqual(anas);
  });

  test('also where the state was kept in a snapshot between', () => {
    const {first, own, bundle} = both;
    const state = fold(initialShift('anas'), [first, ...own]);
    const kept = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(state, NIGHT))));
    expect(kept).toEqual(state);
    expect(incidentIn(fold(kept ?? state, bundle))).toEqual(inBoth(both)[0]);
  });

  test('nor do all the words of a long incident that are not kept one by one', () => {
    const many = Array.from({length: 900}, (_, index) => said(10 + index, {impact: `word ${index}`}));
    const {first, own} = anasAnd(many, []);
    const [anas] = inBoth({
      first,
      own,
      bundle: journalOf('lee', said(10 + 899.5, {next: 'wait'}), said(1000, {next: 'go on'})),
    });
    expect(anas.fields).toEqual({impact: 'word 899', next: 'go on'});
  });
});

test('whoever speaks with another one’s word in view has the last word, though the clocks of the two differ', () => {
  const {first, own, bundle} = anasAnd([said(5, {impact: "ana's"})], [said(9, {impact: "lee's"})]);
  const heard = [first, ...bundle, ...own];
  expect(incidentIn(fold(initialShift('anas'), heard)).fields).toEqual({impact: "ana's"});
});

describe('of two resolutions of the same', () => {
  const two = anasAnd([resolved(6, {cause: 'not the pool'})], [resolved(5, {cause: 'pool of 10', fix: 'pool of 20'})]);

  test('the later one stands as a whole, and nothing is mixed of both', () => {
    const [anas, lees] = inBoth(two);
    expect(anas).toMatchObject({
      status: 'resolved',
      fields: {cause: 'not the pool'},
      reached: {resolved: NIGHT + 6 * MINUTE},
    });
    expect(anas.fields).not.toHaveProperty('fix');
    expect(lees).toEqual(anas);
  });

  test('what the other one said stays in the timeline', () => {
    const facts = [two.first, ...two.own, ...two.bundle];
    const texts = timelineOf(inBoth(two)[0], facts).map(({text}) => text);
    expect(texts).toContain('lee: INC is resolved (cause: pool of 10; fix: pool of 20)');
    expect(texts).toContain('ana: INC is resolved (cause: not the pool)');
  });

  test('one that says nothing of why takes nothing back, and what was said beside them stays', () => {
    const [anas] = inBoth(
      anasAnd([said(1, {cause: 'the pool', impact: 'all'}), resolved(6, {})], [resolved(5, {fix: 'pool of 20'})]),
    );
    expect(anas.fields).toEqual({cause: 'the pool', impact: 'all', fix: 'pool of 20'});
    const [own] = inBoth(
      anasAnd([said(1, {cause: 'the pool'}), resolved(6, {fix: 'restart'})], [resolved(5, {cause: 'x', fix: 'y'})]),
    );
    expect(own.fields).toEqual({cause: 'the pool', fix: 'restart'});
  });
});

test('an older “taken up again” that is brought late does not open again what was resolved later here', () => {
  const again: NewFact = {type: 'incident.reopened', incident, because: 'operator'};
  const [anas, lees] = inBoth(
    anasAnd([resolved(8, {cause: 'ana knows', fix: 'ana fixed'})], [resolved(5, {cause: 'lee'}), [6, again]]),
  );
  expect(anas).toMatchObject({status: 'resolved', reopened: 1, fields: {cause: 'ana knows', fix: 'ana fixed'}});
  expect(lees).toEqual(anas);
});

test('that both took up the same again counts once, in the incident, its timeline and its review', () => {
  const alert = {source: 'eu', fingerprint: 'f1', startsAt: NIGHT + 7 * MINUTE, title: 'Checkout'};
  const again = {type: 'incident.reopened', incident, because: 'fired-again', alert} as const;
  const both = anasAnd([resolved(5, {fix: 'restart'}), [7, again]], [[7.1, again]]);
  const [anas] = inBoth(both);
  expect(anas.reopened).toBe(1);
  const facts = [both.first, ...both.own, ...both.bundle];
  const isAgain = ({text}: {readonly text: string}) => text.includes('taken up again');
  expect(timelineOf(anas, facts).filter(isAgain)).toHaveLength(1);
  const review = reviewOf(anas, facts, {settings: someSettings(), now: NIGHT + 60 * MINUTE});
  expect(review.timeline.filter(isAgain)).toHaveLength(1);
});

test('an update and a task done that are brought late are not the last ones', () => {
  const update = (id: string) => ({
    type: 'incident.update-posted' as const,
    incident,
    update: id,
    audience: 'room' as const,
    draft: 'update' as const,
    title: id,
    text: id,
    to: [],
  });
  const done: NewFact = {type: 'incident.task-done', incident, task: 't'};
  const {first, own, bundle} = anasAnd(
    [
      [1, {type: 'incident.task-added', incident, task: 't', text: 'call', kind: 'task'}],
      [8, update('new')],
      [9, done],
    ],
    [
      [4, update('old')],
      [5, done],
    ],
  );
  const anas = incidentIn(fold(initialShift('anas'), [first, ...own, ...bundle]));
  expect(anas.updates.map(({title}) => title)).toEqual(['old', 'new']);
  expect(anas.tasks).toMatchObject([{doneAt: NIGHT + 5 * MINUTE}]);
});
