import {describe, expect, test} from 'vitest';
import {anAlert, aSilence, keyOf, NIGHT, story, types, upHealth} from '../../support/given.js';

const reconcile = {type: 'reconcile', source: 'eu'} as const;

describe('reconcile', () => {
  test('records an alert once, however often it is shown', () => {
    const night = story({alerts: [anAlert()]});
    expect(types(night.when(reconcile))).toEqual(['alert.fired']);
    expect(types(night.when(reconcile))).toEqual([]);
  });

  test('records who suppresses an alert, and that nobody does any more', () => {
    const night = story({alerts: [anAlert()]});
    night.when(reconcile);
    night.shows({alerts: [anAlert({state: 'suppressed', silencedBy: ['s1']})]});
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.changed', state: 'suppressed', suppressedBy: ['s1']}]);
    night.shows({alerts: [anAlert()]});
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.changed', state: 'active', suppressedBy: []}]);
    expect(night.state().shift.firing.get(keyOf(anAlert()))?.unsilencedAt).toBe(NIGHT);
  });

  test('a flip between several inhibitors is no change of hands', () => {
    const [one, other] = ['00000000000000aa', '00000000000000bb'] as const;
    const by = (...inhibitedBy: string[]) => ({alerts: [anAlert({state: 'suppressed', inhibitedBy})]});
    const night = story(by(one));
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.fired', suppressedBy: [one]}]);
    for (const named of [[other], [one], [other, one]])
      expect(types(night.shows(by(...named)).when(reconcile))).toEqual([]);
    night.shows({alerts: [anAlert({state: 'suppressed', inhibitedBy: [one], silencedBy: ['s1']})]});
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.changed', suppressedBy: ['s1', one]}]);
    night.shows({alerts: [anAlert({state: 'suppressed', silencedBy: ['s1']})]});
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.changed', suppressedBy: ['s1']}]);
    night.shows({alerts: [anAlert()]});
    expect(night.when(reconcile)).toMatchObject([{type: 'alert.changed', state: 'active', suppressedBy: []}]);
  });

  test('ends the old occurrence when the same label set fires anew, and keeps its history', () => {
    const night = story({alerts: [anAlert({startsAt: NIGHT - 600_000})]});
    night.when(reconcile);
    night.shows({alerts: [anAlert({startsAt: NIGHT})]});
    expect(types(night.when(reconcile))).toEqual(['alert.resolved', 'alert.fired']);
    expect(night.state().shift.history.get(keyOf(anAlert()))).toHaveLength(1);
  });

  test('a rotation that the source reports is not recorded twice', () => {
    const old = anAlert({startsAt: NIGHT - 600_000});
    const night = story({alerts: [old]});
    night.when(reconcile);
    night.shows({alerts: [anAlert({startsAt: NIGHT})]});
    const gone = [{fingerprint: old.fingerprint, startsAt: old.startsAt, on: NIGHT, reason: 'rotated' as const}];
    expect(types(night.when({...reconcile, touched: [keyOf(old)], gone}))).toEqual(['alert.resolved', 'alert.fired']);
  });

  test('an absence resolves only what the source names, unless the whole list is compared', () => {
    const night = story({alerts: [anAlert()]});
    night.when(reconcile);
    night.shows({alerts: []});
    expect(types(night.when({...reconcile, touched: []}))).toEqual([]);
    expect(types(night.when(reconcile))).toEqual(['alert.resolved']);
  });

  test('a source is recorded as lost once it has been down for 15 s, and as recovered once', () => {
    const night = story();
    night.shows({
      health: upHealth({state: 'down', since: NIGHT, trouble: {kind: 'unreachable', message: 'refused', hint: ''}}),
    });
    expect(types(night.when({type: 'tick'}, NIGHT + 14_000))).toEqual([]);
    expect(night.when({type: 'tick'}, NIGHT + 15_000)).toMatchObject([
      {type: 'source.lost', reason: 'refused', on: NIGHT},
    ]);
    expect(types(night.when({type: 'tick'}, NIGHT + 30_000))).toEqual([]);
    night.shows({});
    expect(night.when(reconcile, NIGHT + 60_000)).toMatchObject([{type: 'source.recovered', lostFor: 60_000}]);
  });

  test('a source was blind from its last good answer on, not from the first that failed', () => {
    const night = story();
    const trouble = {kind: 'unreachable' as const, message: 'refused', hint: ''};
    night.shows({health: upHealth({state: 'down', lastGood: NIGHT - 10_000, since: NIGHT, trouble})});
    expect(night.when({type: 'tick'}, NIGHT + 15_000)).toMatchObject([{type: 'source.lost', on: NIGHT - 10_000}]);
    night.shows({});
    expect(night.when(reconcile, NIGHT + 20_000)).toMatchObject([{type: 'source.recovered', lostFor: 30_000}]);
  });

  test('an alert whose sender is ahead of our clock fired when it was seen', () => {
    const ahead = anAlert({startsAt: NIGHT + 5 * 60_000});
    const night = story({alerts: [ahead]});
    expect(night.when(reconcile, NIGHT)).toMatchObject([{startsAt: ahead.startsAt, on: NIGHT}]);
  });

  test('silences of others are recorded once, and their end', () => {
    const silence = aSilence();
    const night = story({silences: [silence]});
    expect(night.when(reconcile)).toMatchObject([{type: 'silence.placed', ours: false, createdBy: 'lee'}]);
    expect(types(night.when(reconcile))).toEqual([]);
    night.shows({silences: [{...silence, state: 'expired'}]});
    expect(night.when(reconcile)).toMatchObject([{type: 'silence.expired', ours: false}]);
    expect(types(night.when(reconcile))).toEqual([]);
  });
});

describe('the dead-man’s switch', () => {
  const watchdog = anAlert({name: 'Watchdog', labels: {alertname: 'Watchdog', severity: 'none'}});

  test('a recognised one that disappears is missing, and returns', () => {
    const night = story({alerts: [watchdog]});
    night.when(reconcile);
    night.shows({alerts: []});
    expect(types(night.when(reconcile))).toContain('watchdog.missing');
    expect(types(night.when(reconcile))).toEqual([]);
    night.shows({alerts: [watchdog]});
    expect(types(night.when(reconcile))).toContain('watchdog.returned');
  });

  test('a configured one is expected from the start; none is expected where none was ever seen', () => {
    expect(types(story().when(reconcile))).toEqual([]);
    const strict = story({settings: {watchdogs: {eu: 'alertname="Heartbeat"'}}});
    expect(types(strict.when(reconcile))).toEqual(['watchdog.missing']);
  });

  test('nothing is said of it while the source is down or has just restarted', () => {
    const night = story({alerts: [watchdog]});
    night.when(reconcile);
    night.shows({health: upHealth({settling: true})});
    expect(types(night.when({...reconcile, touched: []}))).toEqual([]);
    night.shows({health: upHealth({state: 'down', since: NIGHT})});
    expect(types(night.when({...reconcile, touched: []}))).toEqual([]);
  });
});
