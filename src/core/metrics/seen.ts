import {type AlertKey, alertKey} from '../alert/alert.js';
import type {Episode} from '../handoff/episodes.js';
import {issueOf} from '../handoff/issue.js';
import {readFacts} from '../handoff/read-facts.js';
import type {Incident} from '../incident/incident.js';
import type {Fact, FactOf} from '../shift/fact.js';

type Judge = (call: Episode) => boolean;

/** An alert of a call by the time it began, as facts name it. */
interface Moment {
  readonly issue: string;
  readonly at: number;
}

/** What the log says calls came to. */
export interface Seen {
  /** Somebody else was called for it, while it lasted. */
  readonly escalated: Judge;
  /** It was called noise, and nothing else later. */
  readonly noise: Judge;
  /** It was worth somebody's while: judged actionable, or part of an incident. */
  readonly real: Judge;
  /** A runbook was opened for it. */
  readonly walked: Judge;
  /** It is known what it was worth: judged, acked, or part of an incident. */
  readonly known: Judge;
}

/** Reads the facts once for all of these. */
export function seenIn(facts: readonly Fact[], incidents: readonly Incident[]): Seen {
  const fired = new Map<AlertKey, FactOf<'alert.fired'>>();
  const named: Readonly<Record<'escalated' | 'noise' | 'actionable' | 'walked', AlertName[]>> = {
    escalated: [],
    noise: [],
    actionable: [],
    walked: [],
  };
  const read = readFacts({
    'alert.fired': fact => void fired.set(alertKey(fact), fact),
    'alert.judged': fact => void named[fact.verdict].push(fact),
    'runbook.opened': ({alert}) => {
      if (alert !== undefined) named.walked.push(alert);
    },
    'escalation.requested': ({alerts}) => void named.escalated.push(...alerts),
  });
  for (const fact of facts) read(fact);
  const judge = (alerts: readonly AlertName[]) =>
    during(
      alerts.flatMap(alert => {
        const known = fired.get(alertKey(alert));
        return known === undefined ? [] : [{issue: issueOf(known).id, at: alert.startsAt}];
      }),
    );
  const [escalated, noisy, actionable] = [judge(named.escalated), judge(named.noise), judge(named.actionable)];
  const linked = judge(incidents.flatMap(({alerts}) => alerts));
  const real: Judge = call => actionable(call) || linked(call);
  return {
    escalated,
    noise: call => noisy(call) && !actionable(call),
    real,
    walked: judge(named.walked),
    known: call => call.ack !== undefined || noisy(call) || real(call),
  };
}

interface AlertName {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
}

/** A call is meant where the alert began within it; a source may have known of it some time before the log did. */
function during(named: readonly Moment[]): Judge {
  const byIssue = new Map<string, number[]>();
  for (const {issue, at} of named) {
    const times = byIssue.get(issue);
    if (times === undefined) byIssue.set(issue, [at]);
    else times.push(at);
  }
  return ({issue, startedAt, endedAt = Number.POSITIVE_INFINITY}) =>
    (byIssue.get(issue) ?? []).some(at => at >= startedAt && at <= endedAt);
}
