import {MINUTE, type NightEvent, SECOND, span} from './event.js';
import {between, type Random} from './random.js';
import {alertOf, type Rule} from './rules.js';

const PARTITION: Rule = {
  severity: 'critical',
  team: 'network',
  expr: 'count(up{cluster="{cluster}",rack="{rack}"} == 0) / count(up{rack="{rack}"}) > 0.8',
  summary: '{hosts} hosts of {rack} are gone',
  description: 'Nearly all hosts of {rack} stopped answering at once: look at the switch before the hosts.',
  runbook: 'rack-unreachable',
  dashboard: 'racks?var-rack={rack}',
};

const DOWN: Rule = {
  severity: 'warning',
  team: 'platform',
  expr: 'up{job="{job}",instance="{instance}"} == 0',
  summary: '{job} on {instance} does not answer',
  description: 'Prometheus could not scrape {job} on {instance} for a minute.',
  runbook: 'target-down',
  dashboard: 'node?var-instance={instance}',
};

const REPLICAS: Rule = {
  severity: 'high',
  team: 'platform',
  expr: 'kube_deployment_status_replicas_available{deployment="{service}"} < kube_deployment_spec_replicas',
  summary: '{available} of {wanted} replicas',
  description: '{service} has {available} of its {wanted} replicas; it has no room for another loss.',
  dashboard: 'service?var-service={service}',
};

const RACK = 'rack-c4';
const HOSTS = 64;
const JOBS = ['node', 'kubelet', 'cadvisor', 'fluent-bit'] as const;
const SERVICES = ['search', 'catalog', 'recommendations', 'sessions', 'images', 'pricing', 'stock', 'mailer'] as const;
const FROM = 160 * MINUTE;

/** A rack switch reboots: hundreds of alerts within a minute, gone twenty minutes later. */
export function storm(random: Random): readonly NightEvent[] {
  const cluster = 'us';
  const rack = alertOf('RackUnreachable', PARTITION, {
    cluster,
    labels: {service: 'network', namespace: 'infra', rack: RACK},
    facts: {hosts: HOSTS},
  });
  return [
    ...span({cluster, from: FROM, to: FROM + 19 * MINUTE, alert: rack}),
    ...targets(random),
    ...deployments(random),
  ];
}

function targets(random: Random): readonly NightEvent[] {
  return Array.from({length: HOSTS}, (_, host) =>
    JOBS.map(job => ({job, instance: `us-c4-${String(host + 1).padStart(2, '0')}`})),
  )
    .flat()
    .flatMap(({job, instance}) => {
      const labels = {service: job, namespace: 'infra', job, instance, rack: RACK};
      const from = FROM + between(random, 2, 58) * SECOND;
      const to = FROM + between(random, 17 * 60, 23 * 60) * SECOND;
      return span({cluster: 'us', from, to, alert: alertOf('TargetDown', DOWN, {cluster: 'us', labels})});
    });
}

function deployments(random: Random): readonly NightEvent[] {
  return SERVICES.flatMap(service => {
    const facts = {available: between(random, 2, 5), wanted: between(random, 6, 9)};
    const alert = alertOf('ReplicasMissing', REPLICAS, {cluster: 'us', labels: {service, namespace: 'shop'}, facts});
    const from = FROM + between(random, 80, 150) * SECOND;
    return span({cluster: 'us', from, to: FROM + between(random, 22, 29) * MINUTE, alert});
  });
}
