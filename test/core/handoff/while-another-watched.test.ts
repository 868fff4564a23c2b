import {describe, expect, test} from 'vitest';
import {bundledWatch} from '../../../src/core/handoff/bundle.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {shiftsIn} from '../../../src/core/handoff/shifts.js';
import {traceOf} from '../../../src/core/handoff/trace.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import type {Told} from '../../support/a-recorded-watch.js';
import {aWatch} from '../../support/given.js';
import {atMinute, firedX, journalOf, X} from '../../support/journals.js';

const started = (minute: number, shift: string, operator: string): Told => [
  minute,
  {type: 'shift.started', shift, operator},
];
const ended = (minute: number, shift: string): Told => [minute, {type: 'shift.ended', shift}];
const noted = (minute: number, text: string): Told => [minute, {type: 'note.added', note: text, text}];
const changed = (minute: number, text: string, on = minute): Told => [
  minute,
  {
    type: 'change.recorded',
    change: text,
    text,
    service: 'pay',
    on: atMinute(on),
    ...(on > minute ? {planned: true} : {}),
  },
];

/** Ana has the watch until 10 and from 40 on, lee in between. Of what ana's journal has, lee's has only the first watch. */
const ANAS = journalOf(
  'ana',
  started(0, 'a1', 'ana'),
  noted(5, 'in the first watch'),
  changed(6, 'switch db', 25),
  ended(10, 'a1'),
  noted(20, 'VIP moved by hand'),
  changed(21, 'failover'),
  changed(22, 'switch back', 30),
  changed(23, 'tidy up', 70),
  started(40, 'a2', 'ana'),
  noted(45, 'in the second watch'),
  ended(60, 'a2'),
);
const LEES = journalOf('lee', started(11, 'l1', 'lee'), noted(15, 'of lee'), changed(16, 'reboot'), ended(39, 'l1'));

function told(facts: readonly Fact[], id: string, here = 'anas') {
  const shift = shiftsIn(facts).find(one => one.id === id);
  const {startedAt: from = 0, endedAt: to = 0, origin = ''} = shift ?? {};
  const state = {...aWatch(), shift: fold(initialShift(here), facts)};
  const handoff = handoffDocument(state, facts, {from, to, now: to, shift: id, origin});
  const texts = (all: readonly {readonly text: string}[]) => all.map(({text}) => text);
  return {
    notes: texts(handoff.notes),
    changes: texts(handoff.changes),
    scheduled: texts(handoff.scheduled),
    ended: handoff.ended.map(({name}) => name),
    traced: traceOf(handoff, facts)
      .filter(({section}) => section === 'Notes' || section === 'System changes')
      .map(one => one.facts.length),
  };
}

function bundleOf(facts: readonly Fact[], id: string): readonly Fact[] {
  const from = shiftsIn(facts).find(one => one.id === id)?.startedAt ?? 0;
  return bundledWatch(facts, fold(initialShift('anas'), facts), {from, shift: id}).facts;
}

const SECOND = {
  notes: ['VIP moved by hand', 'in the second watch'],
  changes: ['failover', 'switch back'],
  scheduled: ['tidy up'],
  ended: [],
  traced: [1, 1, 1, 1],
};

describe('what is noted, changed and planned in a journal while another account has the watch', () => {
  const accepted = [...ANAS.slice(0, 8), ...LEES, ...ANAS.slice(8)];

  test('is in the next handoff of that journal, also once the file of the other watch is accepted', () => {
    expect(told(accepted, 'a2')).toEqual(SECOND);
    expect(told([...ANAS, ...LEES], 'a2')).toEqual(SECOND);
  });

  test('is in no other handoff, and what the other account did is in none of this journal', () => {
    expect(told(accepted, 'l1')).toMatchObject({notes: ['of lee'], changes: ['reboot']});
    expect(told(accepted, 'a1').notes).toEqual(['in the first watch']);
  });

  test('goes with the file of the next watch, and is told from it', () => {
    const bundle = bundleOf(accepted, 'a2');
    const texts = bundle.flatMap(fact => ('text' in fact ? [fact.text] : []));
    expect(texts).toEqual(expect.arrayContaining(['VIP moved by hand', 'failover', 'switch back', 'tidy up']));
    expect(texts).not.toContain('of lee');
    expect(told(bundle, 'a2', 'mos')).toEqual(SECOND);
    const lees = [...ANAS.slice(0, 4), ...LEES, ...bundle.filter(({seq, origin}) => origin === 'anas' && seq > 4)];
    expect(told(lees, 'a2', 'lees')).toEqual(SECOND);
  });
});

describe('an alert that fired and ended while another account had the watch', () => {
  const over = (minute: number, startsAt: number): Told => [
    minute,
    {type: 'alert.resolved', ...X, startsAt: atMinute(startsAt), on: atMinute(minute), reason: 'absent'},
  ];
  const anas = journalOf(
    'ana',
    started(0, 'a1', 'ana'),
    ended(10, 'a1'),
    firedX(20),
    over(25, 20),
    started(40, 'a2', 'ana'),
    ended(60, 'a2'),
  );
  const lees = (...seen: readonly Told[]) => journalOf('lee', started(11, 'l1', 'lee'), ...seen, ended(39, 'l1'));
  const endedIn = (facts: readonly Fact[], id: string) => told(facts, id).ended;

  test('and that only this journal saw is in its next handoff, and goes with its file', () => {
    const facts = [...anas, ...lees()];
    expect([endedIn(facts, 'a2'), endedIn(facts, 'l1'), endedIn(facts, 'a1')]).toEqual([['X'], [], []]);
    expect(told(bundleOf(facts, 'a2'), 'a2', 'mos').ended).toEqual(['X']);
  });

  test('is told by the other account where that saw it, too', () => {
    const facts = [...anas, ...lees(firedX(20.1, 20), over(25.1, 20))];
    expect([endedIn(facts, 'a2'), endedIn(facts, 'l1')]).toEqual([[], ['X']]);
    // It may know from the file of the first watch that it fired.
    expect(endedIn([...anas, ...lees(over(25.1, 20))], 'a2')).toEqual([]);
  });
});
