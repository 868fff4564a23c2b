import {type Cluster, HOUR, MINUTE, type NightAlert, type NightEvent, SECOND, span} from './event.js';
import {between, type Random} from './random.js';
import {alertOf, type Rule} from './rules.js';

const EXPIRES: Rule = {
  severity: 'warning',
  team: 'edge',
  expr: '(ssl_cert_not_after{host="{instance}"} - time()) / 86400 < 3',
  summary: 'expires in {left}',
  description: 'The certificate of {instance} is not renewed by itself: its DNS challenge has failed since Tuesday.',
  runbook: 'certificate-renewal',
  dashboard: 'certificates?var-host={instance}',
};

const HANDSHAKES: Rule = {
  severity: 'critical',
  team: 'edge',
  expr: 'sum(rate(tls_handshake_errors_total{host="{instance}"}[5m])) > 1',
  summary: 'browsers refuse {instance}',
  description: 'The certificate of {instance} has expired: every new connection ends with an error.',
  runbook: 'certificate-renewal',
  dashboard: 'certificates?var-host={instance}',
};

const WATCHDOG: Rule = {
  severity: 'none',
  team: 'platform',
  expr: 'vector(1)',
  summary: 'alerting works',
  description: 'Always fires. When it is missing, alerts of {cluster} do not reach anybody.',
};

/** A certificate that everybody saw coming: a warning for days, an error for half an hour. */
export function certificate(random: Random): readonly NightEvent[] {
  const cluster = 'eu';
  const labels = {service: 'edge', namespace: 'edge', instance: 'www.shop.example'};
  const expiry = 320 * MINUTE + between(random, 0, 120) * SECOND;
  const renewed = expiry + 24 * MINUTE;
  const soon = alertOf('CertExpiresSoon', EXPIRES, {cluster, labels, facts: {left: '5 h'}});
  const today = alertOf('CertExpiresToday', EXPIRES, {cluster, labels, facts: {left: '2 h'}, severity: 'high'});
  const expired = alertOf('TlsHandshakeErrors', HANDSHAKES, {cluster, labels});
  return [
    ...span({cluster, from: 0, to: renewed + 60 * SECOND, firingFor: 2 * 24 * HOUR, alert: soon}),
    ...span({cluster, from: 200 * MINUTE, to: renewed + 60 * SECOND, alert: today}),
    ...span({cluster, from: expiry, to: renewed, alert: expired}),
  ];
}

export function watchdogOf(cluster: Cluster): NightAlert {
  return alertOf('Watchdog', WATCHDOG, {cluster, labels: {}});
}

/** The alert that always fires: in one site it stops for a while. */
export function watchdogs(random: Random): readonly NightEvent[] {
  const eu = {cluster: 'eu', alert: watchdogOf('eu')} as const;
  const us = {cluster: 'us', alert: watchdogOf('us')} as const;
  const stops = 225 * MINUTE + between(random, 0, 90) * SECOND;
  return [
    ...span({...us, from: 0, firingFor: 9 * 24 * HOUR}),
    ...span({...eu, from: 0, to: stops, firingFor: 9 * 24 * HOUR}),
    ...span({...eu, from: stops + 13 * MINUTE}),
  ];
}

/** The link to one Alertmanager breaks for some minutes: hours nobody could see. */
export function brokenLink(random: Random): readonly NightEvent[] {
  const at = 270 * MINUTE + between(random, 0, 120) * SECOND;
  return [
    {kind: 'link', at, cluster: 'us', up: false},
    {kind: 'link', at: at + 7 * MINUTE, cluster: 'us', up: true},
  ];
}
