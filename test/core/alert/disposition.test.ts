import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {type Disposition, dispositionOf} from '../../../src/core/alert/disposition.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, story} from '../../support/given.js';

const MINUTE = 60_000;

function of(alert: Alert, state: WatchState = aWatch({alerts: [alert]}), now: number = NIGHT): Disposition {
  return dispositionOf(alert, state, now);
}

test('an alert that nobody has is unacked', () => {
  expect(of(anAlert())).toEqual({kind: 'unacked', ours: false});
});

describe('our ack', () => {
  const alert = anAlert();
  const acked = () => {
    const told = story({alerts: [alert]});
    told.when({type: 'reconcile', source: 'eu'});
    told.when({type: 'ack', alerts: [keyOf(alert)]});
    return told;
  };

  test('is on its way until a silence carries it', () => {
    expect(of(alert, acked().state())).toMatchObject({kind: 'acking', owner: 'ana', ours: true, since: NIGHT});
  });

  test('holds as soon as it is placed, before any poll shows the silence', () => {
    const told = acked();
    const [ack] = told.state().shift.acks.keys();
    const placed = {id: 's1', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'am-1:9093'};
    told.when({type: 'settle-ack', ack: ack ?? '', placed});
    expect(of(alert, told.state())).toMatchObject({
      kind: 'acked',
      owner: 'ana',
      ours: true,
      silence: 's1',
      endsAt: NIGHT + 15 * MINUTE,
    });
    told.shows({alerts: [alert], silences: [aSilence({id: 's1', endsAt: NIGHT + 40 * MINUTE})]});
    expect(of(alert, told.state())).toMatchObject({kind: 'acked', endsAt: NIGHT + 40 * MINUTE});
  });

  test('says why it could not be placed', () => {
    const told = acked();
    const [ack] = told.state().shift.acks.keys();
    told.when({type: 'settle-ack-failed', ack: ack ?? '', reason: 'connection refused', final: false});
    expect(of(alert, told.state())).toMatchObject({kind: 'acking', trouble: 'connection refused'});
  });
});

describe('a silence', () => {
  const held = (silence: Parameters<typeof aSilence>[0], over: Partial<Alert> = {}) => {
    const made = aSilence(silence);
    const alert = anAlert({state: 'suppressed', silencedBy: [made.id], ...over});
    return of(alert, aWatch({alerts: [alert], silences: [made]}));
  };

  test("whose comment starts with the prefix is somebody's ack", () => {
    expect(held({id: 's', comment: 'ACK! looking', createdBy: 'lee'})).toEqual({
      kind: 'acked',
      owner: 'lee',
      by: 'lee',
      silence: 's',
      endsAt: NIGHT + 15 * MINUTE,
      ours: false,
    });
  });

  test('of any other comment only silences', () => {
    expect(held({id: 's', comment: 'deploy ACK!'})).toEqual({
      kind: 'silenced',
      by: 'lee',
      silence: 's',
      endsAt: NIGHT + 15 * MINUTE,
      ours: false,
    });
  });

  test('comes before an inhibition', () => {
    expect(held({}, {inhibitedBy: ['f']}).kind).toBe('silenced');
  });

  test('is told by the one that ends last, unless one of them is an ack', () => {
    const short = aSilence({id: 'short', endsAt: NIGHT + MINUTE, comment: 'ACK! me', createdBy: 'mo'});
    const long = aSilence({id: 'long', endsAt: NIGHT + 90 * MINUTE});
    const alert = anAlert({state: 'suppressed', silencedBy: ['short', 'long']});
    expect(of(alert, aWatch({alerts: [alert], silences: [short, long]}))).toMatchObject({
      kind: 'acked',
      owner: 'mo',
      silence: 'short',
    });
    const plain = {...short, comment: 'x'};
    expect(of(alert, aWatch({alerts: [alert], silences: [plain, long]}))).toMatchObject({
      kind: 'silenced',
      silence: 'long',
    });
  });

  test('that is not listed yet still silences', () => {
    const alert = anAlert({state: 'suppressed', silencedBy: ['unseen']});
    expect(of(alert)).toEqual({kind: 'silenced', silence: 'unseen', ours: false});
  });
});

test('an inhibited alert names the alert that inhibits it', () => {
  const cause = anAlert({name: 'NodeDown'});
  const alert = anAlert({name: 'X', state: 'suppressed', inhibitedBy: [cause.fingerprint]});
  expect(of(alert, aWatch({alerts: [alert, cause]}))).toEqual({kind: 'inhibited', by: 'NodeDown', ours: false});
  expect(of(alert).by).toBe(cause.fingerprint);
});

test('a muted alert names the interval', () => {
  expect(of(anAlert({state: 'suppressed', mutedBy: ['weekends']}))).toEqual({
    kind: 'muted',
    by: 'weekends',
    ours: false,
  });
});

describe('an alert that was held until lately', () => {
  const alert = anAlert();
  const fired: NewFact = {
    type: 'alert.fired',
    source: 'eu',
    fingerprint: alert.fingerprint,
    startsAt: alert.startsAt,
    labels: alert.labels,
    severity: 'P1',
    state: 'active',
    on: alert.startsAt,
  };
  const requested: NewFact = {
    type: 'ack.requested',
    ack: 'wk-1',
    source: 'eu',
    title: 'DiskFull',
    alerts: [{fingerprint: alert.fingerprint, startsAt: alert.startsAt}],
    matchers: [],
    duration: 15 * MINUTE,
    comment: 'ACK!',
    extend: false,
  };
  const placed: NewFact = {
    type: 'ack.placed',
    ack: 'wk-1',
    silence: 's1',
    startsAt: NIGHT,
    endsAt: NIGHT + 15 * MINUTE,
    member: 'm',
  };
  const ended = (reason: 'lapsed' | 'released'): NewFact => ({type: 'ack.ended', ack: 'wk-1', reason});

  test('says whose ack lapsed, for two hours', () => {
    const state = aWatch({alerts: [alert], facts: recorded([fired, requested, placed, ended('lapsed')])});
    expect(of(alert, state)).toMatchObject({kind: 'unacked', lapsed: {by: 'ana', at: NIGHT, was: 'acked'}});
    expect(of(alert, state, NIGHT + 121 * MINUTE).lapsed).toBeUndefined();
  });

  test('says nothing of an ack that was given back', () => {
    const state = aWatch({alerts: [alert], facts: recorded([fired, requested, placed, ended('released')])});
    expect(of(alert, state).lapsed).toBeUndefined();
  });

  test('says nothing of an ack of an earlier occurrence', () => {
    const again = {...alert, startsAt: NIGHT};
    const state = aWatch({alerts: [again], facts: recorded([fired, requested, placed, ended('lapsed')])});
    expect(of(again, state).lapsed).toBeUndefined();
  });

  test('says who silenced it, from the silences that the source still lists', () => {
    const changed = {
      type: 'alert.changed',
      source: 'eu',
      fingerprint: alert.fingerprint,
      startsAt: alert.startsAt,
    } as const;
    const changes: readonly NewFact[] = [
      {...changed, state: 'suppressed', suppressedBy: ['s9']},
      {...changed, state: 'active', suppressedBy: []},
    ];
    const gone = aSilence({
      id: 's9',
      state: 'expired',
      startsAt: NIGHT - 20 * MINUTE,
      endsAt: NIGHT - 10_000,
      createdBy: 'lee',
    });
    const other = aSilence({
      state: 'expired',
      startsAt: NIGHT - 20 * MINUTE,
      endsAt: NIGHT - 5000,
      createdBy: 'mo',
      matchers: [{name: 'alertname', value: 'Other', isRegex: false, isEqual: true}],
    });
    const facts = recorded([fired, ...changes]);
    const state = aWatch({alerts: [alert], silences: [gone, other], facts});
    expect(of(alert, state)).toMatchObject({
      kind: 'unacked',
      unsilencedAt: NIGHT,
      lapsed: {by: 'lee', at: NIGHT - 10_000, was: 'silenced'},
    });
  });

  test('says so too when it was silenced before the watch began', () => {
    const gone = aSilence({state: 'expired', startsAt: NIGHT - 600 * MINUTE, endsAt: NIGHT - MINUTE});
    expect(of(alert, aWatch({alerts: [alert], silences: [gone]})).lapsed).toMatchObject({by: 'lee', was: 'silenced'});
  });

  test('says nothing of a silence that ended before it began, or was taken back before it started', () => {
    const before = aSilence({state: 'expired', startsAt: NIGHT - 600 * MINUTE, endsAt: NIGHT - 3 * MINUTE});
    const never = aSilence({state: 'expired', startsAt: NIGHT + 60 * MINUTE, endsAt: NIGHT});
    expect(of(alert, aWatch({alerts: [alert], silences: [before, never]})).lapsed).toBeUndefined();
  });
});
