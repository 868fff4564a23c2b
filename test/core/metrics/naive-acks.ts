import type {Fact} from '../../../src/core/shift/fact.js';
import type {NaiveCall} from './naive-calls.js';
import type {NaiveIncident} from './naive-incidents.js';

export type AckedAt = (one: NaiveIncident) => number | undefined;

interface Fired {
  readonly source: string;
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The first time at which anybody took it on, by an ack or in so many words, from when it was noticed until it was over. */
export function acksOfIncidents(facts: readonly Fact[], calls: readonly NaiveCall[]): AckedAt {
  const issues = issuesOf(facts);
  const ofIssue = new Map<string, NaiveCall[]>();
  for (const call of calls) ofIssue.set(call.issue, [...(ofIssue.get(call.issue) ?? []), call]);
  return ({at: {detected = 0, acknowledged, resolved = Number.POSITIVE_INFINITY}, alerts, isAckCorrected}) => {
    if (isAckCorrected) return acknowledged;
    const acks = [...alerts.values()]
      .flatMap(({source, fingerprint, startsAt}) =>
        (ofIssue.get(issues.get(`${source}/${fingerprint}`) ?? '') ?? []).filter(call => lasted(call, startsAt)),
      )
      .flatMap(({startedAt, toAck}) => (toAck === undefined ? [] : startedAt + toAck))
      .filter(at => at <= resolved)
      .map(at => Math.max(at, detected));
    return [...acks, ...(acknowledged === undefined ? [] : [acknowledged])].sort((a, b) => a - b)[0];
  };
}

function lasted({startedAt, endedAt}: NaiveCall, at: number): boolean {
  return startedAt <= at && (endedAt === undefined || at <= endedAt);
}

/** What problem each alert is of. */
export function issuesOf(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const fired = facts.filter(({type}) => type === 'alert.fired') as unknown as readonly Fired[];
  return new Map(
    fired.map(one => [
      `${one.source}/${one.fingerprint}`,
      `${one.source} ${one.labels.alertname} ${one.labels.service}`,
    ]),
  );
}
