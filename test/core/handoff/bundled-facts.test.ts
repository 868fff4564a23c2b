import {describe, expect, test} from 'vitest';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {bundledFacts, bundledWatch} from '../../../src/core/handoff/bundle.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {decideBundle} from '../../../src/core/shift/decide-received.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {outstandingWork} from '../../../src/core/shift/work.js';
import {aSilence, aWatch, keyOf, NIGHT, story} from '../../support/given.js';
import {anasWatch, DISK, FREE} from './anas-watch.js';

const MINUTE = 60_000;

describe('the facts of a watch in another journal', () => {
  const there = () => {
    const {state} = anasWatch();
    const {shift, log} = state();
    return bundledFacts(log, shift, {since: NIGHT - MINUTE}).map(fact => ({...fact, origin: 'anas'}));
  };

  test('tell it of acks and incidents, and a second time nothing', () => {
    const facts = there();
    const first = decideBundle({type: 'take-bundle', facts}, initialShift('lees'));
    expect(first).toHaveLength(facts.length);
    const shift = fold(initialShift('lees'), facts);
    expect([...shift.acks.values()]).toMatchObject([{by: 'ana', origin: 'anas'}]);
    expect(shift.incidents.size).toBe(1);
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
    const facts = bundledFacts(log, shift, {since: NIGHT + MINUTE}).map(fact => ({...fact, origin: 'anas'}));
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
    const facts = bundledFacts(log, shift, {since: NIGHT + MINUTE}).map(fact => ({...fact, origin: 'anas'}));
    const here = {...aWatch(), shift: fold(initialShift('lees'), facts)};
    const span = {from: NIGHT - MINUTE, to: NIGHT + MINUTE, now: NIGHT + MINUTE, origin: 'anas'};
    const handoff = handoffDocument(here, facts, span);
    expect(handoff.walks).toMatchObject([{title: 'Disk full', by: 'ana'}]);
    expect(handedOver(handoff, here, 'lee').map(({kind}) => kind)).toContain('walk');
  });

  test('of before the watch are those of what is still open', () => {
    const {state} = anasWatch();
    const {shift, log} = state();
    expect(new Set(bundledFacts(log, shift, {since: NIGHT + MINUTE}).map(({type}) => type))).toEqual(
      new Set(['alert.fired', 'ack.requested', 'ack.placed', 'incident.declared', 'incident.role-assigned']),
    );
  });
});

describe('a watch that was taken over before it began', () => {
  test('brings what was refused and what was delegated back to whoever is asked about it', () => {
    const ITEMS = [
      {kind: 'incident', id: 'INC-1', title: 'P1 Checkout fails', answer: 'refused', question: 'who calls the bank?'},
      {kind: 'issue', id: 'DiskFull eu/db', title: 'P1 DiskFull in eu/db', answer: 'delegated', to: 'mo'},
    ] as const;
    const told = story();
    told.when({type: 'accept-handoff', from: 'ana', shift: 'of-ana', items: ITEMS}, NIGHT, 'lee');
    told.when({type: 'start-shift', operator: 'lee'}, NIGHT + 2 * MINUTE, 'lee');
    const {id: shift = '', startedAt: from = 0} = told.state().shift.shift ?? {};
    told.when({type: 'end-shift'}, NIGHT + 60 * MINUTE, 'lee');
    const {log, shift: known} = told.state();
    const facts = bundledWatch(log, known, {from, shift}).facts.map(fact => ({...fact, origin: 'lees'}));
    const anas = aWatch({facts});
    const span = {from, to: NIGHT + 60 * MINUTE, now: NIGHT + 61 * MINUTE, shift, origin: 'lees'};
    const handoff = handoffDocument(anas, facts, span);
    expect(handoff.takenOver).toMatchObject([{by: 'lee', from: 'ana', isOfThis: false}]);
    expect(handoff.asks).toContain('lee asks ana: who calls the bank? Not taken over until then: P1 Checkout fails.');
    // The watch that was taken over says so, too.
    expect(
      handoffDocument(anas, facts, {from: NIGHT - 60 * MINUTE, to: NIGHT, now: span.now, shift: 'of-ana'}).takenOver,
    ).toMatchObject([{isOfThis: true}]);
    expect(anas.shift.accepted.size).toBe(3);
  });
});
