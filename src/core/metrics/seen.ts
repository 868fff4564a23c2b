import {alertKey} from '../alert/alert.js';
import type {Episode} from '../handoff/episodes.js';
import {issueOf} from '../handoff/issue.js';
import {readFacts} from '../handoff/read-facts.js';
import type {Incident} from '../incident/incident.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';

type Judge = (call: Episode) => boolean;

/** An alert of a call by the time it began, as facts name it. */
interface Moment {
  readonly issue: string;
  readonly at: number;
}

/** Whether somebody else was called for a call, while it lasted. */
export function escalated(facts: readonly Fact[]): Judge {
  return during(
    moments(facts, (fact, find) => {
      if (fact.type !== 'escalation.requested') return [];
      const {alerts} = fact as unknown as {readonly alerts?: readonly AlertName[]};
      return (alerts ?? []).flatMap(alert => find(alert) ?? []);
    }),
  );
}

/** Whether a call was called noise, and nothing else later. */
export function judgedOf(facts: readonly Fact[]): Judge {
  const noise = during(verdicts(facts, 'noise'));
  const real = during(verdicts(facts, 'actionable'));
  return call => noise(call) && !real(call);
}

/** Whether it is known what a call was worth: judged, acked, or part of an incident. */
export function acted(facts: readonly Fact[], incidents: readonly Incident[]): Judge {
  const judged = during([...verdicts(facts, 'noise'), ...verdicts(facts, 'actionable')]);
  const linked = isReal(facts, incidents);
  return call => call.ack !== undefined || judged(call) || linked(call);
}

/** Whether a call was worth somebody's while: judged actionable, or part of an incident. */
export function isReal(facts: readonly Fact[], incidents: readonly Incident[]): Judge {
  const starts = issues(facts);
  const linked = during(
    incidents.flatMap(({alerts}) =>
      alerts.flatMap(alert => {
        const issue = starts.get(alertKey(alert));
        return issue === undefined ? [] : [{issue, at: alert.startsAt}];
      }),
    ),
  );
  const judged = during(verdicts(facts, 'actionable'));
  return call => judged(call) || linked(call);
}

interface AlertName {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
}

function verdicts(facts: readonly Fact[], verdict: FactOf<'alert.judged'>['verdict']): readonly Moment[] {
  return moments(facts, (fact, find) =>
    isFact(fact, 'alert.judged') && fact.verdict === verdict ? (find(fact) ?? []) : [],
  );
}

function moments(
  facts: readonly Fact[],
  of: (fact: Fact, find: (alert: AlertName) => Moment | undefined) => Moment | readonly Moment[],
): readonly Moment[] {
  const known = issues(facts);
  const find = (alert: AlertName) => {
    const issue = known.get(alertKey(alert));
    return issue === undefined ? undefined : {issue, at: alert.startsAt};
  };
  return facts.flatMap(fact => of(fact, find));
}

/** The issue of each label set. */
function issues(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const read = readFacts({'alert.fired': fact => void found.set(alertKey(fact), issueOf(fact).id)});
  for (const fact of facts) read(fact);
  return found;
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
