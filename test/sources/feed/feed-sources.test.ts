import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import type {FeedEntry} from '../../../src/sources/feed/collector.js';
import {feedSources} from '../../../src/sources/feed/feed-sources.js';
import type {FeedPulse} from '../../../src/sources/feed/pulse.js';
import {someFeedAlert} from './support.js';

const AT = Date.parse('2026-11-20T03:00:00.000Z');
const UP: FeedPulse = {state: 'up', since: AT, lastGood: AT, interval: 10_000};
const job = someFeedAlert({source: 'elastalert', fingerprint: 'eeeeeeeeeeeeeeee'});
const ended = {source: 'elastalert', fingerprint: 'eeeeeeeeeeeeeeee', on: AT + 1_000};

function told(at: number): FeedEntry {
  return {kind: 'alert', at, alert: job};
}

function batch(...entries: readonly FeedEntry[]) {
  return {entries, reached: 'e:1', whole: false};
}

function sources(over: Partial<Parameters<typeof feedSources>[0]> = {}) {
  return feedSources({polled: [], open: [], ended: new Map(), clock: {now: () => AT}, ...over});
}

describe('an alert that an operator has ended', () => {
  test('goes at once, and comes back when it is told anew', () => {
    const all = sources();
    all.take(batch(told(AT)), UP);
    expect(all.end(ended, UP)).toMatchObject([{alerts: {changed: [], gone: [{fingerprint: ended.fingerprint}]}}]);
    expect(all.end(ended, UP)).toEqual([]);
    expect(all.take(batch(told(AT + 2_000)), UP).updates).toMatchObject([{alerts: {changed: [{}]}}]);
  });

  test('does not come back by what was told before, though the relay still has it', () => {
    const all = sources({ended: new Map([[`elastalert/${ended.fingerprint}`, ended.on]])});
    const {updates} = all.take({...batch(told(AT)), whole: true}, UP);
    expect(updates.flatMap(({alerts}) => alerts?.changed ?? [])).toEqual([]);
  });
});

describe('an alert that fired and resolved while nobody listened', () => {
  const minute = (n: number) => AT + n * 60_000;
  const iso = (n: number) => new Date(minute(n)).toISOString();
  const fired = (from: number): FeedEntry => ({
    kind: 'alert',
    at: minute(from),
    alert: {...job, startsAt: iso(from), endsAt: null},
  });
  const over = (from: number, to: number): FeedEntry => ({
    kind: 'alert',
    at: minute(to),
    alert: {...job, status: 'resolved', startsAt: iso(from), endsAt: iso(to)},
  });
  const changes = (all: ReturnType<typeof sources>, ...entries: readonly FeedEntry[]) =>
    all.take(batch(...entries), UP).updates.map(({alerts}) => ({
      fires: alerts?.changed.map(({startsAt}) => (startsAt - AT) / 60_000),
      gone: alerts?.gone.map(({startsAt, on, reason}) => [(startsAt - AT) / 60_000, (on - AT) / 60_000, reason]),
      passed: alerts?.passed?.map(({alert, on}) => [(alert.startsAt - AT) / 60_000, (on - AT) / 60_000]),
    }));

  test('is not shown, and left no line in the log: each time it fired is handed over, with when', () => {
    expect(changes(sources(), fired(1), over(1, 2), fired(3), over(3, 4))).toEqual([
      {
        fires: [],
        gone: [],
        passed: [
          [1, 2],
          [3, 4],
        ],
      },
    ]);
  });

  test('ends what fired before in its own time, whether it fires again or not', () => {
    const again = sources();
    changes(again, fired(0));
    expect(changes(again, over(0, 1), fired(2), over(2, 3), fired(4))).toEqual([
      {fires: [4], gone: [[0, 1, 'rotated']], passed: [[2, 3]]},
    ]);
    const no = sources();
    changes(no, fired(0));
    expect(changes(no, over(0, 1), fired(2), over(2, 3))).toEqual([
      {fires: [], gone: [[0, 1, 'resolved-event']], passed: [[2, 3]]},
    ]);
  });

  test('is told to a source that is polled here, too, however long ago that was', () => {
    const later = AT + 3_600_000;
    const all = sources({polled: ['elastalert'], clock: {now: () => later}});
    const {told: past} = all.take(batch(fired(1), over(1, 2), fired(3)), UP);
    expect(past.get('elastalert')?.map(({status, startsAt}) => [status, startsAt])).toEqual([
      ['firing', iso(1)],
      ['resolved', iso(1)],
    ]);
  });

  test('is one that goes on where it is told again with the same start', () => {
    expect(changes(sources(), fired(1), over(1, 2), fired(1))).toEqual([{fires: [1], gone: [], passed: undefined}]);
  });

  test('ends where a later start is told without its end', () => {
    expect(changes(sources(), fired(1), fired(3))).toEqual([{fires: [3], gone: [], passed: [[1, 3]]}]);
  });
});

describe('a source that only the journal knows', () => {
  test('is waited for, also while the feed is up, until the feed has told all that fires', () => {
    const all = sources({open: ['elastalert']});
    expect(all.pulse(UP)).toMatchObject([{source: 'elastalert', health: {state: 'connecting'}}]);
    expect(all.pulse(UP)[0]?.health.lastGood).toBeUndefined();
    const {updates} = all.take({...batch(), whole: true}, UP);
    expect(updates).toMatchObject([{source: 'elastalert', whole: true, health: {state: 'up', lastGood: AT}}]);
  });

  test('is down with the feed', () => {
    const down: FeedPulse = {
      state: 'down',
      since: AT,
      interval: 10_000,
      trouble: {kind: 'unreachable', message: 'no', hint: ''},
    };
    expect(sources({open: ['elastalert']}).pulse(down)).toMatchObject([
      {health: {state: 'down', trouble: {message: 'no'}}},
    ]);
  });
});

describe('a source that only hooks tell of', () => {
  test('has told something when the relay says so, or when it tells', () => {
    const all = sources({open: ['elastalert']});
    expect(all.pulse(UP)).toMatchObject([{health: {toldAt: 0}}]);
    all.heard({elastalert: '2026-11-20T02:00:00.000Z'});
    expect(all.pulse(UP)).toMatchObject([{health: {toldAt: AT - 3_600_000}}]);
    all.take(batch(told(AT - 2_000)), UP);
    expect(all.pulse(UP)).toMatchObject([{health: {toldAt: AT - 2_000}}]);
    all.heard({elastalert: '2026-11-20T02:59:59.000Z', other: '2026-11-20T02:59:59.000Z'});
    expect(all.pulse(UP)).toMatchObject([{health: {toldAt: AT - 1_000}}]);
  });

  test('is told apart from what the relay polls, which says itself how it is', () => {
    const all = sources();
    all.poll([{name: 'eu', state: 'up', interval: 5_000, age: 1_000}]);
    all.heard({eu: '2026-11-20T02:59:59.000Z'});
    expect(all.pulse(UP)[0]?.health).not.toHaveProperty('toldAt');
  });
});

describe('an Alertmanager that the relay polls', () => {
  const eu = {name: 'eu', state: 'up' as const, interval: 5_000, age: 4_000};

  test('is on the screen also while nothing fires there, no younger than the relay knows it', () => {
    const all = sources();
    all.poll([eu]);
    expect(all.pulse(UP)).toMatchObject([
      {source: 'eu', health: {state: 'up', lastGood: AT - 4_000, interval: 15_000}},
    ]);
  });

  test('is down when the relay does not reach it, though the feed is well', () => {
    const all = sources();
    all.poll([{...eu, state: 'down', age: 90_000, trouble: {message: 'connection refused', hint: 'Look there.'}}]);
    expect(all.pulse(UP)).toMatchObject([
      {
        health: {
          state: 'down',
          lastGood: AT - 90_000,
          trouble: {message: 'The relay does not reach eu: connection refused', hint: 'Look there.'},
        },
      },
    ]);
  });

  test('is left to its own poll where it is polled here', () => {
    const all = sources({polled: ['eu']});
    all.poll([eu]);
    expect(all.pulse(UP)).toEqual([]);
  });
});

describe('the groups that Alertmanagers told their receivers of', () => {
  const of = (over: Parameters<typeof someFeedAlert>[0], at = AT): FeedEntry => ({
    kind: 'alert',
    at,
    alert: someFeedAlert({groupKey: '{}:{alertname="A"}', receiver: 'on-call', ...over}),
  });
  const thread = createHash('sha256').update('{}:{alertname="A"}').digest('hex');

  test('are told by the hash that pagers know them by, of what is polled too, however long ago it was told', () => {
    const all = sources({polled: ['eu']});
    const {groups, told} = all.take(batch(of({}, AT - 3_600_000), of({source: 'elastalert', receiver: 'other'})), UP);
    expect(groups).toEqual([
      {source: 'eu', fingerprint: 'aaaaaaaaaaaaaaaa', receiver: 'on-call', thread},
      {source: 'elastalert', fingerprint: 'aaaaaaaaaaaaaaaa', receiver: 'other', thread},
    ]);
    expect(told.size).toBe(0);
  });

  test('are not known of what has resolved, has no key, or was told by nobody in particular', () => {
    const {receiver: _, ...unnamed} = someFeedAlert({groupKey: '{}:{}'});
    const entries = [of({status: 'resolved'}), of({groupKey: null}), of({groupKey: ''})];
    expect(sources().take(batch(...entries, {kind: 'alert', at: AT, alert: unnamed}), UP).groups).toEqual([]);
  });
});

describe('a stream that was made anew', () => {
  const other = someFeedAlert({source: 'elastalert', fingerprint: 'dddddddddddddddd'});
  const anew = (...entries: readonly FeedEntry[]) => ({entries, reached: 'f:0', whole: true});
  const fires = [job, other].map(({fingerprint}) => fingerprint);
  const both = () => {
    const all = sources();
    all.take(batch(told(AT - 60_000), {kind: 'alert', at: AT, alert: other}), UP);
    return all;
  };

  test('resolves nothing by what it lacks, and says since when that is not confirmed', () => {
    const all = both();
    const [update] = all.take(anew(), UP).updates;
    expect(update?.alerts?.gone).toEqual([]);
    expect(update?.alerts?.changed.map(({fingerprint}) => fingerprint)).toEqual(fires);
    expect(update?.alerts?.changed[0]).toMatchObject({unconfirmedSince: AT});
    expect(update?.health.unconfirmed).toEqual({since: AT, alerts: 2});
    // Nor by being told once more what it has.
    expect(all.take(anew(), UP).updates[0]?.alerts?.gone).toEqual([]);
  });

  test('lets an alert go on that is told again, and ends it when its sender or the operator says so', () => {
    const all = both();
    all.take(anew(), UP);
    const [again] = all.take({...batch(told(AT + 1_000)), reached: 'f:1'}, UP).updates;
    expect(again?.alerts?.changed).toMatchObject([{fingerprint: job.fingerprint}]);
    expect(again?.alerts?.changed[0]).not.toHaveProperty('unconfirmedSince');
    expect(again?.health.unconfirmed).toEqual({since: AT, alerts: 1});
    const over = {...other, status: 'resolved' as const, endsAt: new Date(AT + 2_000).toISOString()};
    const told2 = all.take({entries: [{kind: 'alert', at: AT + 2_000, alert: over}], reached: 'f:2', whole: false}, UP);
    expect(told2.updates[0]?.alerts?.gone).toMatchObject([{fingerprint: other.fingerprint, reason: 'resolved-event'}]);
    expect(told2.updates[0]?.health).not.toHaveProperty('unconfirmed');
    const byHand = both();
    byHand.take(anew(), UP);
    expect(byHand.end(ended, UP)).toMatchObject([{alerts: {gone: [{fingerprint: ended.fingerprint}]}}]);
  });

  test('still ends what was not told again in its time', () => {
    let now = AT;
    const all = sources({clock: {now: () => now}});
    all.know([{name: 'elastalert', silence: false, resolve: false, resolveAfter: 60_000}]);
    all.take(batch(told(AT)), UP);
    now += 30_000;
    all.take(anew(), UP);
    expect(all.endDue(UP)).toEqual([]);
    now += 30_000;
    expect(all.endDue(UP)).toMatchObject([{alerts: {gone: [{on: AT + 60_000}]}}]);
  });

  test('leaves to the poll of an Alertmanager what fires there, once that had its time', () => {
    let now = AT;
    const all = sources({clock: {now: () => now}});
    all.take(batch(told(AT)), UP);
    all.take(anew(), UP);
    const poll = () => all.poll([{name: 'elastalert', state: 'up', interval: 5_000, age: 1_000}]);
    now += 30_000;
    poll();
    expect(all.endDue(UP)).toEqual([]);
    now += 31_000;
    poll();
    expect(all.endDue(UP)).toMatchObject([{alerts: {gone: [{fingerprint: job.fingerprint, reason: 'absent'}]}}]);
  });

  test('while nobody looked keeps what the journal knows to fire', () => {
    const firing = both()
      .take(anew(), UP)
      .updates.flatMap(({alerts}) => alerts?.changed ?? []);
    const later = sources({open: ['elastalert'], firing, after: 'e:7'});
    expect(later.take(anew(), UP).updates[0]).toMatchObject({
      alerts: {changed: [{fingerprint: fires[0]}, {fingerprint: fires[1]}], gone: []},
      whole: true,
    });
  });

  test('is told from one that goes on, whose snapshot says what has ended', () => {
    const [update] = both().take({entries: [told(AT)], reached: 'e:9', whole: true}, UP).updates;
    expect(update?.alerts?.gone).toMatchObject([{fingerprint: other.fingerprint, reason: 'absent'}]);
    expect(update?.health).not.toHaveProperty('unconfirmed');
  });
});
