import {describe, expect, test} from 'vitest';
import {nextDeadline} from '../../../src/core/shift/deadlines.js';
import {outstandingWork} from '../../../src/core/shift/work.js';
import {anAlert, aSilence, keyOf, NIGHT, story, types, upHealth} from '../../support/given.js';

const MINUTE = 60_000;
const reconcile = {type: 'reconcile', source: 'eu', silencesRead: true} as const;
const placed = {id: 'silence-1', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'am-1:9093'};

function acked(over: Parameters<typeof story>[0] = {}) {
  const alert = anAlert();
  const night = story({alerts: [alert], ...over});
  night.when(reconcile);
  night.when({type: 'ack', alerts: [keyOf(alert)]});
  return {night, alert, ack: 'wk-test0001'};
}

function held(ends = placed.endsAt) {
  return aSilence({id: placed.id, comment: 'ACK! x wk-test0001', createdBy: 'ana', endsAt: ends});
}

describe('ack', () => {
  test('asks for one silence in karma’s convention with our token at the end of the comment', () => {
    const {night} = acked();
    const ack = night.state().shift.acks.get('wk-test0001');
    expect(ack).toMatchObject({by: 'ana', status: 'requested', source: 'eu'});
    expect(ack?.comment).toMatch(/^ACK! .* wk-test0001$/u);
    expect(outstandingWork(night.state(), NIGHT)).toMatchObject([{kind: 'place-ack'}]);
  });

  test('said twice makes one', () => {
    const {night, alert} = acked();
    expect(types(night.when({type: 'ack', alerts: [keyOf(alert)]}))).toEqual([]);
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    expect(types(night.when({type: 'ack', alerts: [keyOf(alert)]}))).toEqual([]);
    expect(outstandingWork(night.state(), NIGHT)).toEqual([]);
  });

  test('leaves alone what somebody else has acked by a silence', () => {
    const theirs = aSilence({comment: 'ACK! This alert was acknowledged using karma', createdBy: 'lee'});
    const alert = anAlert({state: 'suppressed', silencedBy: [theirs.id]});
    const night = story({alerts: [alert], silences: [theirs]});
    expect(types(night.when({type: 'ack', alerts: [keyOf(alert)]}))).toEqual([]);
  });

  test('makes one silence for each route group, so that no combination is silenced that nobody looked at', () => {
    const one = anAlert({labels: {alertname: 'A', x: '1'}});
    const two = anAlert({labels: {alertname: 'B', x: '2'}});
    const night = story({alerts: [one, two]});
    expect(types(night.when({type: 'ack', alerts: [keyOf(one), keyOf(two)]}))).toEqual([
      'ack.requested',
      'ack.requested',
    ]);
  });

  test('of an alert that nobody shows is not found', () => {
    expect(types(story().when({type: 'ack', alerts: ['eu/nothing']}))).toEqual(['refused: not-found']);
  });

  test('is refused in a read-only cockpit', () => {
    const alert = anAlert();
    const night = story({alerts: [alert], settings: {readOnly: true}});
    expect(types(night.when({type: 'ack', alerts: [keyOf(alert)]}))).toEqual(['refused: read-only']);
  });

  test('ends with its alert, and its silence is then expired', () => {
    const {night, alert} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({alerts: [], silences: [held()]});
    const gone = [{fingerprint: alert.fingerprint, startsAt: alert.startsAt, on: NIGHT, reason: 'absent' as const}];
    expect(types(night.when({...reconcile, touched: [], gone}, NIGHT + 10_000))).toContain('ack.ended');
    expect(outstandingWork(night.state(), NIGHT)).toMatchObject([{kind: 'expire-ack'}]);
    night.when({type: 'settle-ack-expired', ack: 'wk-test0001'});
    expect(outstandingWork(night.state(), NIGHT)).toEqual([]);
  });

  test('outlives a label set that fires again at once: its silence still matches', () => {
    const {night, alert} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({alerts: [anAlert({startsAt: NIGHT + 1000})], silences: [held()]});
    expect(types(night.when({...reconcile, touched: [keyOf(alert)]}, NIGHT + 10_000))).not.toContain('ack.ended');
    expect(night.state().shift.ackOf.get(keyOf(alert))).toBe('wk-test0001');
  });

  test('is kept alive while its alert is silenced and inhibited at once', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({
      alerts: [anAlert({state: 'suppressed', silencedBy: [placed.id], inhibitedBy: ['f00']})],
      silences: [held()],
    });
    night.when(reconcile, NIGHT + 10 * MINUTE);
    expect(outstandingWork(night.state(), NIGHT + 10 * MINUTE)).toMatchObject([{kind: 'extend-ack'}]);
  });

  test('is extended when a third of it is left, and not when another keeper already did', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({alerts: [anAlert()], silences: [held()]});
    expect(outstandingWork(night.state(), NIGHT + 9 * MINUTE)).toEqual([]);
    expect(outstandingWork(night.state(), NIGHT + 10 * MINUTE)).toMatchObject([{kind: 'extend-ack'}]);
    night.shows({alerts: [anAlert()], silences: [held(NIGHT + 25 * MINUTE)]});
    expect(outstandingWork(night.state(), NIGHT + 10 * MINUTE)).toEqual([]);
  });

  test('is placed again when the source has lost its silence', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({alerts: [anAlert()], silences: []});
    expect(types(night.when(reconcile, NIGHT + 2000))).not.toContain('ack.failed');
    expect(night.when(reconcile, NIGHT + 20_000)).toMatchObject([{type: 'ack.failed', lost: true, final: false}]);
    expect(outstandingWork(night.state(), NIGHT)).toMatchObject([{kind: 'place-ack'}]);
  });

  test('ends when another tool has expired its silence', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({alerts: [anAlert()], silences: [{...held(NIGHT + 30_000), state: 'expired'}]});
    expect(night.when(reconcile, NIGHT + 40_000)).toMatchObject([{type: 'ack.ended', reason: 'expired-elsewhere'}]);
    expect(outstandingWork(night.state(), NIGHT)).toEqual([]);
  });

  test('lapses when nobody kept it alive', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    night.shows({alerts: [anAlert()], silences: []});
    const decision = night.when(reconcile, NIGHT + 60 * MINUTE);
    expect(decision).toMatchObject([{type: 'ack.ended', reason: 'lapsed'}]);
  });

  test('released while its silence was on the way leaves no silence behind', () => {
    const {night, alert} = acked();
    night.when({type: 'release', alerts: [keyOf(alert)]});
    expect(outstandingWork(night.state(), NIGHT)).toEqual([]);
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    expect(outstandingWork(night.state(), NIGHT)).toMatchObject([{kind: 'expire-ack'}]);
  });

  test('is found again by its token when the answer to its request was lost', () => {
    const {night} = acked();
    night.shows({alerts: [anAlert()], silences: [held()]});
    expect(night.when(reconcile)).toMatchObject([{type: 'ack.placed', silence: placed.id}]);
  });

  test('does not lapse at once when our clock is far ahead of the server’s, and is extended by the server’s time', () => {
    const ahead = 20 * MINUTE;
    const health = upHealth({skew: -ahead});
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed: {...placed, endsAt: placed.endsAt - ahead}});
    night.shows({alerts: [anAlert()], silences: [held(placed.endsAt - ahead)], health});
    expect(types(night.when(reconcile, NIGHT + 60_000))).not.toContain('ack.ended');
    expect(outstandingWork(night.state(), NIGHT + 60_000)).toEqual([]);
    expect(outstandingWork(night.state(), NIGHT + 10 * MINUTE)).toMatchObject([{kind: 'extend-ack'}]);
    expect(nextDeadline(night.state())).toBe(NIGHT + 10 * MINUTE);
  });

  test('never ends a silence with its token in another Alertmanager', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    const copy = {...held(), source: 'us', id: 'copied'};
    night.shows({alerts: [anAlert()], silences: [held(), copy]});
    const later = night.when({...reconcile, source: 'us'}, NIGHT + 60_000);
    expect(types(later)).not.toContain('silence.requested');
  });

  test('a second silence of the same ack, from a request that was given up, is ended', () => {
    const {night} = acked();
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    const extra = {...held(), id: 'silence-2'};
    night.shows({alerts: [anAlert()], silences: [held(), extra]});
    expect(types(night.when(reconcile, NIGHT + 2000))).toEqual([]);
    const later = night.when(reconcile, NIGHT + 10_000);
    expect(later).toMatchObject([{type: 'silence.requested', op: 'expire', silence: 'silence-2'}]);
    expect(types(night.when(reconcile, NIGHT + 12_000))).toEqual([]);
  });

  test('reminds its owner after the set time, and again only after that time has passed once more', () => {
    const {night} = acked({settings: {ack: {...story().state().settings.ack, remind: 20 * MINUTE}}});
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed: {...placed, endsAt: NIGHT + 90 * MINUTE}});
    expect(types(night.when({type: 'tick'}, NIGHT + 19 * MINUTE))).toEqual([]);
    expect(night.when({type: 'tick'}, NIGHT + 20 * MINUTE)).toMatchObject([{type: 'ack.reminded', because: 'time'}]);
    expect(types(night.when({type: 'tick'}, NIGHT + 39 * MINUTE))).toEqual([]);
    expect(types(night.when({type: 'tick'}, NIGHT + 40 * MINUTE))).toEqual(['ack.reminded']);
  });

  test('reminds never where the time is 0, and so wakes nobody', () => {
    const {night} = acked({settings: {ack: {...story().state().settings.ack, remind: 0}}});
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed: {...placed, endsAt: NIGHT + 9000 * MINUTE}});
    expect(types(night.when({type: 'tick'}, NIGHT + 600 * MINUTE))).toEqual([]);
    expect(nextDeadline(night.state())).toBe(NIGHT + 9000 * MINUTE - 5 * MINUTE);
  });

  test.each([
    ['acks it once more', {type: 'ack', alerts: []}, ['ack.confirmed']],
    ['writes a note on it', {type: 'note', text: 'still looking', alert: ''}, ['note.added']],
  ] as const)('stops reminding when its owner %s, and starts to count anew', (_what, command, made) => {
    const {night, alert, ack} = acked({settings: {ack: {...story().state().settings.ack, remind: 20 * MINUTE}}});
    night.when({type: 'settle-ack', ack, placed: {...placed, endsAt: NIGHT + 90 * MINUTE}});
    night.when({type: 'tick'}, NIGHT + 20 * MINUTE);
    expect(night.state().shift.acks.get(ack)?.reminder).toEqual({at: NIGHT + 20 * MINUTE, because: 'time'});
    const asked = command.type === 'ack' ? {...command, alerts: [keyOf(alert)]} : {...command, alert: keyOf(alert)};
    night.when(asked, NIGHT + 21 * MINUTE, 'lee');
    expect(night.state().shift.acks.get(ack)?.reminder).toBeDefined();
    expect(types(night.when(asked, NIGHT + 25 * MINUTE))).toEqual(made);
    expect(night.state().shift.acks.get(ack)?.reminder).toBeUndefined();
    expect(types(night.when({type: 'tick'}, NIGHT + 44 * MINUTE))).toEqual([]);
    expect(types(night.when({type: 'tick'}, NIGHT + 45 * MINUTE))).toEqual(['ack.reminded']);
  });

  test('reminds at once when the same thing fires with a worse severity', () => {
    const warning = anAlert({labels: {alertname: 'Disk', severity: 'warning', host: 'db-1'}});
    const critical = anAlert({labels: {alertname: 'Disk', severity: 'critical', host: 'db-1'}});
    const night = story({alerts: [warning]});
    night.when(reconcile);
    night.when({type: 'ack', alerts: [keyOf(warning)]});
    night.shows({alerts: [warning, critical]});
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.fired'}, {type: 'ack.reminded', because: 'severity'}]);
  });

  test('that failed for good is said to have failed and holds nothing', () => {
    const {night, alert} = acked();
    const decision = night.when({type: 'settle-ack-failed', ack: 'wk-test0001', reason: 'bad matcher', final: true});
    expect(types(decision)).toEqual(['ack.failed', 'ack.ended']);
    expect(night.state().shift.ackOf.has(keyOf(alert))).toBe(false);
    expect(outstandingWork(night.state(), NIGHT)).toEqual([]);
  });

  test('that fails again for the same reason says so once', () => {
    const {night} = acked();
    const failed = {type: 'settle-ack-failed', ack: 'wk-test0001', reason: 'no answer', final: false} as const;
    expect(types(night.when(failed))).toEqual(['ack.failed']);
    expect(types(night.when(failed))).toEqual([]);
    expect(outstandingWork(night.state(), NIGHT)).toMatchObject([{kind: 'place-ack'}]);
  });
});

describe('release', () => {
  test('of what another tool holds names whose silence it is and how to end it', () => {
    const theirs = aSilence({comment: 'ACK! karma', createdBy: 'lee'});
    const alert = anAlert({state: 'suppressed', silencedBy: [theirs.id]});
    const decision = story({alerts: [alert], silences: [theirs]}).when({type: 'release', alerts: [keyOf(alert)]});
    expect(decision).toMatchObject({refusal: {code: 'refused', hint: expect.stringContaining(theirs.id)}});
  });
});
