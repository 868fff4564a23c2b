import type {Config} from '../config/config.js';
import {OperatorError} from '../lib/operator-error.js';
import type {AlertQuery, AlertsAnswer, CommandContext, SilencesAnswer} from './context.js';

/** The Alertmanagers that a reading command asks: its own, or those of the open cockpit where it names none. */
export interface Reach {
  /** Names of clusters. */
  readonly sources: readonly string[];
  /** Alerts of these clusters, or of all. */
  alerts(query: AlertQuery, only?: readonly string[]): Promise<AlertsAnswer>;
  silences(): Promise<SilencesAnswer>;
  /** Through whom, where that is not plain. */
  readonly said: readonly string[];
}

/** Rejects when there is no Alertmanager to ask. */
export async function reachOf(config: Config, context: CommandContext): Promise<Reach> {
  const via = await context.viaHolder(config);
  if (via !== undefined) {
    return {
      sources: via.sources,
      alerts: (query, only = []) => via.alerts(query, only),
      silences: () => via.silences(),
      said: [throughCockpit(via.pid, via.sources)],
    };
  }
  demandAlertmanager(config);
  return {
    sources: config.alertmanagers.map(({name}) => name),
    alerts: (query, only = []) => context.queryAlerts(onlySources(config, only), query),
    silences: () => context.querySilences(config),
    said: [],
  };
}

/** Rejects when no Alertmanager is configured. */
export function demandAlertmanager(config: Config): void {
  if (config.alertmanagers.length === 0) {
    throw new OperatorError('No Alertmanager is configured.', {
      hint: 'Name one with --alertmanager URL or ALERTMANAGER_URL, or write a configuration with `wk config init`.',
    });
  }
}

/** Whose Alertmanagers these are, for whoever may think of others. */
export function throughCockpit(pid: number | undefined, sources: readonly string[]): string {
  const who = pid === undefined ? 'the open cockpit' : `the open cockpit (process ${pid})`;
  return `Note: through ${who}, which watches ${sources.join(', ')}.`;
}

function onlySources(config: Config, names: readonly string[]): Config {
  return names.length === 0
    ? config
    : {...config, alertmanagers: config.alertmanagers.filter(({name}) => names.includes(name))};
}
