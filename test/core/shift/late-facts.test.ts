import {describe, expect, test} from 'vitest';
import {alertKey} from '../../../src/core/alert/alert.js';
import {decideReceived} from '../../../src/core/shift/decide-received.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import type {Told} from '../../support/a-recorded-watch.js';
import {ackedX, atMinute, firedX, journalOf, X} from '../../support/journals.js';

const at = atMinute;
const KEY = alertKey(X);

const fired = (startsAt: number): Told => firedX(startsAt);
const acked = (minute: number, startsAt = 0): Told => ackedX(minute, startsAt, 'ack-1');
const placed = (minute: number, silence: string): Told => [
  minute,
  {type: 'ack.placed', ack: 'ack-1', silence, startsAt: at(minute), endsAt: at(minute + 15), member: 'am-1'},
];
const of = (minute: number, fact: NewFact): Told => [minute, fact];

/** What ana's journal adds up to, to which the others' were brought after all of its own but what comes first. */
function anasAfter(first: readonly Fact[], anas: readonly Told[], late: readonly Fact[]) {
  return fold(initialShift('anas'), [...first, ...journalOf('ana', ...anas), ...late]);
}

describe('what another account brings late', () => {
  test('judges no alert otherwise than it was judged later, also after a snapshot', () => {
    const judged = (minute: number, verdict: 'noise' | 'actionable') =>
      of(minute, {type: 'alert.judged', ...X, startsAt: at(0), verdict});
    const anas = anasAfter([], [fired(0), judged(9, 'actionable')], []);
    const lees = journalOf('lee', judged(5, 'noise'));
    expect(fold(anas, lees).judged.get(KEY)).toBe('actionable');
    const kept = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(anas, at(10))))) ?? anas;
    expect(fold(kept, lees).judged.get(KEY)).toBe('actionable');
    expect(fold(anas, journalOf('lee', judged(10, 'noise'))).judged.get(KEY)).toBe('noise');
  });

  test('does not hold what fires anew with an ack of what fired before', () => {
    expect(anasAfter([], [fired(16)], journalOf('lee', acked(3, 2))).ackOf.get(KEY)).toBeUndefined();
    expect(anasAfter([], [fired(2)], journalOf('lee', acked(3, 2))).ackOf.get(KEY)).toBe('ack-1');
  });

  test('ends no ack of what fires anew, though somebody had acked what fired before', () => {
    const anas = anasAfter([], [fired(16), acked(17, 16)], []);
    const ends = (minute: number, startsAt: number) => {
      const facts = journalOf('lee', acked(minute, startsAt)).map(fact => ({...fact, ack: 'ack-2'}));
      const received = decideReceived({type: 'receive-facts', facts, echoed: 0, reached: 'e:1'}, anas);
      return received.flatMap(one => ('ours' in one ? [one.ours.type] : []));
    };
    expect(ends(3, 2)).toEqual(['feed.reached']);
    expect(ends(16.5, 16)).toEqual(['ack.ended', 'feed.reached']);
  });

  test('gives no ack away that somebody took later', () => {
    const lees = journalOf('lee', acked(1));
    const taken = (minute: number) => of(minute, {type: 'ack.taken', ack: 'ack-1', from: 'lee'});
    const anas = anasAfter(lees, [taken(9)], journalOf('mo', taken(5)));
    expect(anas.acks.get('ack-1')).toMatchObject({by: 'ana', origin: 'anas'});
    const after = anasAfter(lees, [taken(9)], journalOf('mo', taken(10)));
    expect(after.acks.get('ack-1')).toMatchObject({by: 'mo', origin: 'mos'});
  });

  test('puts back no older silence of an ack, and reminds of none that was seen to since', () => {
    const lees = journalOf('lee', acked(1), placed(2, 'old'));
    const moved = (minute: number, silence: string) =>
      of(minute, {type: 'ack.extended', ack: 'ack-1', silence, endsAt: at(minute + 15)});
    const late = journalOf('mo', moved(5, 'older'), of(6, {type: 'ack.reminded', ack: 'ack-1', because: 'time'}));
    const confirmed = of(9, {type: 'ack.confirmed', ack: 'ack-1'});
    const ack = anasAfter(lees, [moved(8, 'new'), confirmed], late).acks.get('ack-1');
    expect(ack).toMatchObject({silence: {id: 'new', endsAt: at(23)}, remindedAt: at(9)});
    expect(ack?.reminder).toBeUndefined();
  });

  test('does not say of an alert that began anew that it is over', () => {
    const over = (minute: number): NewFact => ({
      type: 'alert.resolved',
      ...X,
      startsAt: at(2),
      on: at(minute),
      reason: 'operator',
    });
    expect(anasAfter([], [fired(16)], journalOf('lee', of(10, over(10)))).endedByHand.has(KEY)).toBe(false);
    expect(anasAfter([], [fired(2)], journalOf('lee', of(10, over(10)))).endedByHand.has(KEY)).toBe(true);
  });

  test('answers no runbook that wants somebody called since', () => {
    const walk: Told[] = [
      of(1, {
        type: 'runbook.opened',
        walk: 'w',
        file: 'f',
        document: 'd',
        title: 't',
        hash: 'h',
        total: 1,
        alert: {...X, startsAt: at(0)},
      }),
      of(9, {type: 'runbook.escalation-due', walk: 'w', after: 5 * 60_000, to: 'mo'}),
    ];
    const note = (minute: number) =>
      journalOf('lee', of(minute, {type: 'note.added', note: 'n', text: 'hm', alert: {...X, startsAt: at(0)}}));
    expect(anasAfter([], walk, note(5)).walks.get('w')?.escalationSeen).toBeUndefined();
    expect(anasAfter([], walk, note(10)).walks.get('w')?.escalationSeen).toBe(true);
  });

  test('of two others, whoever tells of the later time of an alert is believed', () => {
    const state = anasAfter([], [], [...journalOf('mo', fired(2)), ...journalOf('lee', fired(16))]);
    expect(state.firing.get(KEY)).toMatchObject({startsAt: at(16), toldBy: 'lees'});
  });
});
