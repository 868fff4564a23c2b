import {equal, HOUR, MINUTE, type NightEvent, SECOND, span} from './event.js';
import {between, type Random} from './random.js';
import {alertOf, type Rule} from './rules.js';

const NODE: Rule = {
  severity: 'warning',
  team: 'platform',
  expr: 'kube_node_status_condition{node="{node}",condition="Ready",status="true"} == 0',
  summary: 'cordoned, waits for a memory module',
  description: '{node} is not ready; its pods have moved.',
  runbook: 'node-not-ready',
};

const BACKLOG: Rule = {
  severity: 'high',
  team: 'messaging',
  expr: 'sum(rabbitmq_queue_messages{queue="{queue}"}) > 10000',
  summary: '{waiting} messages waiting',
  description: 'The queue {queue} grows faster than {service} empties it.',
  runbook: 'queue-backlog',
  dashboard: 'queues?var-queue={queue}',
};

const LATENCY: Rule = {
  severity: 'high',
  team: 'api',
  expr: 'histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{service="{service}"}[5m])) by (le)) > 1',
  summary: 'p95 {p95} s',
  description: 'Answers of {service} on {instance} are slow; the query plan of the price lookup changed on Monday.',
  runbook: 'high-latency',
  dashboard: 'service?var-service={service}',
};

/** What a teammate is on, and does with another tool: silences that come from elsewhere, and end. */
export function lee(random: Random): readonly NightEvent[] {
  const node = alertOf('NodeNotReady', NODE, {
    cluster: 'us',
    labels: {service: 'kubernetes', namespace: 'infra', node: 'us-pool-b-17'},
  });
  const backlog = alertOf('QueueBacklog', BACKLOG, {
    cluster: 'eu',
    labels: {service: 'mailer', namespace: 'messaging', queue: 'outgoing'},
    facts: {waiting: between(random, 14_000, 22_000)},
  });
  const heldQueue = [equal('alertname', 'QueueBacklog'), equal('cluster', 'eu')];
  return [
    ...span({cluster: 'us', from: 0, firingFor: 4 * HOUR, alert: node}),
    karma({
      at: 0,
      cluster: 'us',
      name: 'node',
      matchers: [equal('alertname', 'NodeNotReady'), equal('node', 'us-pool-b-17')],
      duration: 12 * HOUR,
    }),
    ...span({cluster: 'eu', from: 0, to: 100 * MINUTE, firingFor: 2 * HOUR, alert: backlog}),
    {
      ...karma({at: 0, cluster: 'eu', name: 'queue', matchers: heldQueue, duration: 25 * MINUTE}),
      comment: 'mailer deploy 4411, back to normal within the half hour',
    },
    karma({at: 29 * MINUTE, cluster: 'eu', name: 'queue again', matchers: heldQueue, duration: 90 * MINUTE}),
    {kind: 'expire', at: 101 * MINUTE, cluster: 'eu', name: 'queue again'},
    karma({
      at: 161 * MINUTE + 40 * SECOND,
      cluster: 'us',
      name: 'rack',
      matchers: [equal('alertname', 'RackUnreachable'), equal('rack', 'rack-c4')],
      duration: 30 * MINUTE,
    }),
    {kind: 'expire', at: 181 * MINUTE, cluster: 'us', name: 'rack'},
  ];
}

/** Slow answers: there when the watch begins, again in the small hours, and still there at its end. */
export function slowApi(random: Random): readonly NightEvent[] {
  const slow = (instance: string) =>
    alertOf('HighLatency', LATENCY, {
      cluster: 'eu',
      labels: {service: 'api', namespace: 'api', instance},
      facts: {p95: (1 + random()).toFixed(1)},
    });
  return ['api-1', 'api-2', 'api-3'].flatMap((instance, index) => [
    ...span({
      cluster: 'eu',
      from: 0,
      to: (58 + index) * MINUTE,
      firingFor: (20 - index) * MINUTE,
      alert: slow(instance),
    }),
    ...span({cluster: 'eu', from: (398 + index) * MINUTE, alert: slow(instance)}),
  ]);
}

type Ack = Pick<Extract<NightEvent, {kind: 'silence'}>, 'at' | 'cluster' | 'name' | 'matchers' | 'duration'>;

/** An ack as karma makes it; the player puts the date at the end. */
function karma(ack: Ack): Extract<NightEvent, {kind: 'silence'}> {
  return {kind: 'silence', ...ack, by: 'lee', comment: 'ACK! This alert was acknowledged using karma on %NOW%'};
}
