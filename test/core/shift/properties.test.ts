import fc from 'fast-check';
import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import type {Command} from '../../../src/core/shift/command.js';
import {decide} from '../../../src/core/shift/decide.js';
import {isRefusal, type NewFact} from '../../../src/core/shift/decision.js';
import {FACT_SCHEMAS, type Fact} from '../../../src/core/shift/fact.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, shown} from '../../support/given.js';

const ALERTS = ['A', 'B', 'C'].flatMap(alertname =>
  ['1', '2'].map(host => anAlert({labels: {alertname, host, severity: alertname === 'A' ? 'critical' : 'warning'}})),
);
const placed = {id: 's1', startsAt: NIGHT, endsAt: NIGHT + 900_000, member: 'm'};

const someAlerts = fc.subarray(ALERTS);
const someCommand: fc.Arbitrary<Command> = fc.oneof(
  someAlerts.map(alerts => ({type: 'ack' as const, alerts: alerts.map(keyOf)})),
  someAlerts.map(alerts => ({type: 'release' as const, alerts: alerts.map(keyOf)})),
  fc.constant({type: 'reconcile' as const, source: 'eu', silencesRead: true}),
  fc.constant({type: 'tick' as const}),
  fc.string({minLength: 1}).map(text => ({type: 'note' as const, text})),
  fc.constantFrom('wk-test0001', 'wk-test0002').map(ack => ({type: 'settle-ack' as const, ack, placed})),
  fc.constantFrom('wk-test0001', 'wk-test0002').map(ack => ({type: 'settle-extension' as const, ack, placed})),
  fc.constantFrom('wk-test0001', 'wk-test0002').map(ack => ({type: 'settle-ack-expired' as const, ack})),
  fc.boolean().map(final => ({type: 'settle-ack-failed' as const, ack: 'wk-test0001', reason: 'no', final})),
  someAlerts.map(alerts => ({type: 'judge' as const, alerts: alerts.map(keyOf), verdict: 'noise' as const})),
);
const step = fc.record({command: someCommand, shows: someAlerts, minutes: fc.nat(20)});

/** Plays steps one after another; answers every fact made. */
function play(steps: readonly {command: Command; shows: typeof ALERTS; minutes: number}[]): {
  facts: Fact[];
  seen: NewFact[];
} {
  let state = aWatch();
  let now = NIGHT;
  let count = 0;
  const facts: Fact[] = [];
  const seen: NewFact[] = [];
  const newId = (prefix: string) => {
    count += 1;
    return `${prefix}test${String(count).padStart(4, '0')}`;
  };
  for (const {command, shows, minutes} of steps) {
    now += minutes * 60_000;
    state = {...state, live: shown({alerts: shows, silences: [aSilence({id: 's1'})]})};
    const decision = decide(command, state, {at: now, by: 'ana', newId});
    if (isRefusal(decision)) continue;
    const made = recorded(decision, now).map((fact, index) => ({...fact, seq: facts.length + 1 + index}));
    seen.push(...decision);
    facts.push(...made);
    state = {...state, shift: fold(state.shift, made)};
  }
  return {facts, seen};
}

describe('facts and their fold', () => {
  test('folding in two batches equals folding in one, and leaves the state between them as it was', () => {
    fc.assert(
      fc.property(fc.array(step, {maxLength: 12}), fc.nat(60), (steps, cut) => {
        const {facts} = play(steps);
        const start = initialShift('here');
        const between = fold(start, facts.slice(0, cut));
        const kept = structuredClone(between);
        expect(fold(between, facts.slice(cut))).toEqual(fold(start, facts));
        expect(between).toEqual(kept);
      }),
    );
  });

  test('a snapshot read back is the same state', () => {
    fc.assert(
      fc.property(fc.array(step, {maxLength: 12}), steps => {
        const state = fold(initialShift('here'), play(steps).facts);
        const snapshot: unknown = JSON.parse(JSON.stringify(toSnapshot(state, NIGHT)));
        expect(fromSnapshot(snapshot)).toEqual(state);
      }),
    );
  });

  test('every fact that is decided fits the schema of its type', () => {
    fc.assert(
      fc.property(fc.array(step, {maxLength: 12}), steps => {
        for (const {type, ...body} of play(steps).seen) {
          const read = v.safeParse(FACT_SCHEMAS[type], body);
          expect(read.success, JSON.stringify({type, body})).toBe(true);
        }
      }),
    );
  });

  test('an alert is held by at most one ack, and only by one that has not ended', () => {
    fc.assert(
      fc.property(fc.array(step, {maxLength: 20}), steps => {
        const state = fold(initialShift('here'), play(steps).facts);
        for (const ack of state.ackOf.values()) expect(state.acks.get(ack)?.status).not.toBe('ended');
      }),
    );
  });

  test('a fact of an unknown type changes nothing but the count', () => {
    const unknown: Fact = {
      v: 7,
      seq: 9,
      origin: 'here',
      at: new Date(NIGHT).toISOString(),
      by: 'x',
      type: 'tea.made',
      cups: 2,
    };
    expect(fold(initialShift('here'), [unknown])).toEqual({...initialShift('here'), seq: 9});
  });

  test('facts of another origin do not move the count of ours', () => {
    const other: Fact = {v: 1, seq: 99, origin: 'there', at: new Date(NIGHT).toISOString(), by: 'x', type: 'tea.made'};
    expect(fold(initialShift('here'), [other]).seq).toBe(0);
  });
});
