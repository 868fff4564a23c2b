import {describe, expect, test} from 'vitest';
import {dispositionOf} from '../../../src/core/alert/disposition.js';
import {dueReminders} from '../../../src/core/board/look-again.js';
import {isToldToTeam} from '../../../src/core/feed/team-facts.js';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {bundledFacts} from '../../../src/core/handoff/bundle.js';
import {decideAccept} from '../../../src/core/handoff/decide-accept.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {shiftToTake} from '../../../src/core/handoff/shifts.js';
import {decideBundle} from '../../../src/core/shift/decide-received.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {outstandingWork} from '../../../src/core/shift/work.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, story, types} from '../../support/given.js';

const MINUTE = 60_000;
const DISK = anAlert({name: 'DiskFull'});
const FREE = anAlert({name: 'NobodyHasIt', labels: {alertname: 'NobodyHasIt', severity: 'critical', service: 'api'}});

/** Ana acked one alert of two and leads an incident. */
function anasWatch() {
  const told = story({alerts: [DISK, FREE]});
  told.when({type: 'start-shift', operator: 'ana'});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'ack', alerts: [keyOf(DISK)]});
  const [ack = ''] = told.state().shift.acks.keys();
  const placed = {id: 's1', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'am-1:9093'};
  told.when({type: 'settle-ack', ack, placed}, NIGHT, 'wk');
  told.when({type: 'declare-incident', title: 'disk is full', severity: 'P2', alerts: [keyOf(DISK)]});
  const [incident = ''] = told.state().shift.incidents.keys();
  const span = {from: NIGHT - MINUTE, to: NIGHT + MINUTE, now: NIGHT + MINUTE};
  const items = () => handedOver(handoffDocument(told.state(), told.state().log, span), told.state(), 'lee');
  return {...told, ack, incident, items};
}

describe('taking over a watch', () => {
  test('asks about incidents, acks, and what nobody has', () => {
    expect(
      anasWatch()
        .items()
        .map(({kind, title}) => `${kind}: ${title}`),
    ).toEqual([
      'incident: P2 disk is full, detected',
      'ack: DiskFull in eu, acked by ana',
      'issue: P1 NobodyHasIt in eu/api, which nobody has acked',
    ]);
  });

  test('makes acks and incidents that are taken those of whoever takes them, and asks no more', () => {
    const {when, state, items, ack, incident} = anasWatch();
    const taken = items().map(item => ({...item, answer: 'taken'}) as const);
    const decided = when({type: 'accept-handoff', from: 'ana', items: taken}, NIGHT + MINUTE, 'lee');
    expect(types(decided)).toEqual(['handoff.accepted', 'incident.role-assigned', 'ack.taken']);
    expect(state().shift.acks.get(ack)).toMatchObject({by: 'lee', status: 'placed', silenceOf: 'ana'});
    expect(state().shift.incidents.get(incident)?.roles[0]).toMatchObject({role: 'technical-lead', person: 'ana'});
    expect(state().shift.incidents.get(incident)?.roles[1]).toMatchObject({role: 'commander', person: 'lee'});
    expect(items().map(({kind}) => kind)).toEqual(['issue']);
  });

  test('tells the silence of an ack at once whose it is now', () => {
    const {when, state, items, ack} = anasWatch();
    expect(outstandingWork(state(), NIGHT + MINUTE)).toEqual([]);
    const taken = items().map(item => ({...item, answer: 'taken'}) as const);
    when({type: 'accept-handoff', from: 'ana', items: taken}, NIGHT + MINUTE, 'lee');
    expect(outstandingWork(state(), NIGHT + MINUTE)).toMatchObject([{kind: 'extend-ack', ack: {by: 'lee'}}]);
    const placed = {id: 's1', startsAt: NIGHT, endsAt: NIGHT + 16 * MINUTE, member: 'am-1:9093'};
    when({type: 'settle-extension', ack, placed}, NIGHT + MINUTE, 'wk');
    expect(outstandingWork(state(), NIGHT + MINUTE)).toEqual([]);
    expect(state().shift.acks.get(ack)).not.toHaveProperty('silenceOf');
  });

  test('makes what is delegated that of whoever it goes to, and it does not stay with whoever had it', () => {
    const {when, state, items, ack, incident} = anasWatch();
    const left = items().map(item => ({...item, answer: 'delegated', to: ' mo '}) as const);
    const decided = when({type: 'accept-handoff', from: 'ana', items: left}, NIGHT + MINUTE, 'lee');
    expect(decided).toMatchObject([
      {type: 'handoff.accepted'},
      {type: 'incident.role-assigned', person: 'mo', from: 'ana'},
      {type: 'ack.taken', from: 'ana', to: 'mo'},
    ]);
    expect(state().shift.acks.get(ack)).toMatchObject({by: 'mo', status: 'placed', silenceOf: 'ana'});
    expect(state().shift.incidents.get(incident)?.roles).toContainEqual(
      expect.objectContaining({role: 'commander', person: 'mo'}),
    );
    expect(outstandingWork(state(), NIGHT + MINUTE)).toMatchObject([{kind: 'extend-ack', ack: {by: 'mo'}}]);
    expect(dispositionOf(DISK, state(), NIGHT + MINUTE)).toMatchObject({kind: 'acked', by: 'mo'});
    expect(state().log.flatMap(fact => (fact.type === 'ack.taken' ? [sentence(fact)] : []))).toEqual([
      `lee gave ${ack} of ana to mo`,
    ]);
  });

  test('reminds whoever it was delegated to, in their own cockpit, and hears that they are still on it', () => {
    const {when, items, ack, ...told} = anasWatch();
    const left = items().map(item => ({...item, answer: 'delegated', to: 'mo'}) as const);
    when({type: 'accept-handoff', from: 'ana', items: left}, NIGHT + MINUTE, 'lee');
    const theirs = (facts: readonly Fact[]) => facts.map(fact => ({...fact, origin: 'lees'}));
    const atMo = {...aWatch({alerts: [DISK, FREE], settings: {operator: 'mo'}}), log: []};
    const before = fold(initialShift('mos'), theirs(told.state().log));
    expect(before.acks.get(ack)).toMatchObject({by: 'mo', origin: 'lees'});
    const [reminded] = recorded([{type: 'ack.reminded', ack, because: 'time'}], NIGHT + 61 * MINUTE, 'wk');
    expect(reminded && isToldToTeam(reminded, NIGHT + 61 * MINUTE)).toBe(true);
    const shift = fold(before, theirs(reminded === undefined ? [] : [reminded]));
    expect(dueReminders({...atMo, shift})).toMatchObject([{ack, by: 'mo'}]);
    const confirmed = recorded([{type: 'ack.confirmed', ack}], NIGHT + 62 * MINUTE, 'mo');
    const after = fold(
      told.state().shift,
      confirmed.map(fact => ({...fact, origin: 'mos'})),
    );
    expect(after.acks.get(ack)?.remindedAt).toBe(NIGHT + 62 * MINUTE);
  });

  test('leaves what is refused with a question where it is, and wants the question', () => {
    const {when, state, items, ack} = anasWatch();
    const refused = items().map(item => ({...item, answer: 'refused'}) as const);
    expect(types(when({type: 'accept-handoff', from: 'ana', items: refused}, NIGHT, 'lee'))).toEqual([
      'refused: invalid',
    ]);
    const asked = refused.map(item => ({...item, question: 'who knows the customer?'}));
    expect(types(when({type: 'accept-handoff', from: 'ana', items: asked}, NIGHT, 'lee'))).toEqual([
      'handoff.accepted',
    ]);
    expect(state().shift.acks.get(ack)?.by).toBe('ana');
  });
});

describe('a watch that was taken over', () => {
  const LATER = {from: NIGHT - MINUTE, to: NIGHT + 2 * MINUTE, now: NIGHT + 2 * MINUTE};

  /** Lee takes the incident and what nobody has, refuses the ack and leaves the silence to mo. */
  function taken() {
    const anas = anasWatch();
    const shift = anas.state().shift.shift?.id ?? '';
    const items = anas.items().map(item => {
      if (item.kind === 'ack') return {...item, answer: 'refused', question: 'who knows the customer?'} as const;
      return {
        ...item,
        answer: item.kind === 'incident' ? 'delegated' : 'taken',
        ...(item.kind === 'incident' ? {to: 'mo'} : {}),
      } as const;
    });
    const command = {type: 'accept-handoff', from: 'ana', shift, items} as const;
    const first = anas.when(command, NIGHT + MINUTE, 'lee');
    return {...anas, shift, command, first};
  }

  test('says by whom, what was refused with which question, and what was delegated', () => {
    const {state, shift} = taken();
    const handoff = handoffDocument(state(), state().log, {...LATER, shift});
    expect(handoffMarkdown(handoff)).toContain('- **Incoming**: lee, 03:01Z: 1 taken, 1 refused, 1 delegated\n');
    expect(handoff.asks).toEqual(
      expect.arrayContaining([
        'Who takes P1 NobodyHasIt in eu/api? Nobody has acked it, but lee took it over.',
        'lee asks ana: who knows the customer? Not taken over until then: DiskFull in eu, acked by ana.',
        'Has mo taken over: P2 disk is full, detected? lee delegated it.',
      ]),
    );
    const said = state().log.flatMap(fact => (fact.type === 'handoff.accepted' ? [sentence(fact)] : []));
    expect(said).toEqual([
      'lee took the watch over from ana: 1 taken, 1 refused, 1 delegated; P2 disk is full, detected goes to mo; not DiskFull in eu, acked by ana: who knows the customer?',
    ]);
  });

  test('and is taken over again is as it was: nothing is recorded, and what was answered is not asked', () => {
    const {when, state, shift, command} = taken();
    expect(types(when(command, NIGHT + MINUTE, 'lee'))).toEqual([]);
    const left = handedOver(handoffDocument(state(), state().log, {...LATER, shift}), state(), 'lee');
    expect(left.map(({kind}) => kind)).toEqual(['ack']);
  });

  test('and is taken over again thousands of facts later is not recorded twice, and a new answer is', () => {
    const {state, command} = taken();
    const asking = {at: NIGHT + MINUTE, by: 'lee', newId: (prefix: string) => `${prefix}1`};
    const later = {...state(), log: []};
    expect(decideAccept(command, later, asking)).toEqual([]);
    expect(decideAccept({...command, items: []}, later, asking)).toEqual([]);
    const anew = {...later, shift: fromSnapshot(structuredClone(toSnapshot(later.shift, NIGHT))) ?? later.shift};
    expect(decideAccept(command, anew, asking)).toEqual([]);
    const items = command.items.map(item => ({...item, answer: 'taken'}) as const);
    expect(decideAccept({...command, items}, anew, asking)).toMatchObject([{type: 'handoff.accepted'}, {}, {}]);
    expect(decideAccept({...command, shift: 's9'}, anew, asking)).toMatchObject([{type: 'handoff.accepted'}]);
  });

  test('leaves no more behind than a bounded number of answers', () => {
    const items = Array.from({length: 6000}, (_, index) => ({
      ...{kind: 'issue', id: `i${index}`, title: 'x', answer: 'taken'},
    }));
    const accepted = {type: 'handoff.accepted', from: 'ana', items} as NewFact;
    const shift = fold(initialShift('here'), recorded([accepted], NIGHT, 'lee'));
    expect(shift.accepted.size).toBe(5000);
  });

  test('is not one’s own', () => {
    const {when, items} = anasWatch();
    const own = items().map(item => ({...item, answer: 'taken'}) as const);
    expect(types(when({type: 'accept-handoff', from: 'ana', items: own}, NIGHT, 'ana'))).toEqual(['refused: refused']);
    expect(shiftToTake([{id: 's1', operator: 'ana', startedAt: NIGHT, origin: 'o'}], 'ana')).toBeUndefined();
  });

  test('gives its silences the new author, in place', () => {
    const silence = aSilence({id: 's9', createdBy: 'ana', comment: 'deploy', endsAt: NIGHT + 15 * MINUTE});
    const told = story({alerts: [], silences: [silence]});
    const item = {kind: 'silence', id: 'eu/s9', title: 'silence', answer: 'taken'} as const;
    const decided = told.when({type: 'accept-handoff', from: 'ana', items: [item]}, NIGHT, 'lee');
    expect(decided).toMatchObject([
      {type: 'handoff.accepted'},
      {
        type: 'silence.requested',
        op: 'update',
        silence: 's9',
        createdBy: 'lee',
        comment: 'deploy',
        endsAt: NIGHT + 15 * MINUTE,
        from: 'ana',
      },
    ]);
  });

  test('gives a silence that is delegated whoever it goes to as its author, and says so', () => {
    const silence = aSilence({id: 's9', createdBy: 'ana', comment: 'deploy', endsAt: NIGHT + 15 * MINUTE});
    const told = story({alerts: [], silences: [silence]});
    const item = {kind: 'silence', id: 'eu/s9', title: 'silence', answer: 'delegated', to: 'mo'} as const;
    told.when({type: 'accept-handoff', from: 'ana', items: [item]}, NIGHT, 'lee');
    const asked = told.state().log.filter(fact => fact.type === 'silence.requested');
    expect(asked).toMatchObject([{op: 'update', silence: 's9', createdBy: 'mo', from: 'ana'}]);
    expect(asked.map(fact => sentence(fact))).toEqual([
      'lee gives mo ana’s silence of alertname="DiskFull" in eu: deploy',
    ]);
  });
});

describe('the facts of a watch in another journal', () => {
  const there = () => {
    const {state} = anasWatch();
    const {shift, log} = state();
    return bundledFacts(log, shift, NIGHT - MINUTE).map(fact => ({...fact, origin: 'anas'}));
  };

  test('tell it of acks and incidents, and a second time nothing', () => {
    const facts = there();
    const first = decideBundle({type: 'take-bundle', facts}, initialShift('lees'));
    expect(first).toHaveLength(facts.length);
    const shift = fold(initialShift('lees'), facts);
    expect([...shift.acks.values()]).toMatchObject([{by: 'ana', origin: 'anas'}]);
    expect(shift.incidents.size).toBe(1);
    expect(decideBundle({type: 'take-bundle', facts}, shift)).toEqual([]);
  });

  test('bring work only once they are taken over', () => {
    const shift = fold(initialShift('lees'), there());
    const silence = aSilence({id: 's1', createdBy: 'ana', endsAt: NIGHT + 15 * MINUTE});
    const state = {...aWatch({alerts: [DISK, FREE], silences: [silence]}), shift};
    expect(outstandingWork(state, NIGHT + 14 * MINUTE)).toEqual([]);
  });

  test('have what was noted on an alert that fired before the watch, and the alert', () => {
    const {when, state} = anasWatch();
    when({type: 'note', text: 'the log partition', alert: keyOf(FREE)}, NIGHT + 2 * MINUTE);
    const {shift, log} = state();
    const facts = bundledFacts(log, shift, NIGHT + MINUTE).map(fact => ({...fact, origin: 'anas'}));
    const here = aWatch({alerts: [FREE], facts});
    const span = {from: NIGHT + 3 * MINUTE, to: NIGHT + 4 * MINUTE, now: NIGHT + 4 * MINUTE};
    expect(handoffDocument(here, facts, span).ongoing).toMatchObject([
      {name: 'NobodyHasIt', notes: [{by: 'ana', text: 'the log partition'}]},
      // It fired there, and is not shown here: that it ended is not recorded.
      {name: 'DiskFull', goneSince: 0},
    ]);
  });

  test('have a runbook that is walked by half, also as something to take over', () => {
    const {when, state} = anasWatch();
    when({type: 'open-runbook', file: '/ops/disk.md', document: 'disk', title: 'Disk full', hash: 'abc', total: 3});
    const [walk = ''] = state().shift.walks.keys();
    when({type: 'skip-step', walk, step: 's1', title: 'Look'});
    const {shift, log} = state();
    const facts = bundledFacts(log, shift, NIGHT + MINUTE).map(fact => ({...fact, origin: 'anas'}));
    const here = {...aWatch(), shift: fold(initialShift('lees'), facts)};
    const span = {from: NIGHT - MINUTE, to: NIGHT + MINUTE, now: NIGHT + MINUTE, origin: 'anas'};
    const handoff = handoffDocument(here, facts, span);
    expect(handoff.walks).toMatchObject([{title: 'Disk full', by: 'ana'}]);
    expect(handedOver(handoff, here, 'lee').map(({kind}) => kind)).toContain('walk');
  });

  test('of before the watch are those of what is still open', () => {
    const {state} = anasWatch();
    const {shift, log} = state();
    expect(new Set(bundledFacts(log, shift, NIGHT + MINUTE).map(({type}) => type))).toEqual(
      new Set(['alert.fired', 'ack.requested', 'ack.placed', 'incident.declared', 'incident.role-assigned']),
    );
  });
});
