import type {Severity} from '../../../src/core/alert/severity.js';
import {actUpon} from './acts.js';
import {tellIncident} from './incident.js';
import {chance, type Firing, HOUR, MINUTE, nameOf, SECOND, skewed, type Tale, type Trouble, within} from './tale.js';

const RULES = 60;
const SERVICES = 24;
const SEVERITY_OF = ['P1', 'P2', 'P2', 'P3', 'P3', 'P3', 'P3', 'P4'] as const;
const SAID: Readonly<Record<Severity, string>> = {P1: 'critical', P2: 'high', P3: 'warning', P4: 'info'};
const INCIDENTS: Readonly<Record<Severity, number>> = {P1: 0.25, P2: 0.06, P3: 0.01, P4: 0};

/** When each label set fires: one that fires already does not begin once more. */
export type Busy = Map<string, {readonly from: number; readonly to: number}[]>;

/** A rule fires at a service: alone or on several instances, acked or not, now and then so badly that it is an incident. */
export function tellCall(tale: Tale, busy: Busy, start: number): void {
  const trouble = troubleOf(tale, busy, start);
  for (const alert of trouble.alerts) {
    fires(tale, trouble, alert);
    tale.tell(alert.overAt, {type: 'alert.resolved', ...nameOf(alert), on: alert.overOn, reason: 'absent'}, 'wk');
  }
  if (!trouble.called && chance(tale, 0.4)) freed(tale, trouble);
  if (chance(tale, 0.05)) worsens(tale, trouble);
  const ackedAt = actUpon(tale, trouble);
  if (chance(tale, INCIDENTS[trouble.severity])) tellIncident(tale, trouble, ackedAt ?? trouble.seenAt + 20 * MINUTE);
}

/** Many rules fire now and then, some all the time. */
function troubleOf(tale: Tale, busy: Busy, start: number): Trouble {
  const rule = Math.floor(RULES * tale.random() ** 2);
  const service = Math.floor(SERVICES * tale.random() ** 1.5);
  const severity = SEVERITY_OF[(rule * 7 + service) % SEVERITY_OF.length] ?? 'P3';
  const length = skewed(tale, 3 * MINUTE, 10 * HOUR);
  const count = Math.ceil(6 * tale.random() ** 3);
  const firing = (index: number) => firingOf(tale, busy, {rule, service, severity, index, start, length});
  const first = firing(0);
  const alerts = [first, ...Array.from({length: Math.max(0, count - 1)}, (_, index) => firing(index + 1))] as const;
  return {
    rule,
    severity,
    alerts,
    seenAt: Math.min(...alerts.map(({seenAt}) => seenAt)),
    overAt: Math.max(...alerts.map(({overAt}) => overAt)),
    called: !chance(tale, 0.08),
  };
}

interface Where {
  readonly rule: number;
  readonly service: number;
  readonly severity: Severity;
  readonly index: number;
  readonly start: number;
  readonly length: number;
}

function firingOf(tale: Tale, busy: Busy, {rule, service, severity, index, start, length}: Where): Firing {
  const on = start + (index === 0 ? 0 : within(tale, 0, Math.min(length / 2, 20 * MINUTE)));
  const overOn = Math.max(on + 2 * MINUTE, start + Math.round(length * (0.5 + tale.random() / 2)));
  const [seenAt, overAt] = [
    on + within(tale, 1 * SECOND, 60 * SECOND),
    overOn + within(tale, 60 * SECOND, 180 * SECOND),
  ];
  const source = service % 4 === 0 ? 'us' : 'eu';
  const host = `${source}/${rule}/${service}/${index}`;
  const times = busy.get(host) ?? [];
  const isNew = chance(tale, 0.3) || times.some(({from, to}) => from <= overAt && to >= on);
  const instance = isNew ? tale.newId('pod-') : `db-${index}`;
  if (!isNew) busy.set(host, [...times, {from: on, to: overAt}]);
  return {
    source,
    fingerprint: fingerprintOf(`${rule}/${service}/${instance}`),
    startsAt: on,
    labels: {
      alertname: `Rule${rule}`,
      service: `service-${service}`,
      instance,
      severity: SAID[severity],
      cluster: source,
      team: `team-${service % 5}`,
    },
    on,
    seenAt,
    overOn,
    overAt,
  };
}

function fires(tale: Tale, {severity, called}: Trouble, alert: Firing): void {
  const held = called ? {} : {suppressedBy: ['maintenance']};
  tale.tell(
    alert.seenAt,
    {
      type: 'alert.fired',
      ...nameOf(alert),
      labels: alert.labels,
      severity,
      state: called ? 'active' : 'suppressed',
      ...held,
      summary: `${alert.labels.alertname} at ${alert.labels.instance} of ${alert.labels.service}`,
      on: alert.on,
    },
    'wk',
  );
}

/** What was silenced from its start is not any more, while it goes on. */
function freed(tale: Tale, {alerts: [first]}: Trouble): void {
  const at = within(tale, first.seenAt, first.overAt - 1);
  tale.tell(at, {type: 'alert.changed', ...nameOf(first), state: 'active', suppressedBy: []}, 'wk');
}

function worsens(tale: Tale, {alerts: [first], severity}: Trouble): void {
  const worse = severity === 'P3' || severity === 'P4' ? 'P2' : 'P1';
  const at = within(tale, first.seenAt, first.overAt - 1);
  tale.tell(at, {type: 'alert.changed', ...nameOf(first), severity: worse}, 'wk');
}

function fingerprintOf(text: string): string {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (const letter of text) {
    high = Math.imul(high ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    low = Math.imul(low + letter.charCodeAt(0), 0x85ebca6b) >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
