import {describe, expect, test} from 'vitest';
import {dispositionOf} from '../../../src/core/alert/disposition.js';
import {dueReminders} from '../../../src/core/board/look-again.js';
import {isToldToTeam} from '../../../src/core/feed/team-facts.js';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {decideAccept} from '../../../src/core/handoff/decide-accept.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {shiftToTake} from '../../../src/core/handoff/shifts.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {outstandingWork} from '../../../src/core/shift/work.js';
import {aSilence, aWatch, NIGHT, recorded, story, types} from '../../support/given.js';
import {anasWatch, DISK, FREE} from './anas-watch.js';

const MINUTE = 60_000;

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

  test('asks about an ack that another program made, which no log has', () => {
    const {shows, items} = anasWatch();
    const matchers = [{name: 'alertname', value: 'ByKarma', isRegex: false, isEqual: true}];
    const karmas = aSilence({id: 'k1', createdBy: 'ana', comment: 'ACK! by karma', matchers});
    shows({alerts: [DISK, FREE], silences: [karmas]});
    expect(items()).toContainEqual({
      kind: 'silence',
      id: 'eu/k1',
      title: 'ack of alertname="ByKarma" in eu, by ana',
    });
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
    expect(handoffMarkdown(handoff)).toContain(
      '- **Incoming**: lee, 03:01Z: 1 taken, 1 refused, 1 delegated; both are on\n',
    );
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

  test('asks no more what somebody else took since, nor of whoever has been asked for themselves', () => {
    const {state, shift, when, items} = taken();
    const all = items().map(item => ({...item, answer: 'taken'}) as const);
    when({type: 'accept-handoff', from: 'ana', shift, items: all}, NIGHT + 90_000, 'mo');
    const {asks} = handoffDocument(state(), state().log, {...LATER, shift});
    expect(asks.filter(ask => /^lee asks|^Has mo/.test(ask))).toEqual([]);
  });

  test('and is taken over again is as it was: nothing is recorded, and what was answered is not asked', () => {
    const {when, state, shift, command} = taken();
    expect(types(when(command, NIGHT + MINUTE, 'lee'))).toEqual([]);
    const left = handedOver(handoffDocument(state(), state().log, {...LATER, shift}), state(), 'lee');
    // What was refused is told to be so: nothing takes it by the way.
    expect(left).toMatchObject([{kind: 'ack', refused: 'who knows the customer?'}]);
  });

  test('asks no more what was refused once that is taken', () => {
    const {when, state, shift} = taken();
    const [left] = handedOver(handoffDocument(state(), state().log, {...LATER, shift}), state(), 'lee');
    const {refused: _before, ...item} = left ?? {kind: 'ack', id: '', title: ''};
    when({type: 'accept-handoff', from: 'ana', shift, items: [{...item, answer: 'taken'}]}, NIGHT + 2 * MINUTE, 'lee');
    const {asks} = handoffDocument(state(), state().log, {...LATER, shift});
    expect(asks.filter(text => text.includes('who knows the customer?'))).toEqual([]);
    expect(handedOver(handoffDocument(state(), state().log, {...LATER, shift}), state(), 'lee')).toEqual([]);
  });

  test('does not take with the next watch what was left to somebody else, nor what was refused', () => {
    const {when, state, items} = anasWatch();
    const left = items().map(item => {
      if (item.kind === 'ack') return {...item, answer: 'delegated', to: 'mo'} as const;
      return {...item, answer: 'refused', question: 'why?'} as const;
    });
    when({type: 'accept-handoff', from: 'ana', shift: 'before', items: left}, NIGHT + MINUTE, 'lee');
    const next = handedOver(handoffDocument(state(), state().log, LATER), state(), 'lee');
    expect(next.map(({kind, refused}) => [kind, refused])).toEqual([
      ['incident', 'why?'],
      ['issue', undefined],
    ]);
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
