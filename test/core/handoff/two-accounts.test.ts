import {describe, expect, test} from 'vitest';
import {asksOf} from '../../../src/core/handoff/asks.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {editIn} from '../../../src/core/handoff/edit.js';
import {answersBy, leftTo} from '../../../src/core/handoff/fold-accepted.js';
import type {Handoff} from '../../../src/core/handoff/handoff.js';
import {reopeningsIn} from '../../../src/core/handoff/reopenings.js';
import {shiftsIn, shiftToTake} from '../../../src/core/handoff/shifts.js';
import {takenOver} from '../../../src/core/handoff/taken-over.js';
import {metricsOf} from '../../../src/core/metrics/metrics.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import type {Told} from '../../support/a-recorded-watch.js';
import {aWatch, someSettings} from '../../support/given.js';
import {ackedX, atMinute, firedX, journalOf, X} from '../../support/journals.js';

const at = atMinute;
const fired = firedX;
const settings = someSettings();

const ended = (minute: number, startsAt: number): Told => [
  minute,
  {type: 'alert.resolved', ...X, startsAt: at(startsAt), on: at(minute), reason: 'absent'},
];
const acked = (minute: number, startsAt: number): Told => ackedX(minute, startsAt, `ack-${minute}`);
const started = (minute: number, shift: string, operator: string): Told => [
  minute,
  {type: 'shift.started', shift, operator},
];

function handoffOf(facts: readonly Fact[], {from, to, shift}: {from: number; to: number; shift: string}): Handoff {
  const state = aWatch();
  return handoffDocument({...state, shift: fold(initialShift('anas'), facts)}, facts, {
    from: at(from),
    to: at(to),
    now: at(to),
    shift,
  });
}

function figure(facts: readonly Fact[], id: string) {
  const ask = {from: at(0), to: at(120), settings, hourOf: () => 3};
  return metricsOf(facts, ask).find(one => one.id === id);
}

describe('an alert that fired in the watch before, and again in this one, where that watch is brought here later', () => {
  const anas = journalOf('ana', fired(16), started(17, 's2', 'ana'), ended(40, 16));
  const lees = journalOf('lee', started(1, 's1', 'lee'), fired(2), acked(3, 2), ended(10, 2), [
    14,
    {type: 'shift.ended', shift: 's1'},
  ]);
  // The file is accepted while the alert fires for the second time.
  const orders = [
    [...lees, ...anas],
    [...anas.slice(0, 2), ...lees, ...anas.slice(2)],
  ] as const;

  test.each(orders)('is two calls, and the second is told as not acked', (...facts) => {
    const {ended: told} = handoffOf(facts, {from: 17, to: 60, shift: 's2'});
    expect(told.map(({name, startedAt, endedAt, ackedBy}) => ({name, startedAt, endedAt, ackedBy}))).toEqual([
      {name: 'X', startedAt: at(16), endedAt: at(40), ackedBy: undefined},
    ]);
    expect(figure(facts, 'never-acked')).toMatchObject({value: 0.5, n: 2});
  });

  test('the handoff is the same in whichever order the two journals are read', () => {
    const [one, other] = orders.map(facts => handoffOf(facts, {from: 17, to: 60, shift: 's2'}));
    expect(one).toEqual(other);
  });

  test('the later watch is the later one, and the one to take over is the last of anybody else', () => {
    expect(shiftsIn([...anas, ...lees]).map(({id}) => id)).toEqual(['s1', 's2']);
    expect(shiftToTake(shiftsIn([...anas, ...lees]), 'mo')?.id).toBe('s2');
  });
});

test('the end of what fired before does not end what another cockpit sees fire anew already', () => {
  const anas = journalOf('ana', fired(20));
  const lees = journalOf('lee', fired(2), ended(20.2, 2));
  expect(figure([...anas, ...lees], 'never-acked')).toMatchObject({n: 0});
});

test('an ack counts also where this cockpit saw the alert only after somebody else had acked it', () => {
  const anas = journalOf('ana', fired(6, 2), ended(20, 2));
  const lees = journalOf('lee', acked(3, 2));
  expect(figure([...anas, ...lees], 'never-acked')).toMatchObject({value: 0, n: 1});
});

test('that two journals took up the same incident again is one time, and a later time is another', () => {
  const again: NewFact = {type: 'incident.reopened', incident: 'INC', because: 'fired-again'};
  const over = (minute: number): Told => [minute, {type: 'incident.resolved', incident: 'INC', on: at(minute)}];
  const anas = journalOf('ana', over(1), [3, again], over(5), [8, again]);
  const lees = journalOf('lee', [3.1, again], [8.1, again]);
  const found = reopeningsIn([...anas, ...lees]).get('INC');
  expect(found?.map(({resolvedAt, at: when}) => [resolvedAt, when])).toEqual([
    [at(1), at(3)],
    [at(5), at(8)],
  ]);
});

test('the last edit of a handoff is the last one by time', () => {
  const edit = (id: string): NewFact => ({type: 'handoff.edited', edit: id, shift: 's1', base: 'b', text: id});
  const facts = [...journalOf('ana', [9, edit('new')]), ...journalOf('lee', [5, edit('old')])];
  expect(editIn(facts, 's1')?.text).toBe('new');
});

describe('what was answered of a watch', () => {
  const item = {kind: 'incident', id: 'INC', title: 'P1 checkout fails'} as const;
  const accepted = (minute: number, from: string, answer: object): Told => [
    minute,
    {type: 'handoff.accepted', from, shift: `${from}-s`, items: [{...item, ...answer}]} as NewFact,
  ];
  const mos = journalOf('mo', accepted(30, 'lee', {answer: 'taken'}));
  const lees = journalOf('lee', accepted(10, 'ana', {answer: 'delegated', to: 'mo'}));

  test('is not left to somebody again where the older word comes here last', () => {
    const shift = (facts: readonly Fact[]) => fold(initialShift('kims'), facts);
    expect(leftTo('mo', shift([...lees, ...mos]))).toEqual(new Map());
    expect(leftTo('mo', shift([...mos, ...lees]))).toEqual(new Map());
    expect(leftTo('mo', shift(lees)).size).toBe(1);
  });

  test('by one person in two accounts is what they said last', () => {
    const other = journalOf('mo', accepted(20, 'lee', {answer: 'refused', question: 'why?'}));
    const shift = fold(initialShift('kims'), [...mos, ...other.map(fact => ({...fact, origin: 'mos-laptop'}))]);
    expect(answersBy('mo', shift).get('incident INC')).toMatchObject({answer: 'taken'});
  });

  test('is told by time', () => {
    const watch = {from: at(0), to: at(60), shift: 'lee-s', operator: 'lee'};
    expect(takenOver([...mos, ...lees], watch).map(({by}) => by)).toEqual(['lee', 'mo']);
  });

  test('and was left to somebody is not asked about once it is over', () => {
    const handoff = handoffOf([...journalOf('ana', started(0, 's1', 'ana')), ...lees], {from: 0, to: 60, shift: 's1'});
    const line = {id: 'INC', severity: 'P1', title: 'checkout fails', measures: [], reopened: []};
    const asked = (incidents: readonly object[]) =>
      asksOf({
        ...handoff,
        takenOver: takenOver(lees, {from: at(0), to: at(60), shift: 'lee-s', operator: 'lee'}),
        incidents: incidents as Handoff['incidents'],
      }).filter(text => text.startsWith('Has mo'));
    expect(asked([{...line, status: 'investigating', commander: 'mo'}])).toHaveLength(1);
    expect(asked([{...line, status: 'resolved', commander: 'mo'}])).toEqual([]);
    expect(asked([])).toEqual([]);
  });
});
