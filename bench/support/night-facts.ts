import type {Fact, FactBody, FactType} from '../../src/core/shift/fact.js';

const STEP = 1_000;
const START = Date.UTC(2026, 0, 1);
const LABEL_SETS = 2_000;

/**
 * Facts as a busy shift makes them, the same each time: each label set fires, is acked, has its ack extended, and
 * resolves, over and over.
 */
export function nightFacts(origin: string, count: number): readonly Fact[] {
  return Array.from({length: count}, (_, index) => factAt(origin, index));
}

function factAt(origin: string, index: number): Fact {
  const on = START + index * STEP;
  const envelope = {v: 1, seq: index + 1, origin, at: new Date(on).toISOString(), by: 'ana'};
  const make = <T extends FactType>(type: T, body: FactBody<T>) => ({...envelope, type, ...body}) as unknown as Fact;
  // The five facts of one occurrence lie a whole round of label sets apart.
  const phase = Math.floor(index / LABEL_SETS) % 5;
  const occurrence = occurrenceOf(index, on - phase * LABEL_SETS * STEP);
  const ack = `k${occurrence.startsAt}-${occurrence.fingerprint}`;
  const silence = {ack, silence: `${occurrence.fingerprint}-0000-4000-8000-000000000000`, endsAt: on + 900_000};
  if (phase === 0) return make('alert.fired', {...occurrence, ...alertOf(index), on});
  if (phase === 1) return make('ack.requested', {ack, ...ackOf(occurrence)});
  if (phase === 2) return make('ack.placed', {...silence, startsAt: on, member: 'am-1:9093'});
  if (phase === 3) return make('ack.extended', silence);
  return make('alert.resolved', {...occurrence, on, reason: 'absent'});
}

function occurrenceOf(index: number, startsAt: number) {
  return {source: 'prod', fingerprint: (index % LABEL_SETS).toString(16).padStart(16, '0'), startsAt};
}

function alertOf(index: number): Pick<FactBody<'alert.fired'>, 'labels' | 'severity' | 'state' | 'summary'> {
  const instance = `db-${index % LABEL_SETS}.eu-central-1.example.com:9100`;
  return {
    labels: {
      alertname: 'DiskWillFillIn4Hours',
      cluster: 'eu-1',
      instance,
      job: 'node',
      severity: 'warning',
      team: 'db',
    },
    severity: 'P2',
    state: 'active',
    summary: `The disk /var of ${instance} will be full in four hours at the rate of the last six`,
  };
}

function ackOf({source, fingerprint, startsAt}: {source: string; fingerprint: string; startsAt: number}) {
  return {
    source,
    title: 'DiskWillFillIn4Hours',
    alerts: [{fingerprint, startsAt}],
    matchers: [{name: 'instance', value: `db-${fingerprint}`, isRegex: false, isEqual: true}],
    duration: 900_000,
    comment: 'ACK! looking at it',
    extend: true,
  };
}
