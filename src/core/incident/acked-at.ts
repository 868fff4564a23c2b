import {alertKey} from '../alert/alert.js';
import type {Episode} from '../handoff/episodes.js';
import {issueOf} from '../handoff/issue.js';
import {readFacts} from '../handoff/read-facts.js';
import type {Fact} from '../shift/fact.js';
import type {Incident} from './incident.js';

/**
 * When an incident was acked first, Unix ms: by an ack of a call that belongs to it, or by its status where that was set
 * earlier; a corrected time is the one that counts. Undefined for one that nobody acked. `calls` are those of the facts.
 */
export function ackTimes(
  facts: readonly Fact[],
  {calls, incidents}: {readonly calls: readonly Episode[]; readonly incidents: readonly Incident[]},
): (incident: Incident) => number | undefined {
  const linked = new Set(incidents.flatMap(({alerts}) => alerts.map(alertKey)));
  const issues = new Map<string, string>();
  const corrected = new Set<string>();
  const read = readFacts({
    'alert.fired': fact => {
      const key = alertKey(fact);
      if (linked.has(key) && !issues.has(key)) issues.set(key, issueOf(fact).id);
    },
    'incident.time-corrected': ({incident, phase}) => {
      if (phase === 'acknowledged') corrected.add(incident);
    },
  });
  for (const fact of facts) read(fact);
  const ofIssue = new Map<string, Episode[]>();
  for (const call of calls) {
    const known = ofIssue.get(call.issue);
    if (known === undefined) ofIssue.set(call.issue, [call]);
    else known.push(call);
  }
  return ({incident, alerts, reached}) => {
    const {detected = 0, acknowledged, resolved = Number.POSITIVE_INFINITY} = reached;
    if (acknowledged !== undefined && corrected.has(incident)) return acknowledged;
    const acks = alerts.flatMap(alert =>
      (ofIssue.get(issues.get(alertKey(alert)) ?? '') ?? [])
        .filter(({startedAt, endedAt}) => startedAt <= alert.startsAt && alert.startsAt <= (endedAt ?? alert.startsAt))
        .flatMap(({ack}) => (ack === undefined || ack.at > resolved ? [] : [Math.max(ack.at, detected)])),
    );
    const all = acknowledged === undefined ? acks : [...acks, acknowledged];
    return all.length === 0 ? undefined : Math.min(...all);
  };
}
