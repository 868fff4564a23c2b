import {MINUTE, type NightEvent, SECOND, span} from './event.js';
import {between, type Random} from './random.js';
import {alertOf, type Rule} from './rules.js';

const FILLING: Rule = {
  severity: 'warning',
  team: 'data',
  expr: 'predict_linear(node_filesystem_avail_bytes{instance="{instance}",mountpoint="{mountpoint}"}[1h], 3*3600) < 0',
  summary: '{free} % left, full in about {hours} h',
  description: 'At the pace of the last hour {mountpoint} on {instance} is full within {hours} hours.',
  runbook: 'disk-space',
  dashboard: 'node?var-instance={instance}',
};

const LAG: Rule = {
  severity: 'warning',
  team: 'data',
  expr: 'pg_replication_lag_seconds{instance="{instance}"} > 30',
  summary: 'replica is {lag} s behind',
  description: 'Reads from {instance} are stale by {lag} seconds.',
  runbook: 'replication-lag',
  dashboard: 'postgres?var-instance={instance}',
};

const STOPPED: Rule = {
  severity: 'critical',
  team: 'data',
  expr: 'pg_stat_wal_receiver_up{instance="{instance}"} == 0',
  summary: 'replication has stopped',
  description: '{instance} no longer receives the write-ahead log; it cannot take over if its primary fails.',
  runbook: 'replication-stopped',
  dashboard: 'postgres?var-instance={instance}',
};

/** A disk whose forecast goes up and down around its limit, for hours, without ever running full. */
export function flappingDisk(random: Random): readonly NightEvent[] {
  const events: NightEvent[] = [];
  const labels = {service: 'ledger-db', namespace: 'data', instance: 'db-7', mountpoint: '/var/lib/pg'};
  for (let from = 55 * SECOND; from < 380 * MINUTE; ) {
    const to = from + between(random, 150, 420) * SECOND;
    const facts = {free: between(random, 7, 11), hours: between(random, 2, 3)};
    events.push(
      ...span({cluster: 'us', from, to, alert: alertOf('DiskFillingUp', FILLING, {cluster: 'us', labels, facts})}),
    );
    from = to + between(random, 6, 26) * MINUTE;
  }
  return events;
}

/** A replica falls behind, then stops: the second alert holds the first one back. */
export function stoppedReplication(random: Random): readonly NightEvent[] {
  const labels = {service: 'ledger-db', namespace: 'data', instance: 'db-8'};
  const lag = alertOf('ReplicationLag', LAG, {cluster: 'us', labels, facts: {lag: between(random, 45, 180)}});
  const stopped = alertOf('ReplicationStopped', STOPPED, {cluster: 'us', labels});
  const from = 92 * MINUTE + between(random, 0, 120) * SECOND;
  return [
    ...span({cluster: 'us', from, to: from + 47 * MINUTE, alert: lag}),
    ...span({cluster: 'us', from: from + 5 * MINUTE, to: from + 38 * MINUTE, alert: stopped}),
  ];
}
