import {between, pick, seeded} from '../../../src/demo/night/random.js';

/** A watch of twelve hours as it was written before it is played. Times are minutes after its begin. */
export const LENGTH = 720;
/** The cockpit is killed, and another one opened. */
export const CRASH = {from: 300, to: 342};
/** Nothing can be recorded. */
export const FULL = {from: 480, to: 495};
/** The Alertmanager of `us` cannot be reached. */
export const OUTAGE = {from: 600, to: 625};

export type ScriptedSeverity = 'P1' | 'P2' | 'P3' | 'P4';

export interface ScriptedAlert {
  readonly name: string;
  readonly severity: ScriptedSeverity;
  readonly cluster: 'eu' | 'us';
  readonly service: string;
  readonly instance: string;
  readonly from: number;
  /** Absent for one that outlives the watch. */
  readonly to?: number;
  /** When somebody acks it. */
  readonly ack?: number;
  readonly notes?: readonly {readonly at: number; readonly text: string}[];
}

const SERVICES = [
  'cart',
  'orders',
  'search',
  'mail',
  'ledger',
  'stock',
  'pricing',
  'login',
  'media',
  'routing',
] as const;
const NAMES = {
  P1: ['ErrorRateHigh', 'DatabaseDown', 'QueueStuck'],
  P2: ['LatencyHigh', 'ReplicationLag', 'PodsCrashing'],
  P3: ['DiskFilling', 'JobSlow', 'CacheMisses'],
  P4: ['CertExpiresSoon', 'QuotaNear', 'VersionSkew'],
} as const;
const SEVERITIES = ['P1', 'P2', 'P2', 'P3', 'P3', 'P3', 'P4', 'P4'] as const;
/** Times of which an alert's begin and end keep clear, so that the written end is the one that can be seen. */
const CLEAR = [
  [CRASH.from - 8, CRASH.to + 6],
  [FULL.from - 6, FULL.to + 6],
  [OUTAGE.from - 8, OUTAGE.to + 8],
  [0, 4],
  [LENGTH - 14, LENGTH],
] as const;
/** Between two times of one issue, so that they are two. */
const APART = 14;

/** The alerts of a watch by chance: none of one issue overlaps another of it. */
function chanceAlerts(seed: number, count: number): readonly ScriptedAlert[] {
  const random = seeded(seed);
  const alerts: ScriptedAlert[] = [];
  const isFree = (one: ScriptedAlert) =>
    !alerts.some(
      other =>
        issueOf(other) === issueOf(one) &&
        one.from < (other.to ?? LENGTH) + APART &&
        (one.to ?? LENGTH) > other.from - APART,
    );
  while (alerts.length < count) {
    const severity = pick(random, SEVERITIES);
    const from = between(random, 4, LENGTH - 20);
    const to = from + between(random, 8, 45);
    const service = pick(random, SERVICES);
    const acks = severity < 'P3' && random() < 0.6 ? from + between(random, 3, 6) : undefined;
    const alert: ScriptedAlert = {
      name: pick(random, NAMES[severity] as unknown as readonly [string, ...string[]]),
      severity,
      cluster: random() < 0.5 ? 'eu' : 'us',
      service,
      instance: `${service}-${between(random, 1, 4)}`,
      from,
      to,
      ...(acks === undefined ? {} : {ack: acks}),
    };
    if (isClear(from) && isClear(to) && isFree(alert)) alerts.push(alert);
  }
  return alerts;
}

function isClear(minute: number): boolean {
  return CLEAR.every(([from, to]) => minute < from || minute > to);
}

const fleet = Array.from(
  {length: 120},
  (_, index): ScriptedAlert => ({
    name: 'HostUnreachable',
    severity: 'P3',
    cluster: 'us',
    service: 'fleet',
    instance: `host-${index}`,
    from: 210,
    to: 236,
  }),
);

/** What the watch is about, beside all that happens by chance. */
export const TOLD = {
  payments: {
    name: 'PoolExhausted',
    severity: 'P1',
    cluster: 'eu',
    service: 'payments',
    instance: 'db-1',
    from: 60,
    to: 130,
    ack: 63,
    notes: [{at: 70, text: 'a report holds 41 of the 50 connections'}],
  },
  dns: {
    name: 'ResolverDown',
    severity: 'P1',
    cluster: 'us',
    service: 'dns',
    instance: 'ns-2',
    from: 380,
    to: 440,
    ack: 384,
  },
  checkout: {
    name: 'CheckoutFailing',
    severity: 'P1',
    cluster: 'eu',
    service: 'checkout',
    instance: 'web-3',
    from: 650,
    ack: 652,
    notes: [{at: 700, text: 'next: roll back v812 with mo at 09:00Z'}],
  },
  /** It goes on beyond the watch, and nobody has it. */
  lag: {name: 'ConsumerLag', severity: 'P2', cluster: 'us', service: 'events', instance: 'kafka-1', from: 660},
  /** Begun while no cockpit was open, and still there afterwards. */
  found: {name: 'VolumeFull', severity: 'P2', cluster: 'eu', service: 'backup', instance: 'vol-9', from: 310, to: 400},
  /** Begun and ended while no cockpit was open: only Prometheus can know. */
  missed: {name: 'LoginFailing', severity: 'P1', cluster: 'eu', service: 'sso', instance: 'sso-1', from: 315, to: 330},
  /** Ended while no cockpit was open. */
  endedUnseen: {name: 'BuildStuck', severity: 'P2', cluster: 'eu', service: 'ci', instance: 'ci-1', from: 285, to: 320},
  /** Begun while nothing could be recorded. */
  unrecorded: {
    name: 'MemoryHigh',
    severity: 'P2',
    cluster: 'eu',
    service: 'images',
    instance: 'img-1',
    from: 485,
    to: 530,
  },
  noise: {
    name: 'ForecastLow',
    severity: 'P3',
    cluster: 'us',
    service: 'forecast',
    instance: 'fc-1',
    from: 150,
    to: 170,
  },
} satisfies Readonly<Record<string, ScriptedAlert>>;

/** Everything that fires. */
export function scriptedAlerts(seed: number, count: number): readonly ScriptedAlert[] {
  return [...Object.values(TOLD), ...fleet, ...chanceAlerts(seed, count)].sort((a, b) => a.from - b.from);
}

export function labelsOf({
  name,
  severity,
  cluster,
  service,
  instance,
}: ScriptedAlert): Readonly<Record<string, string>> {
  const word = {P1: 'critical', P2: 'high', P3: 'warning', P4: 'info'}[severity];
  return {alertname: name, severity: word, cluster, service, instance};
}

export function issueOf({name, cluster, service}: ScriptedAlert): string {
  return `${name} in ${cluster}/${service}`;
}

/** What is said and done that is of no single alert. */
export const NOTES = [
  {at: 20, text: 'the payment provider has maintenance on Saturday 02:00Z'},
  {at: 250, text: 'network: the switch of rack 4 rebooted | nothing to do on the hosts'},
  {at: 360, text: 'the machine of the cockpit went down; it is back <again>'},
  {at: 560, text: '# not a heading, *not* emphasis'},
];
/** Refused, because nothing can be recorded then: nobody may read it afterwards. */
export const UNRECORDED_NOTE = {at: 490, text: `never recorded ${'x'.repeat(3_000)}`};
export const CHANGES = [
  {at: 90, text: 'pool of payments raised from 50 to 80', service: 'payments'},
  {at: 410, text: 'resolver ns-2 restarted', service: 'dns'},
  {at: 655, text: 'v812 of checkout taken out of rotation', service: 'checkout'},
];
export const QUESTIONS = [{at: 705, text: 'Who calls the payment provider before noon?'}];
export const VERDICT = {at: 155, reason: 'the forecast goes up and down, nothing fills'};
export const SILENCES = {
  /** Over before the watch is. */
  short: {at: 215, minutes: 60, service: 'fleet', cluster: 'us', comment: 'switch of rack 4 reboots'},
  standing: {at: 690, minutes: 480, service: 'legacy', cluster: 'us', comment: 'legacy is switched off on Monday'},
} as const;
export const INCIDENTS = [
  {
    key: 'payments',
    title: 'Payments fail',
    severity: 'P1',
    at: 65,
    impact: 'one of five payments fails',
    resolved: {
      at: 135,
      cause: 'a report without a timeout',
      fix: 'report stopped, pool raised',
      followUp: 'a limit for reports',
    },
  },
  {
    key: 'dns',
    title: 'Names do not resolve in us',
    severity: 'P2',
    at: 386,
    impact: 'deploys fail',
    resolved: {at: 445, cause: 'ns-2 out of memory', fix: 'ns-2 restarted', followUp: 'a limit on its cache'},
  },
  {key: 'checkout', title: 'Checkout fails in eu', severity: 'P1', at: 653, impact: 'no orders from eu'},
] as const;
/** Who is called for which alert, and whether that arrives. */
export const PAGES = [
  {key: 'payments', at: 75, target: 'pager', arrives: true},
  {key: 'dns', at: 390, target: 'pager', arrives: true},
  {key: 'checkout', at: 656, target: 'broken', arrives: false},
] as const;
export const WALKS = {
  done: {title: 'Pool of connections', key: 'payments', at: 80},
  half: {title: 'Roll back checkout', key: 'checkout', at: 670},
} as const;
