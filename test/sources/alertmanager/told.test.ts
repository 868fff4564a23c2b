import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {FeedAlert} from '../../../src/core/feed/message.js';
import {alertFold} from '../../../src/sources/alertmanager/fold.js';
import type {MemberView} from '../../../src/sources/alertmanager/member.js';
import {alertOf} from '../../../src/sources/alertmanager/normalise.js';
import {toldOf} from '../../../src/sources/alertmanager/told.js';
import {someAlert} from '../support/fake-alertmanager.js';

const GRACE = 60_000;
const START = Date.parse('2026-11-20T03:00:00.123Z');
/** Seconds after the start. */
const second = (s: number) => ({at: START + s * 1_000, monotonic: 1_000_000 + s * 1_000});

function shown(over: Partial<Alert> = {}): Alert {
  return {...alertOf(someAlert('f1'), {source: 'eu', member: 'a'}), startsAt: START, ...over};
}

/** The list of a member whose poll began then. */
function polled(begun: number, alerts: readonly Alert[], name = 'a'): MemberView {
  return {
    name,
    up: true,
    alerts: new Map(alerts.map(alert => [alert.fingerprint, alert])),
    silences: new Map(),
    silencesRead: true,
    failures: 0,
    settledAt: 0,
    begunAt: second(begun).monotonic,
  };
}

function told(status: 'firing' | 'resolved', over: Partial<FeedAlert> = {}) {
  const message: FeedAlert = {
    source: 'eu',
    status,
    fingerprint: 'f1',
    startsAt: new Date(START).toISOString(),
    endsAt: status === 'firing' ? null : new Date(START + 9_000).toISOString(),
    labels: someAlert('f1').labels,
    annotations: {},
    groupKey: '{}:{}',
    ...over,
  };
  return [toldOf(message, {source: 'eu'})];
}

describe('an alert that was told to fire', () => {
  test('is shown before a poll shows it, once', () => {
    const folding = alertFold(GRACE);
    expect(folding.tell(told('firing'), second(0)).changed).toMatchObject([{fingerprint: 'f1', state: 'active'}]);
    expect(folding.tell(told('firing'), second(0))).toEqual({changed: [], gone: []});
    const silenced = shown({state: 'suppressed', silencedBy: ['s1']});
    expect(folding.fold([polled(1, [silenced])], second(2)).changed).toEqual([silenced]);
  });

  test('is not missed by a poll that began before it was told', () => {
    const folding = alertFold(GRACE);
    folding.tell(told('firing'), second(1));
    expect(folding.fold([polled(0, [])], second(2))).toEqual({changed: [], gone: []});
  });

  test('and is in no later poll is missing, and gone after the grace', () => {
    const folding = alertFold(GRACE);
    folding.tell(told('firing'), second(1));
    expect(folding.fold([polled(2, [])], second(3)).changed).toMatchObject([{absentSince: second(3).at}]);
    expect(folding.fold([polled(60, [])], second(62)).gone).toEqual([]);
    expect(folding.fold([polled(64, [])], second(65)).gone).toMatchObject([{fingerprint: 'f1', reason: 'absent'}]);
  });

  test('with a later start is another occurrence', () => {
    const folding = alertFold(GRACE);
    folding.fold([polled(0, [shown()])], second(0));
    const again = told('firing', {startsAt: new Date(START + 30_000).toISOString()});
    expect(folding.tell(again, second(31))).toMatchObject({
      changed: [{startsAt: START + 30_000}],
      gone: [{startsAt: START, reason: 'rotated'}],
    });
  });

  test('carries no escape of the sender', () => {
    const [one] = told('firing', {
      annotations: {summary: '\u001b]52;c;eA==\u0007full'},
      labels: {alertname: 'A\u001b[2J'},
    });
    expect(JSON.stringify(one)).not.toMatch(/\\u001b|\\u0007/);
  });
});

describe('an alert that was told to have resolved', () => {
  test('is gone at once, and stays gone in a poll that began before', () => {
    const folding = alertFold(GRACE);
    folding.fold([polled(0, [shown()])], second(0));
    expect(folding.tell(told('resolved'), second(10)).gone).toEqual([
      {fingerprint: 'f1', startsAt: START, on: START + 9_000, reason: 'resolved-event'},
    ]);
    expect(folding.fold([polled(9, [shown()])], second(11))).toEqual({changed: [], gone: []});
    expect(folding.fold([polled(12, [])], second(13))).toEqual({changed: [], gone: []});
  });

  test('comes back when a poll that began later still shows it', () => {
    const folding = alertFold(GRACE);
    folding.fold([polled(0, [shown()])], second(0));
    folding.tell(told('resolved'), second(10));
    expect(folding.fold([polled(11, [shown()])], second(12)).changed).toEqual([shown()]);
  });

  test('stays gone until every member has been asked again', () => {
    const folding = alertFold(GRACE);
    folding.fold([polled(0, [shown()]), polled(0, [shown()], 'b')], second(0));
    folding.tell(told('resolved'), second(10));
    expect(folding.fold([polled(11, []), polled(9, [shown()], 'b')], second(12))).toEqual({changed: [], gone: []});
    expect(folding.fold([polled(11, []), polled(13, [shown()], 'b')], second(14)).changed).toHaveLength(1);
  });

  test('of an earlier occurrence says nothing of the one that fires', () => {
    const folding = alertFold(GRACE);
    folding.fold([polled(0, [shown({startsAt: START + 20_000})])], second(21));
    expect(folding.tell(told('resolved'), second(22))).toEqual({changed: [], gone: []});
  });

  test('in the same breath as it fired does not stay on the board, and is handed over to be recorded', () => {
    const folding = alertFold(GRACE);
    const {changed, gone, passed} = folding.tell([...told('firing'), ...told('resolved')], second(10));
    expect([changed, gone]).toMatchObject([[], [{fingerprint: 'f1', reason: 'resolved-event'}]]);
    expect(passed).toMatchObject([{alert: {fingerprint: 'f1', startsAt: START}, on: START + 9_000}]);
    const again = folding.tell([...told('firing'), ...told('resolved'), ...told('firing')], second(11));
    expect(again).toMatchObject({changed: [{fingerprint: 'f1'}], gone: []});
    expect(again.passed).toBeUndefined();
  });

  test('and fires again with the same start is shown again', () => {
    const folding = alertFold(GRACE);
    folding.tell(told('firing'), second(0));
    folding.tell(told('resolved'), second(1));
    expect(folding.tell(told('firing'), second(2)).changed).toHaveLength(1);
  });
});
