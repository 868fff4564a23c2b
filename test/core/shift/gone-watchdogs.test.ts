import {describe, expect, test} from 'vitest';
import {alertKey} from '../../../src/core/alert/alert.js';
import {blindSpans} from '../../../src/core/handoff/blind.js';
import {silentWatchdogs} from '../../../src/core/shift/missing-watchdogs.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, NIGHT, recorded, story, types} from '../../support/given.js';

const MINUTE = 60_000;
const watchdogOf = (prometheus: string, over = {}) =>
  anAlert({labels: {alertname: 'Watchdog', severity: 'none', prometheus}, ...over});
const one = watchdogOf('a');
const two = watchdogOf('b');
const reconcile = {type: 'reconcile', source: 'eu'} as const;

/** Both fired while somebody looked; `story` goes on as the next process, which is shown something else. */
function bothSeen() {
  const before = story({alerts: [one, two]});
  before.when(reconcile);
  return before;
}

describe('one of several Watchdogs that went while nobody looked', () => {
  test('is missing at the next start, from then on, and is recorded', () => {
    const night = bothSeen();
    night.shows({alerts: [one]});
    const facts = night.when(reconcile, NIGHT + MINUTE);
    expect(facts).toContainEqual({
      type: 'watchdog.one-missing',
      source: 'eu',
      fingerprint: two.fingerprint,
      labels: two.labels,
      on: NIGHT + MINUTE,
    });
    expect(silentWatchdogs(night.state())).toMatchObject([{source: 'eu', since: NIGHT + MINUTE, labels: two.labels}]);
    expect(types(night.when({type: 'tick'}, NIGHT + 2 * MINUTE))).toEqual([]);
  });

  test('is still missing at the start after that, and with what a new segment begins with', () => {
    const night = bothSeen();
    night.shows({alerts: [one]});
    night.when(reconcile, NIGHT + MINUTE);
    const next = story({alerts: [one], facts: night.state().log});
    expect(silentWatchdogs(next.state())).toMatchObject([{since: NIGHT + MINUTE, labels: two.labels}]);
    const kept = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(night.state().shift, NIGHT + MINUTE))));
    expect(kept?.watchdogsGone).toEqual(night.state().shift.watchdogsGone);
  });

  test('is not missing where a new one of its name took its place', () => {
    const night = bothSeen();
    night.shows({alerts: [one, watchdogOf('c')]});
    expect(types(night.when(reconcile, NIGHT + MINUTE))).not.toContain('watchdog.one-missing');
    expect(silentWatchdogs(night.state())).toEqual([]);
  });

  test('is back when it fires again, and the handoff tells of the time between', () => {
    const night = bothSeen();
    night.shows({alerts: [one]});
    night.when(reconcile, NIGHT + MINUTE);
    night.shows({alerts: [one, two]});
    expect(types(night.when(reconcile, NIGHT + 5 * MINUTE))).toContain('watchdog.one-returned');
    expect(silentWatchdogs(night.state())).toEqual([]);
    expect(blindSpans(night.state(), night.state().log, {from: NIGHT, to: NIGHT + 60 * MINUTE})).toEqual([
      {
        kind: 'watchdog',
        source: 'eu',
        which: 'prometheus=b severity=none',
        from: NIGHT + MINUTE,
        to: NIGHT + 5 * MINUTE,
      },
    ]);
  });
});

describe('a Watchdog that went for good', () => {
  const gone = () => {
    const night = bothSeen();
    night.shows({alerts: [one]});
    night.when(reconcile, NIGHT + MINUTE);
    return night;
  };
  const forget = {type: 'forget-watchdogs', alerts: [alertKey(two)]} as const;

  test('alarms nobody any more once it is forgotten, also after a restart', () => {
    const night = gone();
    const facts = night.when(forget, NIGHT + 2 * MINUTE);
    expect(facts).toMatchObject([{type: 'watchdog.forgotten', fingerprint: two.fingerprint}]);
    expect(sentence(recorded(facts as never)[0] as never)).toBe(
      'Watchdog prometheus=b severity=none from eu went for good, and is not expected any more',
    );
    expect(silentWatchdogs(night.state())).toEqual([]);
    expect(silentWatchdogs(story({alerts: [one], facts: night.state().log}).state())).toEqual([]);
    expect(types(night.when(reconcile, NIGHT + 3 * MINUTE))).toEqual([]);
  });

  test('is expected again as soon as it fires again', () => {
    const night = gone();
    night.when(forget, NIGHT + 2 * MINUTE);
    night.shows({alerts: [one, two]});
    night.when(reconcile, NIGHT + 3 * MINUTE);
    night.shows({alerts: [one]});
    night.when(reconcile, NIGHT + 4 * MINUTE);
    expect(silentWatchdogs(night.state())).toMatchObject([{since: NIGHT + 4 * MINUTE}]);
  });

  test('cannot be said of one that fires', () => {
    expect(gone().when({type: 'forget-watchdogs', alerts: [alertKey(one)]})).toMatchObject({
      refusal: {code: 'not-found'},
    });
  });
});
