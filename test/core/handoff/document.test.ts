import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {anAlert, aSilence, aWatch, NIGHT, upHealth} from '../../support/given.js';
import {acked, fired, HOUR, handedOff, log, MINUTE, noted, pool, resolved, type Told, WATCH} from './given.js';

const replica = anAlert({...pool, labels: {...pool.labels, instance: 'db-2'}, fingerprint: 'f2'});
const disk = anAlert({labels: {alertname: 'DiskFilling', severity: 'warning', service: 'ledger'}, fingerprint: 'd1'});

describe('what fires', () => {
  test('given alerts of one name at one service, they are one issue, with who has it and what was noted', () => {
    const told = [fired(pool, 10), fired(replica, 11), acked(pool, 12), noted('ask the data team', 20, pool)];
    const [issue, ...more] = handedOff(told, [pool, replica]).ongoing;
    expect(more).toEqual([]);
    expect(issue).toMatchObject({
      severity: 'P1',
      name: 'PoolExhausted',
      place: 'eu/payments',
      alerts: 2,
      since: pool.startsAt,
      held: [
        {kind: 'unacked', alerts: 1},
        {kind: 'acking', alerts: 1, by: 'ana', comment: 'on it'},
      ],
      notes: [{by: 'ana', text: 'ask the data team'}],
    });
  });

  test('given a sender that says it will begin later, it fires since it was seen', () => {
    const ahead = anAlert({...pool, startsAt: NIGHT + 20 * HOUR});
    const [issue] = handedOff([fired(ahead, 10)], [ahead]).ongoing;
    expect(issue?.since).toBe(NIGHT + 10 * MINUTE);
  });

  test('given a source that does not show it any more, it is there until its end is recorded', () => {
    const told = [fired(pool, 10), noted('ask the data team', 20, pool)];
    const gone = {...pool, absentSince: NIGHT + 30 * MINUTE};
    for (const alerts of [[gone], []]) {
      const handoff = handedOff(told, alerts);
      expect(handoff.ongoing).toMatchObject([
        {name: 'PoolExhausted', held: [{kind: 'unacked'}], notes: [{text: 'ask the data team'}]},
      ]);
      expect(handoff.asks).toEqual(['Who takes P1 PoolExhausted in eu/payments? Nobody has acked it.']);
      expect(handoffMarkdown(handoff)).toContain(
        `not shown by eu any more${alerts.length > 0 ? ' since 03:30Z' : ''}, its end is not recorded yet; not acked`,
      );
    }
    expect(handedOff([...told, resolved(pool, 31)]).ongoing).toEqual([]);
  });

  test('given nobody has a P1, the next person is asked who takes it', () => {
    expect(handedOff([fired(pool, 10)], [pool]).asks).toEqual([
      'Who takes P1 PoolExhausted in eu/payments? Nobody has acked it.',
    ]);
  });

  test('given a source that does not answer, its issues say when they were last seen', () => {
    const facts = log([fired(pool, 10)]);
    const health = upHealth({state: 'down', lastGood: NIGHT + HOUR});
    const handoff = handoffDocument(aWatch({alerts: [pool], facts, health}), facts, WATCH);
    expect(handoff.ongoing).toMatchObject([{asOf: NIGHT + HOUR}]);
    expect(handoff.unseen).toEqual([{source: 'eu', lastGood: NIGHT + HOUR}]);
  });

  test('the alert that always fires is no issue', () => {
    const watchdog = anAlert({labels: {alertname: 'Watchdog', severity: 'none'}, fingerprint: 'w'});
    const handoff = handedOff([fired(watchdog, 0)], [watchdog]);
    expect([handoff.ongoing, handoff.figures.fired.P3]).toEqual([[], 0]);
  });
});

describe('what ended', () => {
  test('given an ack that went on over a new beginning, that was acked from its start', () => {
    const [ackFact] = [acked(pool, 12).fact];
    const ack = 'ack' in ackFact ? String(ackFact.ack) : '';
    const placed: Told = {
      after: 12,
      fact: {type: 'ack.placed', ack, silence: 's1', startsAt: NIGHT, endsAt: NIGHT + HOUR, member: 'am-1'},
    };
    const over: Told = {after: 50, fact: {type: 'ack.ended', ack, reason: 'resolved'}};
    const {after, fact} = fired(pool, 40);
    const anew = {after, fact: {...fact, suppressedBy: ['s1']} as Told['fact']};
    const story = [fired(pool, 10), acked(pool, 12), placed, resolved(pool, 30), anew, resolved(pool, 45)];
    expect(handedOff([...story, over]).ended).toMatchObject([
      {startedAt: NIGHT + 10 * MINUTE, ackedBy: 'ana'},
      {startedAt: NIGHT + 40 * MINUTE, ackedBy: 'ana', timeToAck: 0},
    ]);
  });

  test('given alerts that overlap, they are one issue from the first to the last, acked by whoever came first', () => {
    const told = [
      fired(pool, 10),
      acked(pool, 12),
      fired(replica, 13),
      resolved(pool, 30),
      acked(replica, 31, 'lee'),
      resolved(replica, 40),
    ];
    expect(handedOff(told).ended).toMatchObject([
      {startedAt: NIGHT + 10 * MINUTE, endedAt: NIGHT + 40 * MINUTE, alerts: 2, ackedBy: 'ana', timeToAck: 2 * MINUTE},
    ]);
  });

  test('an issue ends with the last end of its alerts, not with the end that was recorded last', () => {
    const {after, fact} = resolved(pool, 40);
    const late = {after: after + 5, fact: {...fact, on: NIGHT + 30 * MINUTE} as Told['fact']};
    const handoff = handedOff([fired(pool, 10), fired(replica, 11), resolved(replica, 40), late]);
    expect(handoff.ended).toMatchObject([{endedAt: NIGHT + 40 * MINUTE, alerts: 2}]);
  });

  test('given a change to its service while it lasted, the change is with it', () => {
    const change = (text: string, after: number): Told => ({
      after,
      by: 'ana',
      fact: {type: 'change.recorded', change: `c${after}`, text, service: 'payments', on: NIGHT + after * MINUTE},
    });
    const told = [fired(pool, 10), change('pool raised', 20), resolved(pool, 30), change('pool lowered', 40)];
    const handoff = handedOff(told);
    expect(handoff.ended[0]?.changes.map(({text}) => text)).toEqual(['pool raised']);
    expect(handoff.changes).toHaveLength(2);
  });

  test('given a teammate acked with another tool, that is an ack, also when its silence is recorded after its effect', () => {
    const {source, fingerprint, startsAt} = pool;
    const held: Told = {
      after: 15,
      fact: {type: 'alert.changed', source, fingerprint, startsAt, state: 'suppressed', suppressedBy: ['s1']},
    };
    const silence: Told = {
      after: 15,
      fact: {
        type: 'silence.placed',
        source,
        silence: 's1',
        matchers: [],
        startsAt,
        endsAt: startsAt + HOUR,
        createdBy: 'lee',
        comment: 'ACK! mine',
        ours: false,
      },
    };
    const handoff = handedOff([fired(pool, 10), held, silence, resolved(pool, 30)]);
    expect(handoff.ended).toMatchObject([{ackedBy: 'lee', timeToAck: 5 * MINUTE}]);
  });

  test('given one that began before the watch, it is told, but its ack is not measured', () => {
    const handoff = handedOff([fired(pool, -60), acked(pool, 5), resolved(pool, 30)]);
    expect(handoff.ended).toMatchObject([{ackedBy: 'ana'}]);
    expect(handoff.ended[0]?.timeToAck).toBeUndefined();
    expect(handoff.figures.timeToAck.P1).toEqual({count: 0, inTime: 0, target: 5 * MINUTE});
  });
});

test('what was noted on a P3 or P4 that has ended stands with it', () => {
  const handoff = handedOff([fired(disk, 10), noted('the rule is too eager', 12, disk), resolved(disk, 20)]);
  expect(handoff.lesser).toMatchObject([{name: 'DiskFilling', notes: [{by: 'ana', text: 'the rule is too eager'}]}]);
  expect(handoffMarkdown(handoff)).toContain('\n- P3 DiskFilling in eu/ledger: 03:12Z ana: the rule is too eager\n');
});

describe('what was noise', () => {
  const flaps = Array.from({length: 4}, (_, index) => [fired(disk, index * 60), resolved(disk, index * 60 + 5)]).flat();

  test('given an alert that fired often, it is named with how long and how often it was acked', () => {
    expect(handedOff(flaps).noisy).toEqual([
      {severity: 'P3', name: 'DiskFilling', place: 'eu/ledger', fired: 4, acked: 0, median: 5 * MINUTE},
    ]);
  });

  test('given somebody called one noise, it is named although it fired once, and the next person is asked', () => {
    const {source, fingerprint, startsAt} = disk;
    const judged: Told = {
      after: 3,
      by: 'ana',
      fact: {type: 'alert.judged', source, fingerprint, startsAt, verdict: 'noise', reason: 'never fills'},
    };
    const handoff = handedOff([fired(disk, 0), judged, resolved(disk, 5)]);
    expect(handoff.noisy).toMatchObject([{fired: 1, judged: {by: 'ana', reason: 'never fills'}}]);
    expect(handoff.asks).toEqual(['Who changes the rule of DiskFilling in eu/ledger? It was called noise.']);
  });
});

describe('what could not be seen', () => {
  test('given a lost source and a missing Watchdog, both are told, clipped to the watch, also while they last', () => {
    const lost: Told = {
      after: -10,
      fact: {type: 'source.lost', source: 'eu', reason: 'refused', on: NIGHT - 10 * MINUTE},
    };
    const back: Told = {
      after: 20,
      fact: {type: 'source.recovered', source: 'eu', on: NIGHT + 20 * MINUTE, lostFor: 30 * MINUTE},
    };
    const missing: Told = {after: 60, fact: {type: 'watchdog.missing', source: 'eu', on: NIGHT + 60 * MINUTE}};
    const handoff = handedOff([lost, back, missing]);
    expect(handoff.blind).toEqual([
      {kind: 'source', source: 'eu', from: NIGHT, to: NIGHT + 20 * MINUTE, reason: 'refused'},
      {kind: 'watchdog', source: 'eu', from: NIGHT + 60 * MINUTE},
    ]);
    expect(handoff.asks).toEqual(['Where is the Watchdog of eu? It is still missing.']);
  });

  test('given a log that begins later than the watch, the handoff says from when on it knows', () => {
    expect(handedOff([fired(pool, 90)]).recordedFrom).toBe(NIGHT + 90 * MINUTE);
    expect(handedOff([fired(pool, 1)]).recordedFrom).toBeUndefined();
  });
});

describe('figures', () => {
  test('given several calls, medians, targets and what nobody acked', () => {
    const later = (after: number) => anAlert({...pool, startsAt: NIGHT + after * MINUTE});
    const told = [
      ...[fired(pool, 10), acked(pool, 12), resolved(pool, 30)],
      ...[fired(later(60), 60), acked(later(60), 68), resolved(later(60), 100)],
      ...[fired(later(200), 200), resolved(later(200), 210)],
    ];
    expect(handedOff(told).figures).toMatchObject({
      fired: {P1: 3, P3: 0},
      pages: {P1: 3, P2: 0},
      timeToAck: {P1: {count: 2, median: 5 * MINUTE, inTime: 1, target: 5 * MINUTE}},
      timeToResolve: {P1: {count: 3, median: 20 * MINUTE}},
      neverAcked: 1,
    });
  });
});

test('an alert that fired before anybody watched, and that nobody acks, is a call that nobody acked', () => {
  const old = anAlert({...pool, startsAt: NIGHT - 60 * MINUTE});
  const told = fired(old, 1);
  const seen = {...told, fact: {...told.fact, on: NIGHT - 60 * MINUTE}} as Told;
  const figures = handedOff([seen]).figures;
  expect(figures).toMatchObject({pages: {P1: 1}, neverAcked: 1});
  const taken = handedOff([seen, acked(old, 4)]).figures;
  expect(taken).toMatchObject({neverAcked: 0, timeToAck: {P1: {count: 1, inTime: 0, median: 64 * MINUTE}}});
});

test('silences in force are told soonest end first, with what they hold, and expired ones are not', () => {
  const silences = [
    aSilence({id: 'late', endsAt: NIGHT + 20 * HOUR}),
    aSilence({id: 'soon', endsAt: NIGHT + 9 * HOUR}),
    aSilence({id: 'over', state: 'expired'}),
  ];
  const handoff = handoffDocument(aWatch({silences}), [], WATCH);
  expect(handoff.silences.map(({id}) => id)).toEqual(['soon', 'late']);
});

test('the same facts and the same look give the same handoff', () => {
  const told = [fired(pool, 10), acked(pool, 12), resolved(pool, 30)];
  expect(handedOff(told)).toEqual(handedOff(told));
});
