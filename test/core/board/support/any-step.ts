import fc from 'fast-check';
import type {Alert} from '../../../../src/core/alert/alert.js';
import type {Group} from '../../../../src/core/alert/group.js';
import type {Silence} from '../../../../src/core/alert/silence.js';
import type {BoardView} from '../../../../src/core/board/board.js';
import {boardIndex} from '../../../../src/core/board/index-board.js';
import {observe} from '../../../../src/core/live/observe.js';
import type {SourceUpdate} from '../../../../src/core/live/update.js';
import type {NewFact} from '../../../../src/core/shift/decision.js';
import type {Fact} from '../../../../src/core/shift/fact.js';
import {fold} from '../../../../src/core/shift/fold.js';
import type {WatchState} from '../../../../src/core/watch-state.js';
import {anAlert, aSilence, groupsOf, keyOf, NIGHT, recorded, upHealth} from '../../../support/given.js';

const MINUTE = 60_000;

export interface Moment {
  readonly state: WatchState;
  readonly view: BoardView;
  readonly now: number;
}
/** One thing that happens. */
export type Step = (before: Moment) => Moment;

/** The source answers like this. */
export function polled({state, ...rest}: Moment, update: Partial<SourceUpdate>): Moment {
  const whole = {source: 'eu', at: rest.now, health: upHealth({lastGood: rest.now}), ...update};
  return {...rest, state: {...state, live: observe(state.live, whole, state.settings)}};
}

/** This is recorded. */
export function folded({state, ...rest}: Moment, bodies: readonly NewFact[], of: Partial<Fact> = {}): Moment {
  const facts = recorded(bodies, rest.now).map((fact, index) => ({
    ...fact,
    seq: state.shift.seq + 1 + index,
    ...of,
  })) as Fact[];
  return {...rest, state: {...state, shift: fold(state.shift, facts), log: [...state.log, ...facts]}};
}

const HOSTS = ['h1', 'h2', 'h3', 'h4'];
const SILENCES = ['mine', 'deploy', 'gone'];

const anyLabels = fc.record({
  alertname: fc.constantFrom('A', 'B', 'Watchdog'),
  severity: fc.constantFrom('critical', 'warning', 'odd'),
  host: fc.constantFrom(...HOSTS),
});
const anyAlert = fc
  .record({
    labels: anyLabels,
    age: fc.integer({min: 0, max: 30}),
    rest: fc.constantFrom<Partial<Alert>>(
      {},
      {},
      {state: 'suppressed', silencedBy: ['mine']},
      {state: 'suppressed', silencedBy: ['gone', 'deploy']},
      {
        state: 'suppressed',
        inhibitedBy: [anAlert({labels: {alertname: 'A', severity: 'critical', host: 'h1'}}).fingerprint],
      },
      {state: 'suppressed', mutedBy: ['nights']},
    ),
  })
  .map(({labels, age, rest}) => anAlert({labels, startsAt: NIGHT - age * MINUTE, ...rest}));
const anySilence = fc
  .record({
    id: fc.constantFrom(...SILENCES),
    minutes: fc.integer({min: -20, max: 40}),
    isAck: fc.boolean(),
    early: fc.boolean(),
  })
  .map(({id, minutes, isAck, early}): Silence => {
    const endsAt = NIGHT + minutes * MINUTE;
    return aSilence({
      id,
      endsAt,
      startsAt: NIGHT - 60 * MINUTE,
      updatedAt: early ? endsAt : NIGHT - 60 * MINUTE,
      comment: isAck ? 'ACK! looking' : 'deploy',
      state: minutes < 0 ? 'expired' : 'active',
      matchers: [{name: 'host', value: 'h[12]', isRegex: true, isEqual: true}],
    });
  });

const anyPoll: fc.Arbitrary<Step> = fc
  .record({changed: fc.array(anyAlert, {maxLength: 4}), gone: fc.array(anyLabels, {maxLength: 3})})
  .map(({changed, gone}) => before => {
    const ended = gone.map(labels => anAlert({labels}).fingerprint);
    return polled(before, {
      alerts: {
        changed,
        gone: ended.map(fingerprint => ({fingerprint, startsAt: NIGHT, on: before.now, reason: 'absent' as const})),
      },
    });
  });
const anySilences: fc.Arbitrary<Step> = fc
  .record({changed: fc.array(anySilence, {maxLength: 2}), gone: fc.subarray(SILENCES, {maxLength: 1})})
  .map(silences => before => polled(before, {silences}));
/** The groups come to be known late, are lost, or are made otherwise. */
const anyGroups: fc.Arbitrary<Step> = fc
  .constantFrom<readonly (keyof Group | 'host')[]>([], ['key'], ['host'])
  .map(by => before => {
    const alerts = [...before.state.live.alerts.values()];
    const old = [...before.state.live.groups.keys()];
    if (by.length === 0) return polled(before, {groups: {changed: [], gone: old}});
    const named = by[0] === 'key' ? alerts : alerts.map(one => ({...one, labels: {alertname: one.labels.host ?? ''}}));
    const changed = groupsOf(named);
    const kept = new Set(changed.map(({key}) => key));
    return polled(before, {groups: {changed, gone: old.filter(key => !kept.has(key))}});
  });
const anyHealth: fc.Arbitrary<Step> = fc.boolean().map(answers => before => {
  const {lastGood, ...silent} = upHealth();
  return polled(before, {
    health: answers ? {...silent, lastGood: lastGood ?? NIGHT} : {...silent, state: 'connecting'},
  });
});

const anyFacts: fc.Arbitrary<Step> = fc
  .record({
    what: fc.constantFrom(
      'fired',
      'freed',
      'resolved',
      'acked',
      'placed',
      'unheld',
      'failed',
      'released',
      'lapsed',
      'seen',
    ),
    fresh: anyAlert,
    pick: fc.nat(),
    origin: fc.constantFrom('here', 'here', 'there'),
  })
  .map(({what, fresh, pick, origin}) => before => {
    const {live, shift} = before.state;
    const acked = [...shift.ackOf.keys()].flatMap(key => live.alerts.get(key) ?? shift.firing.get(key) ?? []);
    const isOfAcked = ['placed', 'unheld', 'failed', 'released', 'lapsed'].includes(what);
    const among = isOfAcked ? acked : [...live.alerts.values(), fresh];
    const alert = among[pick % among.length] ?? fresh;
    const {source, fingerprint, startsAt, labels} = alert;
    const one = {source, fingerprint, startsAt};
    const ack = before.state.shift.ackOf.get(keyOf(alert)) ?? 'none';
    const bodies: Record<string, NewFact> = {
      fired: {
        type: 'alert.fired',
        ...one,
        labels,
        severity: 'P2',
        state: alert.state,
        suppressedBy: ['x'],
        on: before.now,
      },
      freed: {type: 'alert.changed', ...one, state: 'active', suppressedBy: []},
      resolved: {type: 'alert.resolved', ...one, on: before.now, reason: 'absent'},
      acked: {
        type: 'ack.requested',
        // Those of others, too, have a name of their own.
        ack: `k${before.state.log.length}`,
        source,
        title: 'A',
        alerts: [{fingerprint, startsAt}],
        matchers: [],
        duration: 15 * MINUTE,
        comment: 'ACK!',
        extend: true,
      },
      placed: {
        type: 'ack.placed',
        ack,
        silence: 'mine',
        startsAt: before.now,
        endsAt: before.now + 9 * MINUTE,
        member: 'm',
      },
      unheld: {type: 'ack.unheld', ack, source, silence: 'mine', alerts: [{fingerprint, startsAt}]},
      failed: {type: 'ack.failed', ack, reason: 'refused', final: false, lost: true},
      released: {type: 'ack.ended', ack, reason: 'released'},
      lapsed: {type: 'ack.ended', ack, reason: 'lapsed'},
      seen: {
        type: 'silence.placed',
        source,
        silence: 'gone',
        matchers: [],
        startsAt: NIGHT,
        endsAt: NIGHT + 90 * MINUTE,
        createdBy: 'lee',
        comment: 'ACK! on it',
        ours: false,
      },
    };
    const body = bodies[what];
    return body === undefined ? before : folded(before, [body], what === 'acked' ? {origin} : {});
  });

const anyRecording: fc.Arbitrary<Step> = fc.boolean().map(ok => before => ({
  ...before,
  state: {
    ...before.state,
    recording: ok ? {ok} : {ok, since: NIGHT, kind: 'full' as const, message: 'full', hint: 'free some', lost: 1},
  },
}));
/** Whole minutes: what lapsed lately is told by the minute. */
const anyTime: fc.Arbitrary<Step> = fc
  .integer({min: 1, max: 130})
  .map(minutes => before => ({...before, now: before.now + minutes * MINUTE}));
const anyView: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom(
      '',
      'host=h1',
      '@state=acked',
      '@age>10m',
      '@owner=ana',
      '@silence_author=lee',
      '@limit=3',
      'severity=critical @limit=2',
      '@nope',
    )
    .map(
      (filter): Step =>
        before => ({...before, view: {...before.view, filter}}),
    ),
  fc.constantFrom('route', 'none', 'host', 'alertname,severity', 'nolabel', 'alertname, @source').map(
    (group): Step =>
      before => ({...before, view: {...before.view, group}}),
  ),
  fc.boolean().map(
    (quietOpen): Step =>
      before => ({...before, view: {...before.view, quietOpen}}),
  ),
  fc.nat({max: 3}).map(
    (at): Step =>
      before => {
        const key = boardIndex().of(before.state, before.view, before.now).rows[at]?.key;
        return {...before, view: {...before.view, expanded: new Set(key === undefined ? [] : [key])}};
      },
  ),
);
export const anyStep = fc.oneof(
  {weight: 6, arbitrary: anyPoll},
  {weight: 4, arbitrary: anyFacts},
  {weight: 2, arbitrary: anySilences},
  {weight: 2, arbitrary: anyView},
  {weight: 1, arbitrary: anyGroups},
  {weight: 1, arbitrary: anyHealth},
  {weight: 1, arbitrary: anyRecording},
  {weight: 1, arbitrary: anyTime},
);
