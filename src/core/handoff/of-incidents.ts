import {type AlertKey, alertKey} from '../alert/alert.js';
import type {Incident} from '../incident/incident.js';
import type {Fact} from '../shift/fact.js';
import type {IssueIncident} from './handoff.js';
import {issueOf} from './issue.js';
import {readFacts} from './read-facts.js';

interface Named {
  readonly name: string;
  readonly place: string;
}

/** Answers which incidents an issue was part of while it was there; times are Unix ms. */
export function incidentsOfIssues(
  facts: readonly Fact[],
  incidents: readonly Incident[],
): <T extends Named>(issue: T, span: {readonly from: number; readonly to: number}) => T {
  const issues = new Map<AlertKey, string>();
  const nameOf = ({name, place}: Named) => JSON.stringify([name, place]);
  const read = readFacts({'alert.fired': fact => void issues.set(alertKey(fact), nameOf(issueOf(fact)))});
  if (incidents.length > 0) for (const fact of facts) read(fact);
  return (issue, {from, to}) => {
    const name = nameOf(issue);
    const of = incidents.filter(
      ({alerts, startedAt, reached}) =>
        startedAt <= to &&
        (reached.resolved ?? reached.closed ?? to) >= from &&
        alerts.some(alert => issues.get(alertKey(alert)) === name),
    );
    return of.length === 0 ? issue : {...issue, incidents: of.map(known)};
  };
}

function known({incident: id, fields: {cause, fix}}: Incident): IssueIncident {
  return {id, ...(cause === undefined ? {} : {cause}), ...(fix === undefined ? {} : {fix})};
}
