import type {NewFact} from '../../src/core/shift/decision.js';
import type {Fact} from '../../src/core/shift/fact.js';
import {NIGHT, recorded} from './given.js';

const MINUTE = 60_000;
const DISK = {source: 'eu', fingerprint: 'f100000000000000', startsAt: NIGHT + MINUTE};
const LAG = {source: 'eu', fingerprint: 'f200000000000000', startsAt: NIGHT - 60 * MINUTE};

/** A minute after the beginning of the night, and what was recorded then. */
export type Told = readonly [minute: number, body: NewFact];

/** Facts at so many minutes after the beginning of the night, by ana unless told otherwise. */
export function factsAt(...told: readonly Told[]): readonly Fact[] {
  const facts = recorded(told.map(([, body]) => body));
  return facts.map((fact, index) => ({...fact, at: new Date(NIGHT + (told[index]?.[0] ?? 0) * MINUTE).toISOString()}));
}

/** A watch of an hour: an alert that was there before it, a P1 that is acked and ends, an incident, and a source that is lost. */
export const WATCH_FACTS: readonly Fact[] = factsAt(
  [
    -60,
    {
      type: 'alert.fired',
      ...LAG,
      labels: {alertname: 'Lag', severity: 'warning'},
      severity: 'P3',
      state: 'active',
      on: LAG.startsAt,
    },
  ],
  [-50, {type: 'note.added', note: 'n0', text: 'before the watch'}],
  [0, {type: 'shift.started', shift: 'shift-one', operator: 'lee'}],
  [
    1,
    {
      type: 'alert.fired',
      ...DISK,
      labels: {alertname: 'DiskFull', severity: 'critical'},
      severity: 'P1',
      state: 'active',
      on: NIGHT,
    },
  ],
  [
    5,
    {
      type: 'ack.requested',
      ack: 'wk-1',
      source: 'eu',
      title: 'DiskFull',
      alerts: [{fingerprint: DISK.fingerprint, startsAt: DISK.startsAt}],
      matchers: [{name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true}],
      duration: 15 * MINUTE,
      comment: 'ACK! looking',
      extend: true,
    },
  ],
  [
    5,
    {
      type: 'ack.placed',
      ack: 'wk-1',
      silence: '11111111-2222-4333-8444-555555555555',
      startsAt: NIGHT + 5 * MINUTE,
      endsAt: NIGHT + 20 * MINUTE,
      member: 'am-1:9093',
    },
  ],
  [
    10,
    {
      type: 'silence.placed',
      source: 'eu',
      silence: '99999999-2222-4333-8444-555555555555',
      matchers: [{name: 'alertname', value: 'Lag', isRegex: false, isEqual: true}],
      startsAt: NIGHT + 10 * MINUTE,
      endsAt: NIGHT + 40 * MINUTE,
      createdBy: 'mo',
      comment: 'deploy',
      ours: false,
    },
  ],
  [20, {type: 'note.added', note: 'n1', text: 'the disk is cleaned up'}],
  [25, {type: 'alert.resolved', ...DISK, on: NIGHT + 24 * MINUTE, reason: 'absent'}],
  [40, {type: 'source.lost', source: 'eu', reason: 'connection refused', on: NIGHT + 40 * MINUTE}],
  [60, {type: 'shift.ended', shift: 'shift-one'}],
  [70, {type: 'note.added', note: 'n2', text: 'after the watch'}],
);
