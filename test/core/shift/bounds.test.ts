import {describe, expect, test} from 'vitest';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import type {ShiftState} from '../../../src/core/shift/state.js';
import {NIGHT, recorded} from '../../support/given.js';

const HOUR = 60 * 60_000;

function after(bodies: readonly NewFact[], state: ShiftState = initialShift('here'), at = NIGHT): ShiftState {
  return fold(state, recorded(bodies, at));
}

function occurrence(index: number): readonly NewFact[] {
  const name = {source: 'eu', fingerprint: `f${index}`, startsAt: NIGHT};
  return [
    {type: 'alert.fired', ...name, labels: {alertname: 'Pod'}, severity: 'P3', state: 'active', on: NIGHT},
    {type: 'alert.resolved', ...name, on: NIGHT + index, reason: 'absent'},
  ];
}

function ack(index: number, ...ending: readonly NewFact[]): readonly NewFact[] {
  return [
    {
      type: 'ack.requested',
      ack: `wk-${index}`,
      source: 'eu',
      title: 'Pod',
      alerts: [{fingerprint: `f${index}`, startsAt: NIGHT}],
      matchers: [],
      duration: HOUR,
      comment: 'ACK!',
      extend: true,
    },
    ...ending,
  ];
}

function placed(index: number): NewFact {
  return {type: 'ack.placed', ack: `wk-${index}`, silence: `s${index}`, startsAt: NIGHT, endsAt: NIGHT, member: 'm'};
}

const lapsed = (index: number): NewFact => ({type: 'ack.ended', ack: `wk-${index}`, reason: 'lapsed'});
const many = (count: number) => Array.from({length: count}, (_, index) => index);

describe('a long watch', () => {
  test('remembers the past of the label sets that ended last, and of no more than 3,000', () => {
    const {history, firing} = after(many(4_000).flatMap(occurrence));
    expect(firing.size).toBe(0);
    expect(history.size).toBe(3_000);
    expect(history.has('eu/f3999')).toBe(true);
    expect(history.has('eu/f0')).toBe(false);
  });

  test('keeps a label set in mind that goes on ending, however many end once', () => {
    const {history} = after([
      ...occurrence(0),
      ...many(2_999).flatMap(index => occurrence(index + 1)),
      ...occurrence(0),
      ...occurrence(20_000),
    ]);
    expect(history.get('eu/f0')).toHaveLength(2);
    expect(history.has('eu/f1')).toBe(false);
  });

  test('holds 300 acks that have ended, the last ones, and every one that has not', () => {
    const ended = many(800).flatMap(index => ack(index, placed(index), lapsed(index)));
    const {acks, ackOf} = after([...ack(9_000, placed(9_000)), ...ended]);
    expect(acks.size).toBe(301);
    expect(acks.get('wk-9000')?.status).toBe('placed');
    expect(acks.has('wk-799')).toBe(true);
    expect(acks.has('wk-0')).toBe(false);
    expect([...ackOf.values()]).toEqual(['wk-9000']);
  });

  test('never forgets an ended ack whose silence has still to be ended', () => {
    const released: NewFact = {type: 'ack.ended', ack: 'wk-9000', reason: 'released'};
    const ended = many(800).flatMap(index => ack(index, placed(index), lapsed(index)));
    const {acks} = after([...ack(9_000, placed(9_000), released), ...ended]);
    expect(acks.get('wk-9000')).toMatchObject({status: 'ended', silenceOpen: true});
  });

  test('forgets an ended ack after a day', () => {
    const first = after(ack(1, placed(1), lapsed(1)));
    const sameNight = after(ack(2, placed(2), lapsed(2)), first, NIGHT + 8 * HOUR);
    expect([...sameNight.acks.keys()]).toEqual(['wk-1', 'wk-2']);
    const nextDay = after(ack(3, placed(3), lapsed(3)), sameNight, NIGHT + 25 * HOUR);
    expect([...nextDay.acks.keys()]).toEqual(['wk-2', 'wk-3']);
  });

  test('keeps 5,000 verdicts on what is noise', () => {
    const judged = many(6_000).map((index): NewFact => {
      const name = {source: 'eu', fingerprint: `f${index}`, startsAt: NIGHT};
      return {type: 'alert.judged', ...name, verdict: 'noise'};
    });
    expect(after(judged).judged.size).toBe(5_000);
  });
});
