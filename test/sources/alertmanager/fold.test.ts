import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {alertFold} from '../../../src/sources/alertmanager/fold.js';
import {groupFold} from '../../../src/sources/alertmanager/fold-groups.js';
import {silenceFold} from '../../../src/sources/alertmanager/fold-silences.js';
import type {MemberView} from '../../../src/sources/alertmanager/member.js';
import {alertOf, silenceOf} from '../../../src/sources/alertmanager/normalise.js';
import {someAlert} from '../support/fake-alertmanager.js';

const GRACE = 60_000;
const START = Date.parse('2026-11-20T03:00:00.123Z');

function shown(member: string, fingerprint: string, over: Partial<Alert> = {}): Alert {
  return {...alertOf(someAlert(fingerprint), {source: 'eu', member}), ...over};
}

function view(name: string, alerts: readonly Alert[], over: Partial<MemberView> = {}): MemberView {
  return {
    name,
    up: true,
    alerts: new Map(alerts.map(alert => [alert.fingerprint, alert])),
    silences: new Map(),
    silencesRead: true,
    failures: 0,
    settledAt: 0,
    ...over,
  };
}

/** Seconds after the first poll. */
const second = (s: number) => ({at: START + s * 1_000, monotonic: 1_000_000 + s * 1_000});

describe('one member', () => {
  test('an alert is told once, and again only when something in it changed', () => {
    const folding = alertFold(GRACE);
    const alert = shown('a', 'f1');
    expect(folding.fold([view('a', [alert])], second(0)).changed).toEqual([alert]);
    expect(folding.fold([view('a', [alert])], second(5))).toEqual({changed: [], gone: []});
    expect(folding.fold([view('a', [{...alert}])], second(10))).toEqual({changed: [], gone: []});
    const silenced = {...alert, state: 'suppressed' as const, silencedBy: ['s1']};
    expect(folding.fold([view('a', [silenced])], second(15)).changed).toEqual([silenced]);
  });

  test('an alert that several inhibit is not told anew each time another of them is named', () => {
    const folding = alertFold(GRACE);
    const inhibitors = [shown('a', 'f1'), shown('a', 'f2')];
    const by = (...inhibitedBy: string[]) => shown('a', 'f3', {state: 'suppressed', inhibitedBy});
    folding.fold([view('a', [...inhibitors, by('f1')])], second(0));
    for (const [turn, named] of ['f2', 'f1', 'f2'].entries()) {
      expect(folding.fold([view('a', [...inhibitors, by(named)])], second(5 * turn + 5)).changed).toEqual([]);
    }
    const [, left] = inhibitors as [Alert, Alert];
    const changed = folding.fold([view('a', [left, by('f2')])], second(25)).changed;
    expect(changed).toMatchObject([
      {fingerprint: 'f3', inhibitedBy: ['f2']},
      {fingerprint: 'f1', absentSince: START + 25_000},
    ]);
    expect(folding.fold([view('a', [left, shown('a', 'f3')])], second(30)).changed).toMatchObject([
      {fingerprint: 'f3', inhibitedBy: []},
    ]);
  });

  test('an alert that is missing is marked, and resolved only after the grace', () => {
    const folding = alertFold(GRACE);
    folding.fold([view('a', [shown('a', 'f1')])], second(0));
    expect(folding.fold([view('a', [])], second(5)).changed).toMatchObject([
      {fingerprint: 'f1', absentSince: START + 5_000},
    ]);
    expect(folding.fold([view('a', [])], second(64))).toEqual({changed: [], gone: []});
    expect(folding.fold([view('a', [])], second(65)).gone).toEqual([
      {fingerprint: 'f1', startsAt: START, on: START + 5_000, reason: 'absent'},
    ]);
    expect(folding.hasAbsent()).toBe(false);
  });

  test('an alert that comes back within the grace never resolved', () => {
    const folding = alertFold(GRACE);
    const alert = shown('a', 'f1');
    folding.fold([view('a', [alert])], second(0));
    folding.fold([view('a', [])], second(5));
    expect(folding.fold([view('a', [alert])], second(10))).toEqual({changed: [alert], gone: []});
    expect(folding.fold([view('a', [alert])], second(100))).toEqual({changed: [], gone: []});
  });

  test('a later start is another occurrence', () => {
    const folding = alertFold(GRACE);
    folding.fold([view('a', [shown('a', 'f1')])], second(0));
    const again = shown('a', 'f1', {startsAt: START + 30_000});
    expect(folding.fold([view('a', [again])], second(35))).toEqual({
      changed: [again],
      gone: [{fingerprint: 'f1', startsAt: START, on: START + 35_000, reason: 'rotated'}],
    });
  });

  test('an earlier start is more of the same occurrence', () => {
    const folding = alertFold(GRACE);
    folding.fold([view('a', [shown('a', 'f1')])], second(0));
    const earlier = shown('a', 'f1', {startsAt: START - 5_000});
    expect(folding.fold([view('a', [earlier])], second(5))).toEqual({changed: [], gone: []});
  });

  test('nothing resolves while the server has just restarted', () => {
    const folding = alertFold(GRACE);
    folding.fold([view('a', [shown('a', 'f1')])], second(0));
    const settledAt = second(125).monotonic;
    folding.fold([view('a', [], {settledAt})], second(5));
    expect(folding.fold([view('a', [], {settledAt})], second(120)).gone).toEqual([]);
    expect(folding.fold([view('a', [], {settledAt})], second(125)).gone).toMatchObject([{on: START + 5_000}]);
  });

  test('nothing changes while it does not answer', () => {
    const folding = alertFold(GRACE);
    const alert = shown('a', 'f1');
    folding.fold([view('a', [alert])], second(0));
    expect(folding.fold([view('a', [alert], {up: false})], second(1_000))).toEqual({changed: [], gone: []});
    expect(folding.fold([view('a', [], {up: false})], second(2_000))).toEqual({changed: [], gone: []});
  });

  test('a fold that takes over from another tells what has gone since', () => {
    const folding = alertFold(GRACE, [shown('a', 'f1'), shown('a', 'f2')]);
    const {changed} = folding.fold([view('a', [shown('a', 'f1')])], second(0));
    expect(changed).toMatchObject([{fingerprint: 'f2', absentSince: START}]);
    expect(folding.fold([view('a', [shown('a', 'f1')])], second(60)).gone).toMatchObject([{fingerprint: 'f2'}]);
  });
});

describe('a cluster', () => {
  test('is one row: active if any member says so, the earliest start, all members', () => {
    const folding = alertFold(GRACE);
    const quiet = shown('a', 'f1', {state: 'suppressed', silencedBy: ['s1'], startsAt: START + 200});
    const loud = shown('b', 'f1', {receivers: ['team', 'other']});
    expect(folding.fold([view('a', [quiet]), view('b', [loud])], second(0)).changed).toEqual([
      {...quiet, state: 'active', startsAt: START, members: ['a', 'b'], receivers: ['team', 'other']},
    ]);
  });

  test('a member that notifies of what another one holds back counts, once it must have heard of the silence', () => {
    const folding = alertFold(GRACE);
    const held = shown('a', 'f1', {state: 'suppressed', silencedBy: ['s1']});
    const loose = shown('b', 'f1');
    const poll = (s: number, parts: readonly [Alert, Alert]) => {
      const begunAt = second(s).monotonic - 100;
      return folding.fold([view('a', [parts[0]], {begunAt}), view('b', [parts[1]], {begunAt})], second(s)).changed;
    };
    poll(0, [shown('a', 'f1'), loose]);
    expect(poll(5, [held, loose])).toMatchObject([{state: 'active', silencedBy: ['s1']}]);
    expect(poll(8, [held, loose])).toEqual([]);
    expect(poll(13, [held, loose])).toMatchObject([{state: 'active', silencedBy: [], notifying: ['b']}]);
    expect(poll(18, [held, loose])).toEqual([]);
    const [joined] = poll(23, [held, shown('b', 'f1', {state: 'suppressed', silencedBy: ['s1']})]);
    expect(joined).toMatchObject({state: 'suppressed', silencedBy: ['s1']});
    expect(joined?.notifying).toBeUndefined();
  });

  test('an ack on members that do not know each other reads as held for one more poll, not until gossip had its time', () => {
    const folding = alertFold(GRACE);
    const held = shown('a', 'f1', {state: 'suppressed', silencedBy: ['s1']});
    const poll = (s: number) => {
      const more = {begunAt: second(s).monotonic - 100, clusterSize: 1};
      return folding.fold([view('a', [held], more), view('b', [shown('b', 'f1')], more)], second(s)).changed;
    };
    expect(poll(0)).toMatchObject([{state: 'active', silencedBy: ['s1']}]);
    expect(poll(2)).toMatchObject([{state: 'active', silencedBy: [], notifying: ['b']}]);
  });

  test('a list of a member from before it could hear of a silence makes nobody say that it notifies', () => {
    const folding = alertFold(GRACE);
    const held = shown('a', 'f1', {state: 'suppressed', silencedBy: ['s1']});
    const hanging = view('b', [shown('b', 'f1')], {begunAt: second(0).monotonic});
    folding.fold([view('a', [held]), hanging], second(1));
    expect(folding.fold([view('a', [held]), hanging], second(30)).changed).toEqual([]);
  });

  test('a member that notified and has gone silent is not taken to have stopped', () => {
    const folding = alertFold(GRACE);
    const held = view('a', [shown('a', 'f1', {state: 'suppressed', silencedBy: ['s1']})]);
    const alert = shown('b', 'f1');
    const loose = view('b', [alert], {begunAt: second(6).monotonic - 100});
    folding.fold([held, view('b', [alert], {begunAt: second(0).monotonic})], second(0));
    expect(folding.fold([held, loose], second(6)).changed).toMatchObject([{notifying: ['b']}]);
    const silent = {...loose, up: false, answeredAt: second(6).monotonic};
    expect(folding.fold([held, silent], second(11)).changed).toEqual([]);
    expect(folding.fold([held, silent], second(400)).changed).toMatchObject([
      {state: 'suppressed', silencedBy: ['s1']},
    ]);
  });

  test('an alert of one member only stays while that member does not answer', () => {
    const folding = alertFold(GRACE);
    const alert = shown('a', 'f1');
    folding.fold([view('a', [alert]), view('b', [])], second(0));
    const down = view('a', [alert], {up: false, answeredAt: second(0).monotonic});
    expect(folding.fold([down, view('b', [])], second(1_000))).toEqual({changed: [], gone: []});
  });

  test('is not resolved before every member that had shown it has answered', () => {
    const folding = alertFold(GRACE);
    folding.fold([view('a', [shown('a', 'f1')]), view('b', [shown('b', 'f1')])], second(0));
    const down = view('a', [shown('a', 'f1')], {up: false, answeredAt: second(0).monotonic});
    expect(folding.fold([down, view('b', [])], second(5)).changed).toMatchObject([{absentSince: START + 5_000}]);
    expect(folding.fold([down, view('b', [])], second(200)).gone).toEqual([]);
    expect(folding.fold([view('a', []), view('b', [])], second(201)).gone).toMatchObject([{fingerprint: 'f1'}]);
  });

  test('what a silent member last said does not hold for ever', () => {
    const folding = alertFold(GRACE);
    folding.fold([view('a', [shown('a', 'f1')]), view('b', [shown('b', 'f1')])], second(0));
    const down = view('a', [shown('a', 'f1')], {up: false, answeredAt: second(0).monotonic});
    folding.fold([down, view('b', [])], second(5));
    expect(folding.fold([down, view('b', [])], second(301)).gone).toMatchObject([{fingerprint: 'f1'}]);
  });

  test('a member that comes or goes does not make another occurrence', () => {
    const folding = alertFold(GRACE);
    const a = shown('a', 'f1');
    const b = shown('b', 'f1', {startsAt: START + 150});
    folding.fold([view('a', [a]), view('b', [b])], second(0));
    expect(folding.fold([view('a', []), view('b', [b])], second(5))).toMatchObject({
      changed: [{startsAt: START, members: ['b']}],
      gone: [],
    });
  });

  test('silences gossip: the newest version of each counts', () => {
    const silence = (over: object) => {
      const raw = {
        id: 's1',
        status: {state: 'active'},
        startsAt: '2026-11-20T03:00:00Z',
        endsAt: '2026-11-20T04:00:00Z',
        updatedAt: '2026-11-20T03:00:00Z',
        matchers: [{name: 'a', value: 'b', isRegex: false}],
      };
      const made = silenceOf({...raw, ...over}, 'eu');
      return {silences: new Map([[made.id, made]])};
    };
    const folding = silenceFold();
    const old = silence({});
    const ended = silence({status: {state: 'expired'}, updatedAt: '2026-11-20T03:10:00Z'});
    expect(folding([view('a', [], old), view('b', [], old)]).changed).toMatchObject([{id: 's1', state: 'active'}]);
    expect(folding([view('a', [], ended), view('b', [], old)]).changed).toMatchObject([{state: 'expired'}]);
    expect(folding([view('a', [], ended), view('b', [], ended)])).toEqual({changed: [], gone: []});
    expect(folding([view('a', [], {up: false}), view('b', [], {silencesRead: false})])).toEqual({
      changed: [],
      gone: [],
    });
    expect(folding([view('a', []), view('b', [])])).toEqual({changed: [], gone: ['s1']});
  });

  test('groups are those of all members, and keep what is missing but not resolved', () => {
    const folding = groupFold('eu');
    const group = (fingerprints: string[]) => ({receiver: 'team', labels: {b: '2', a: 'x"y'}, fingerprints});
    const members = [view('a', [], {groups: [group(['f2', 'f1'])]}), view('b', [], {groups: [group(['f3'])]})];
    const key = 'eu/team/{a="x\\"y", b="2"}';
    expect(folding(members, () => false).changed).toMatchObject([
      {key, source: 'eu', fingerprints: ['f1', 'f2', 'f3']},
    ]);
    expect(folding(members, () => false)).toEqual({changed: [], gone: []});
    const fewer = [view('a', [], {groups: []}), view('b', [], {groups: [group(['f3'])]})];
    expect(folding(fewer, one => one === 'f1').changed).toMatchObject([{key, fingerprints: ['f1', 'f3']}]);
    expect(folding([view('a', [], {groups: []})], () => false)).toEqual({changed: [], gone: [key]});
  });
});
