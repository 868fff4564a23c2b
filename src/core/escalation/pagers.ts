/** The integrations that know a group by the hash of its key, as Alertmanager calls them, by the kinds that reach them. */
const INTEGRATIONS: Readonly<Record<string, string>> = {
  pagerduty: 'pagerduty',
  'pagerduty-rest': 'pagerduty',
  opsgenie: 'opsgenie',
  jsm: 'opsgenie',
  'splunk-oncall': 'victorops',
  'incident-io': 'incidentio',
};

/** What Alertmanager calls the pager that a target of this kind reaches; undefined for what is none of its pagers. */
export function pagerOf(kind: string): string | undefined {
  return INTEGRATIONS[kind];
}

/** Whether two kinds of targets lead to the same incidents. */
export function isSamePager(kind: string, other: string): boolean {
  return kind === other || (pagerOf(kind) !== undefined && pagerOf(kind) === pagerOf(other));
}
