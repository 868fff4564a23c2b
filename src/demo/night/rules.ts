import type {Labels} from '../../core/alert/alert.js';
import type {Cluster, NightAlert} from './event.js';

/** An alerting rule as a team would keep it; `{x}` in its texts is the label or fact `x`. */
export interface Rule {
  readonly severity: 'critical' | 'high' | 'warning' | 'info' | 'none';
  readonly team: string;
  readonly expr: string;
  readonly summary: string;
  readonly description: string;
  readonly runbook?: string;
  readonly dashboard?: string;
}

/** What fills a rule's texts, beside the labels. */
export type Facts = Readonly<Record<string, string | number>>;

export interface Firing {
  readonly cluster: Cluster;
  readonly labels: Labels;
  readonly facts?: Facts;
  /** Where one firing is worse or better than the rule says. */
  readonly severity?: Rule['severity'];
}

const RUNBOOKS = 'https://runbooks.example/';
const DASHBOARDS = 'https://grafana.example/d/';

/** The alert that a rule makes of what it saw. */
export function alertOf(name: string, rule: Rule, {cluster, labels, facts = {}, severity}: Firing): NightAlert {
  const own: Labels = {alertname: name, cluster, ...labels, severity: severity ?? rule.severity, team: rule.team};
  const known: Facts = {...own, ...facts};
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, key: string) => String(known[key] ?? whole));
  const dashboard = rule.dashboard === undefined ? {} : {dashboard: `${DASHBOARDS}${fill(rule.dashboard)}`};
  const runbook = rule.runbook === undefined ? {} : {runbook_url: `${RUNBOOKS}${rule.runbook}`};
  return {
    labels: own,
    annotations: {summary: fill(rule.summary), description: fill(rule.description), ...runbook, ...dashboard},
    generatorURL: `https://prometheus.${cluster}.example/graph?g0.expr=${encodeURIComponent(fill(rule.expr))}&g0.tab=1`,
  };
}
