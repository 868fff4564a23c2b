import {resolveAccess} from '../../config/access.js';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {PresentRule} from '../../core/metrics/present-rule.js';
import {SourceError} from '../../core/ports.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {address} from '../../sources/http/address.js';
import {probePrometheus} from '../../sources/prometheus-probe.js';
import {alertingRules} from '../../sources/prometheus-rules.js';
import type {PrometheusReport} from '../context.js';

/** What the configured Prometheus says of itself, or why it does not. Rejects only for what the operator can correct. */
export async function askPrometheus(config: Config, env: Env, signal: AbortSignal): Promise<PrometheusReport> {
  const {prometheus} = config;
  if (prometheus === undefined) throw new TypeError('no Prometheus is configured');
  const access = await resolveAccess(prometheus, 'Prometheus', env);
  const server = address(prometheus.url).name;
  try {
    return {server, ...(await probePrometheus({url: prometheus.url, ...access}, {clock: systemClock, signal}))};
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const {kind, message, hint} = error;
    return {server, failure: {kind, message, hint}};
  }
}

/** The alerting rules that it has. Rejects with SourceError, or with what the operator can correct. */
export async function presentRules(config: Config, env: Env, signal: AbortSignal): Promise<readonly PresentRule[]> {
  const {prometheus} = config;
  if (prometheus === undefined) throw new TypeError('no Prometheus is configured');
  const access = await resolveAccess(prometheus, 'Prometheus', env);
  return alertingRules({url: prometheus.url, ...access}, {clock: systemClock, signal});
}
