import {describe, expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import type {Walk} from '../../../src/core/runbook/walk.js';
import {nextDeadline} from '../../../src/core/shift/deadlines.js';
import {escalationText} from '../../../src/core/shift/escalation-text.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, keyOf, NIGHT, story, types} from '../../support/given.js';

const WALK = 'walk-test0001';
const opening = {
  type: 'open-runbook',
  file: '/ops/disk.md',
  document: 'disk',
  title: 'Disk filling',
  hash: 'abc',
  total: 3,
} as const;

describe('what a runbook wants after a while', () => {
  const AFTER = 15 * 60_000;
  const escalate = {after: AFTER, to: 'the database team'};

  function opened() {
    const alert = anAlert();
    const night = story({alerts: [alert]});
    night.when({type: 'reconcile', source: alert.source});
    night.when({...opening, alert: keyOf(alert), escalate});
    return {night, alert, walk: () => [...night.state().shift.walks.values()][0]};
  }
  const tick = {type: 'tick'} as const;
  const said = (night: ReturnType<typeof story>) => banners(night.state(), NIGHT).map(({text}) => text);

  test('is a deadline, said once when it is over, in a fact and above the board', () => {
    const {night} = opened();
    expect(nextDeadline(night.state())).toBe(NIGHT + AFTER);
    expect(types(night.when(tick, NIGHT + AFTER - 1))).toEqual([]);
    expect(said(night)).toEqual([]);
    expect(types(night.when(tick, NIGHT + AFTER))).toEqual(['runbook.escalation-due']);
    expect(types(night.when(tick, NIGHT + AFTER + 1))).toEqual([]);
    expect(nextDeadline(night.state())).toBeUndefined();
    expect(said(night)).toEqual(['Runbook of DiskFull: escalate to the database team, 15m are over']);
    expect(sentence(night.state().log.at(-1) as never, {walk: () => 'Disk filling'})).toBe(
      'the runbook Disk filling says: escalate to the database team, 15m are over',
    );
  });

  test('stops when the alert is resolved, before it is due and after', () => {
    const early = opened();
    early.night.shows({alerts: []}).when({type: 'reconcile', source: early.alert.source}, NIGHT + 1);
    expect(nextDeadline(early.night.state())).toBeUndefined();
    expect(types(early.night.when(tick, NIGHT + AFTER))).toEqual([]);

    const late = opened();
    late.night.when(tick, NIGHT + AFTER);
    late.night.shows({alerts: []}).when({type: 'reconcile', source: late.alert.source}, NIGHT + AFTER + 1);
    expect(said(late.night)).toEqual([]);
  });

  test('stops when the walk is closed', () => {
    const {night} = opened();
    night.when({type: 'close-runbook', walk: WALK});
    expect(types(night.when(tick, NIGHT + AFTER))).toEqual([]);
  });

  test('is answered by a note on the alert', () => {
    const {night, alert, walk} = opened();
    night.when(tick, NIGHT + AFTER);
    night.when({type: 'note', text: 'called them', alert: keyOf(alert)}, NIGHT + AFTER + 1);
    expect(said(night)).toEqual([]);
    expect(escalationText(walk() as Walk, night.state().shift, NIGHT + AFTER + 1)).toMatchObject({due: false});
  });

  test('is told in the walk from its beginning', () => {
    const {night, walk} = opened();
    const {shift} = night.state();
    const at = (ms: number) => escalationText(walk() as Walk, shift, NIGHT + ms);
    expect(at(0)).toMatchObject({text: 'escalate to the database team in 15m', due: false});
    expect(at(AFTER - 30_000)).toMatchObject({text: 'escalate to the database team in 30s', due: false});
    expect(at(AFTER)).toMatchObject({text: 'runbook says: escalate to the database team, 15m are over', due: true});
  });

  test('is nobody’s business in a walk for no alert', () => {
    const night = story();
    night.when({...opening, escalate});
    expect(nextDeadline(night.state())).toBeUndefined();
    expect(types(night.when(tick, NIGHT + AFTER))).toEqual([]);
  });

  test('survives a snapshot', () => {
    const {night} = opened();
    const again = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(night.state().shift, NIGHT))));
    expect([...(again?.walks.values() ?? [])]).toMatchObject([{escalate}]);
  });
});
