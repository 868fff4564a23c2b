import {type Cluster, MINUTE, type NightEvent, SECOND, span} from './event.js';
import {between, type Random} from './random.js';
import {alertOf, type Rule} from './rules.js';

const POOL: Rule = {
  severity: 'critical',
  team: 'payments',
  expr: 'db_pool_active{instance="{instance}"} / db_pool_max > 0.95',
  summary: 'pool {active} of {active}, {waiting} waiting',
  description:
    'The connection pool of {service} on {instance} is exhausted: requests wait for a connection and time out.',
  runbook: 'database-connection-failures',
  dashboard: 'db-pools?var-instance={instance}',
};

const ERRORS: Rule = {
  severity: 'critical',
  team: 'shop',
  expr: 'sum(rate(http_requests_total{service="{service}",code=~"5.."}[5m])) / sum(rate(http_requests_total{service="{service}"}[5m])) > 0.05',
  summary: '{percent} % of requests fail',
  description: '{service} answers {percent} % of its requests with an error. Customers see it.',
  runbook: 'service-error-rate',
  dashboard: 'service?var-service={service}',
};

const UPSTREAM: Rule = {
  severity: 'high',
  team: 'shop',
  expr: 'sum(rate(upstream_errors_total{service="{service}"}[5m])) by (upstream) > 1',
  summary: 'calls to {upstream} fail',
  description: '{service} gives up on calls to {upstream} after its timeout; what depends on it is missing or late.',
  dashboard: 'service?var-service={service}',
};

const LATENCY: Rule = {
  severity: 'high',
  team: 'shop',
  expr: 'histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{service="{service}"}[5m])) by (le)) > 1',
  summary: 'p95 {p95} s',
  description: 'Half of the budget of {service} for slow answers is gone this week.',
  dashboard: 'service?var-service={service}',
};

/** One service after another runs dry: how long after the pool, in seconds, and how long it takes to recover. */
const SPREAD = [
  {name: 'CheckoutErrorRate', service: 'checkout', rule: ERRORS, facts: {percent: '7.3'}, after: 78, calm: 95},
  {
    name: 'UpstreamFailing',
    service: 'orders',
    rule: UPSTREAM,
    facts: {upstream: 'payments-api'},
    after: 130,
    calm: 140,
  },
  {
    name: 'UpstreamFailing',
    service: 'invoices',
    rule: UPSTREAM,
    facts: {upstream: 'payments-api'},
    after: 165,
    calm: 180,
  },
  {name: 'HighLatency', service: 'cart', rule: LATENCY, facts: {p95: '2.9'}, after: 210, calm: 60},
  {name: 'HighLatency', service: 'mobile-gateway', rule: LATENCY, facts: {p95: '3.4'}, after: 260, calm: 75},
] as const;

/** A database pool runs full; what needs it fails one after the other; then the other site gets the traffic. */
export function databaseIncident(random: Random): readonly NightEvent[] {
  const eu = {cluster: 'eu', from: 12 * SECOND, to: 42 * MINUTE + between(random, 0, 60) * SECOND} as const;
  const us = {cluster: 'us', from: 9 * MINUTE + between(random, 0, 60) * SECOND, to: 39 * MINUTE} as const;
  const again = {cluster: 'eu', from: 440 * MINUTE + between(random, 0, 240) * SECOND, to: 452 * MINUTE} as const;
  return [
    ...pool(eu, ['db-1', 'db-1-replica-a', 'db-1-replica-b', 'db-2'], random),
    ...spread(eu, SPREAD.length, random),
    ...pool(us, ['db-4', 'db-5'], random),
    ...spread(us, 2, random),
    ...pool(again, ['db-1'], random),
  ];
}

interface Outage {
  readonly cluster: Cluster;
  readonly from: number;
  readonly to: number;
}

function pool({cluster, from, to}: Outage, instances: readonly string[], random: Random): readonly NightEvent[] {
  return instances.flatMap((instance, index) => {
    const labels = {service: 'payments-api', namespace: 'payments', instance};
    const facts = {active: 50, waiting: between(random, 40, 420)};
    const late = index * between(random, 18, 40) * SECOND;
    return span({
      cluster,
      from: from + late,
      to: to + index * 20 * SECOND,
      alert: alertOf('DatabasePoolExhausted', POOL, {cluster, labels, facts}),
    });
  });
}

function spread({cluster, from, to}: Outage, count: number, random: Random): readonly NightEvent[] {
  return SPREAD.slice(0, count).flatMap(({name, service, rule, facts, after, calm}) => {
    const labels = {service, namespace: 'shop', pod: `${service}-${between(random, 1_000, 9_999).toString(36)}`};
    const alert = alertOf(name, rule, {cluster, labels, facts});
    return span({cluster, from: from + after * SECOND, to: to + calm * SECOND, alert});
  });
}
