import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {nextLadderDeadline} from '../../../src/core/escalation/upkeep-ladders.js';
import type {Gone, Passed} from '../../../src/core/live/update.js';
import {aPolicy, GROUP} from '../../support/escalating.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, story, types} from '../../support/given.js';

const MINUTE = 60_000;
const at = (minute: number): Alert => anAlert({startsAt: NIGHT + minute * MINUTE});
const passed = (from: number, to: number): Passed => ({
  alert: at(from),
  on: NIGHT + to * MINUTE,
  reason: 'resolved-event',
});
const command = (past: readonly Passed[], over: {readonly gone?: readonly Gone[]; readonly fires?: Alert} = {}) => ({
  type: 'reconcile' as const,
  source: 'eu',
  touched: over.fires === undefined ? [] : [keyOf(over.fires)],
  silences: [],
  gone: over.gone ?? [],
  passed: past,
});
const NOW = NIGHT + 60 * MINUTE;

describe('what fired and resolved before it could be shown', () => {
  test('has its lines in the log, with its own times, and is in the history', () => {
    const night = story();
    expect(night.when(command([passed(1, 2), passed(3, 4)]), NOW)).toMatchObject([
      {type: 'alert.fired', startsAt: NIGHT + MINUTE, on: NIGHT + MINUTE},
      {type: 'alert.resolved', startsAt: NIGHT + MINUTE, on: NIGHT + 2 * MINUTE, reason: 'resolved-event'},
      {type: 'alert.fired', startsAt: NIGHT + 3 * MINUTE, on: NIGHT + 3 * MINUTE},
      {type: 'alert.resolved', startsAt: NIGHT + 3 * MINUTE, on: NIGHT + 4 * MINUTE},
    ]);
    expect(night.state().shift.firing.size).toBe(0);
    expect(night.state().shift.history.get(keyOf(at(1)))).toHaveLength(2);
  });

  test('is recorded once, however often it is told', () => {
    const night = story();
    night.when(command([passed(1, 2)]), NOW);
    expect(night.when(command([passed(1, 2), passed(3, 4)]), NOW)).toMatchObject([
      {type: 'alert.fired', startsAt: NIGHT + 3 * MINUTE},
      {type: 'alert.resolved', startsAt: NIGHT + 3 * MINUTE},
    ]);
  });

  test('is not recorded again where it is older than all that the history remembers of it', () => {
    const night = story();
    const flaps = Array.from({length: 40}, (_, minute) => passed(minute, minute + 0.5));
    night.when(command(flaps), NOW);
    expect(night.when(command(flaps), NOW)).toEqual([]);
  });

  test('is recorded once where a poll, too, has seen it begin', () => {
    const night = story({alerts: [at(1)]});
    night.when({type: 'reconcile', source: 'eu'});
    night.shows({});
    const {fingerprint, startsAt} = at(1);
    const gone = [{fingerprint, startsAt, on: NIGHT + 2 * MINUTE, reason: 'resolved-event' as const}];
    expect(types(night.when(command([passed(1, 2)], {gone}), NOW))).toEqual(['alert.resolved']);
  });

  test('stands between what fired before it and what fires now', () => {
    const night = story({alerts: [at(0)]});
    night.when({type: 'reconcile', source: 'eu'});
    night.shows({alerts: [at(5)]});
    const {fingerprint} = at(0);
    const gone = [{fingerprint, startsAt: NIGHT, on: NIGHT + MINUTE, reason: 'rotated' as const}];
    expect(night.when(command([passed(2, 3)], {gone, fires: at(5)}), NOW)).toMatchObject([
      {type: 'alert.resolved', on: NIGHT + MINUTE},
      {type: 'alert.fired', on: NIGHT + 2 * MINUTE},
      {type: 'alert.resolved', on: NIGHT + 3 * MINUTE},
      {type: 'alert.fired', on: NIGHT + 5 * MINUTE},
    ]);
    expect(night.state().shift.firing.get(keyOf(at(5)))?.startsAt).toBe(NIGHT + 5 * MINUTE);
  });

  test('takes nothing from what fires here all along', () => {
    const night = story({alerts: [at(0)]});
    night.when({type: 'reconcile', source: 'eu'});
    expect(types(night.when(command([passed(2, 3)]), NOW))).toEqual([]);
    expect(night.state().shift.firing.size).toBe(1);
  });

  test('starts no clock that calls somebody', () => {
    const night = story({settings: {targets: [fakeTarget()], policies: [aPolicy()]}});
    night.when(command([passed(1, 2)]), NOW);
    expect(nextLadderDeadline(night.state(), NOW)).toBeUndefined();
    expect(night.when({type: 'tick-ladders'}, NOW)).toEqual([]);
    expect(night.state().shift.ladders.has(GROUP)).toBe(false);
  });
});
