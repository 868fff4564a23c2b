import {expect, test} from 'vitest';
import {learnedNames} from '../../../src/core/shift/learned-names.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {NIGHT, recorded} from '../../support/given.js';

const SILENCE = '01234567-89ab-cdef-0123-456789abcdef';

const fired = (instance: string, fingerprint: string) =>
  ({
    type: 'alert.fired',
    source: 'eu',
    fingerprint,
    startsAt: NIGHT,
    labels: {alertname: 'PoolExhausted', severity: 'critical', cluster: 'eu', service: 'payments', instance},
    severity: 'P1',
    state: 'active',
    on: NIGHT,
  }) as const;
const heldBack = (suppressedBy: string[]) => ({
  type: 'alert.changed' as const,
  source: 'eu',
  fingerprint: '0000000000000001',
  startsAt: NIGHT,
  suppressedBy,
});

function told(...bodies: Parameters<typeof recorded>[0]): readonly string[] {
  const facts = recorded(bodies);
  const names = learnedNames();
  names.learn(facts);
  return facts.map(fact => sentence(fact, names.naming));
}

test('alerts of one name are told apart in the log', () => {
  expect(told(fired('db-1:9100', '0000000000000001'), fired('db-2:9100', '0000000000000002'))).toEqual([
    'P1 PoolExhausted payments db-1 fired in eu',
    'P1 PoolExhausted payments db-2 fired in eu',
  ]);
});

test('the log says who holds an alert back: an ack, a silence, another alert, a time interval', () => {
  const acked = {
    type: 'ack.requested',
    ack: 'a1',
    source: 'eu',
    title: 'PoolExhausted',
    alerts: [{fingerprint: '0000000000000001', startsAt: NIGHT}],
    matchers: [],
    duration: 900_000,
    comment: '',
    extend: true,
  } as const;
  const placed = {
    type: 'ack.placed',
    ack: 'a1',
    silence: SILENCE,
    startsAt: NIGHT,
    endsAt: NIGHT + 900_000,
    member: 'am-1',
  } as const;
  const lines = told(
    fired('db-1:9100', '0000000000000001'),
    fired('db-2:9100', '0000000000000002'),
    {...acked, alerts: [...acked.alerts], matchers: []},
    placed,
    heldBack([SILENCE]),
    heldBack(['76543210-89ab-cdef-0123-456789abcdef']),
    heldBack(['0000000000000002', 'weekends']),
    heldBack(['weekends']),
    heldBack([]),
  ).slice(2);
  expect(lines).toEqual([
    'ana acks PoolExhausted payments db-1 in eu for 15m, kept while it fires',
    expect.stringContaining('ack of PoolExhausted payments db-1 is silence 01234567'),
    'PoolExhausted payments db-1 is held back by the ack of ana',
    'PoolExhausted payments db-1 is held back by silence 76543210',
    'PoolExhausted payments db-1 is held back by PoolExhausted payments db-2 and 1 more',
    'PoolExhausted payments db-1 is held back by weekends',
    'PoolExhausted payments db-1 is no longer held back',
  ]);
});

test('a page to targets by their names says "to" once', () => {
  const asked = {
    type: 'escalation.requested',
    escalation: 'e1',
    group: 'eu/BigOne',
    policy: '',
    level: 'to hook, mail',
    generation: '',
    clock: 'unacked',
    alerts: [],
    title: 'BigOne pay',
    severity: 'P1',
    since: NIGHT,
    who: [],
    targets: ['hook', 'mail'],
  } as const;
  expect(told(asked)).toEqual(['ana escalates BigOne pay to hook, mail']);
});
