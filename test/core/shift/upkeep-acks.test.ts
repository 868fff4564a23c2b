import {describe, expect, test} from 'vitest';
import {dispositionOf} from '../../../src/core/alert/disposition.js';
import {banners} from '../../../src/core/board/banner.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {outstandingWork} from '../../../src/core/shift/work.js';
import {anAlert, aSilence, keyOf, NIGHT, recorded, story, types, upHealth} from '../../support/given.js';

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

describe('an ack whose silence has another author now', () => {
  const later = NIGHT + 10_000;
  const byZoe = aSilence({id: placed.id, comment: 'ACK! x wk-test0001', createdBy: 'zoe', endsAt: placed.endsAt});

  test('is theirs, as the source says: they took the watch over in an account of their own', () => {
    const {night, alert, ack} = acked();
    night.when({type: 'settle-ack', ack, placed});
    night.shows({alerts: [alert], silences: [byZoe]});
    const touched = {...reconcile, touched: [], gone: []};
    expect(types(night.when(touched, NIGHT + 1000, 'wk'))).toEqual([]);
    const said = night.when(touched, later, 'wk');
    expect(said).toEqual([{type: 'ack.taken', ack, from: 'ana', to: 'zoe'}]);
    expect(sentence(recorded(said as never, later, 'wk')[0] as never, {ack: () => 'DiskFull'})).toBe(
      'zoe has DiskFull of ana: its silence says so',
    );
    expect(night.state().shift.acks.get(ack)).toMatchObject({by: 'zoe', status: 'placed'});
    expect(types(night.when(touched, later + 10_000, 'wk'))).toEqual([]);
  });

  test('is not, while it is ours to tell the source whose it is', () => {
    const {night, alert, ack} = acked();
    night.when({type: 'settle-ack', ack, placed});
    night.hears([{type: 'ack.taken', ack, from: 'ana'}], NIGHT, 'lee');
    night.shows({alerts: [alert], silences: [byZoe]});
    expect(types(night.when({...reconcile, touched: [], gone: []}, later, 'wk'))).toEqual([]);
  });
});

describe('a placed silence that does not hold what was acked', () => {
  const second = 1000;
  const whenPolled = (at: number, over = {}) => upHealth({lastGood: at, since: NIGHT - 60 * MINUTE, ...over});
  /** Acked and placed at NIGHT; the source lists the silence and shows the alert as it is told to. */
  const placedOnce = () => {
    const told = acked();
    told.night.when({type: 'settle-ack', ack: told.ack, placed});
    const poll = (at: number, alert = told.alert, over = {}) => {
      told.night.shows({alerts: [alert], silences: [held()], health: whenPolled(at, over)});
      return told.night.when({...reconcile, touched: [keyOf(alert)], gone: []}, at);
    };
    const kind = (at: number) => dispositionOf(told.alert, told.night.state(), at);
    return {...told, poll, kind};
  };

  test('is said once, and the alert needs somebody again, after the second poll that shows it active', () => {
    const {night, alert, ack, poll, kind} = placedOnce();
    expect(types(poll(NIGHT + second))).toEqual([]);
    expect(types(poll(NIGHT + 6 * second))).toEqual([]);
    expect(kind(NIGHT + 6 * second).kind).toBe('acked');
    const said = poll(NIGHT + 11 * second);
    expect(said).toMatchObject([{type: 'ack.unheld', ack, alerts: [{fingerprint: alert.fingerprint}]}]);
    expect(sentence(recorded(said as never)[0] as never, {ack: () => 'DiskFull'})).toBe(
      'ack of DiskFull does not hold: eu lists its silence silence- as active and shows 1 alert of it active all the same',
    );
    expect(kind(NIGHT + 11 * second)).toMatchObject({kind: 'unacked', unheld: true, ack});
    expect(types(poll(NIGHT + 16 * second))).toEqual([]);
    expect(types(night.when({type: 'tick'}, NIGHT + 17 * second))).toEqual([]);
    expect(banners(night.state(), NIGHT)[0]).toMatchObject({
      kind: 'ack-trouble',
      text: expect.stringContaining('not hold'),
    });
  });

  test('is said neither while a cluster may not all have heard of it, nor at the first look after a start', () => {
    const {poll} = placedOnce();
    expect(types(poll(NIGHT + 4 * second))).toEqual([]);
    const restarted = placedOnce();
    const since = NIGHT + 5 * MINUTE;
    expect(types(restarted.poll(since, restarted.alert, {since}))).toEqual([]);
    expect(types(restarted.poll(since + 5 * second, restarted.alert, {since}))).toEqual(['ack.unheld']);
  });

  test('is said too when it held for a while, and taken back when it holds again', () => {
    const {night, alert, poll, kind} = placedOnce();
    const quiet = {...alert, state: 'suppressed' as const, silencedBy: [placed.id]};
    poll(NIGHT + second, quiet);
    poll(NIGHT + 5 * MINUTE, quiet);
    expect(types(poll(NIGHT + 6 * MINUTE, alert))).toEqual(['alert.changed']);
    expect(types(poll(NIGHT + 6 * MINUTE + 5 * second, alert))).toEqual(['ack.unheld']);
    expect(poll(NIGHT + 7 * MINUTE, quiet)).toMatchObject([{type: 'alert.changed'}, {type: 'ack.unheld', alerts: []}]);
    expect(kind(NIGHT + 7 * MINUTE).kind).toBe('acked');
    expect(night.state().shift.acks.get('wk-test0001')?.unheld).toBeUndefined();
  });

  test.each([
    ['inhibited', {state: 'suppressed', inhibitedBy: ['f00']}],
    ['held at one member of the cluster', {silencedBy: ['silence-1']}],
    ['missing since this poll', {absentSince: NIGHT}],
  ] as const)('is not said of an alert that is %s', (_what, over) => {
    const {alert, poll} = placedOnce();
    for (const at of [6, 11, 16, 21])
      expect(types(poll(NIGHT + at * second, {...alert, ...over}))).not.toContain('ack.unheld');
  });

  test('names the member that notifies, where another one of the cluster holds the alert back', () => {
    const {night, alert, poll, kind} = placedOnce();
    const members = [
      {name: 'am-1:9093', up: true, clusterSize: 1},
      {name: 'am-2:9093', up: true, clusterSize: 1},
    ];
    const both = {...alert, members: ['am-1:9093', 'am-2:9093'], notifying: ['am-2:9093']};
    poll(NIGHT + second, both, {members, apart: true});
    expect(types(poll(NIGHT + 11 * second, both, {members, apart: true}))).toEqual(['ack.unheld']);
    expect(kind(NIGHT + 11 * second)).toMatchObject({kind: 'unacked', unheld: true});
    expect(dispositionOf(both, night.state(), NIGHT).trouble).toBe("ana's ack does not hold it: am-2:9093 notifies");
    expect(banners(night.state(), NIGHT).map(({text}) => text)).toEqual([
      'Ack of DiskFull does not hold: am-2:9093 notifies all the same',
      'eu: its 2 members are not one cluster: what one is told to silence, another one goes on notifying',
    ]);
  });

  test('is said at the second poll already where the members are known not to be one cluster', () => {
    const {alert, poll} = placedOnce();
    const more = {apart: true, members: ['am-1:9093', 'am-2:9093'].map(name => ({name, up: true, clusterSize: 1}))};
    const both = {...alert, members: ['am-1:9093', 'am-2:9093'], notifying: ['am-2:9093']};
    expect(types(poll(NIGHT + second, both, more))).toEqual([]);
    expect(types(poll(NIGHT + 6 * second, both, more))).toEqual(['ack.unheld']);
  });

  test('names the member that alone has the alert, and not the one that took the silence', () => {
    const {night, alert, poll} = placedOnce();
    const members = ['am-1:9093', 'am-2:9093'].map(name => ({name, up: true}));
    const own = {...alert, members: ['am-2:9093']};
    for (const at of [6, 11]) poll(NIGHT + at * second, own, {members});
    expect(banners(night.state(), NIGHT)[0]?.text).toBe(
      'Ack of DiskFull does not hold: am-2:9093 notifies all the same',
    );
  });

  test('can be acked anew: a new silence is asked for, and the useless one is ended', () => {
    const {night, alert, ack, poll, kind} = placedOnce();
    for (const at of [1, 6, 11]) poll(NIGHT + at * second);
    const again = night.when({type: 'ack', alerts: [keyOf(alert)]}, NIGHT + 20 * second);
    expect(again).toMatchObject([{type: 'ack.ended', ack, reason: 'released'}, {type: 'ack.requested'}]);
    expect(outstandingWork(night.state(), NIGHT + 20 * second).map(({kind}) => kind)).toEqual([
      'expire-ack',
      'place-ack',
    ]);
    expect(kind(NIGHT + 20 * second)).toMatchObject({kind: 'acking', ack: 'wk-test0002'});
  });

  test('goes on holding the rest of a group, of which only what it does not hold is acked anew', () => {
    const [one, two] = ['db-1', 'db-2'].map(instance =>
      anAlert({labels: {alertname: 'Pool', severity: 'critical', instance}}),
    ) as [ReturnType<typeof anAlert>, ReturnType<typeof anAlert>];
    const night = story({alerts: [one, two]});
    night.when(reconcile);
    night.when({type: 'ack', alerts: [keyOf(one), keyOf(two)]});
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    const alerts = [{...one, state: 'suppressed' as const, silencedBy: [placed.id]}, two];
    night.shows({alerts, silences: [held()], health: whenPolled(NIGHT + MINUTE)});
    expect(night.when(reconcile, NIGHT + MINUTE)).toMatchObject([
      {type: 'alert.changed'},
      {type: 'ack.unheld', alerts: [{fingerprint: two.fingerprint}]},
    ]);
    expect(dispositionOf(alerts[0] as typeof one, night.state(), NIGHT + MINUTE).kind).toBe('acked');
    expect(types(night.when({type: 'ack', alerts: [keyOf(one), keyOf(two)]}, NIGHT + 2 * MINUTE))).toEqual([
      'ack.requested',
    ]);
  });
});

describe('an ack whose end passes while its source does not answer', () => {
  const down = upHealth({state: 'down', since: NIGHT + 9 * MINUTE});
  const end = placed.endsAt;
  const outage = (before: Parameters<ReturnType<typeof story>['when']>[0][] = []) => {
    const told = acked();
    told.night.when({type: 'settle-ack', ack: told.ack, placed});
    told.night.shows({alerts: [told.alert], silences: [held()], health: down});
    for (const command of before) told.night.when(command, NIGHT + 11 * MINUTE);
    return told;
  };

  test.each([
    [
      'the keeper had said that it could not',
      [{type: 'settle-ack-failed', ack: 'wk-test0001', reason: 'no answer', final: false}],
    ],
    ['the keeper still waits for its answer', []],
  ] as const)('is asserted again and said so, when %s', (_what, before) => {
    const {night, ack} = outage([...before]);
    expect(outstandingWork(night.state(), end - 1)).toMatchObject([{kind: 'extend-ack'}]);
    expect(outstandingWork(night.state(), end)).toEqual([]);
    expect(night.when({type: 'tick'}, end + 500)).toMatchObject([
      {type: 'source.lost'},
      {type: 'ack.failed', ack, lost: true, final: false, reason: expect.stringContaining('ran out')},
    ]);
    expect(outstandingWork(night.state(), end + 500)).toMatchObject([{kind: 'place-ack'}]);
    expect(dispositionOf(anAlert(), night.state(), end + 500)).toMatchObject({kind: 'acking'});
    night.shows({alerts: [anAlert()], silences: [{...held(), state: 'expired'}]});
    expect(types(night.when(reconcile, end + 5 * MINUTE))).toEqual(['source.recovered']);
  });

  test('is asserted again also when the poll that shows the end comes before the clock does', () => {
    const {night} = outage();
    night.shows({alerts: [anAlert()], silences: [{...held(), state: 'expired'}]});
    expect(night.when(reconcile, end + 100)).toMatchObject([{type: 'ack.failed', lost: true}]);
  });

  test('is placed once where its late extension went through after all', () => {
    const {night, ack} = outage();
    night.when({type: 'tick'}, end + 500);
    const late = {...placed, id: 'silence-9', endsAt: end + 15 * MINUTE};
    night.when({type: 'settle-extension', ack, placed: late}, end + 600);
    expect(night.state().shift.acks.get(ack)).toMatchObject({status: 'placed', silence: {id: 'silence-9'}});
    expect(outstandingWork(night.state(), end + 600)).toEqual([]);
  });

  test('stays with its end when its owner set that, or gave it back, or nobody kept it for long', () => {
    const alert = anAlert();
    const night = story({alerts: [alert]});
    night.when(reconcile);
    night.when({type: 'ack', alerts: [keyOf(alert)], until: end});
    night.when({type: 'settle-ack', ack: 'wk-test0001', placed});
    expect(night.when({type: 'tick'}, end + 500)).toMatchObject([{type: 'ack.ended', reason: 'lapsed'}]);

    const {night: released, alert: held2} = outage();
    released.when({type: 'release', alerts: [keyOf(held2)]}, end - 1000);
    expect(types(released.when({type: 'tick'}, end + 500))).toEqual(['source.lost']);

    const {night: closed} = outage();
    closed.shows({alerts: [anAlert()], silences: []});
    expect(closed.when(reconcile, end + 10 * MINUTE)).toMatchObject([{type: 'ack.ended', reason: 'lapsed'}]);
    expect(outstandingWork(closed.state(), end + 10 * MINUTE)).toEqual([]);
  });
});
