import {CLUSTERS, type Cluster, HOUR, MINUTE, NIGHT, type NightAlert, type NightEvent, SECOND, span} from './event.js';
import {between, pick, type Random, seeded} from './random.js';
import {alertOf, type Rule} from './rules.js';

const INFO = {severity: 'info', team: 'platform', expr: '{metric}{instance="{instance}"} > {limit}'} as const;

/** Small things that come and go. */
const SMALL: readonly [readonly [string, Rule], ...(readonly [string, Rule])[]] = [
  [
    'CPUThrottlingHigh',
    {
      ...INFO,
      summary: '{percent} % throttled',
      description: '{service} on {instance} waits for CPU {percent} % of its time.',
    },
  ],
  [
    'PodRestarted',
    {
      ...INFO,
      summary: 'restarted {count} times',
      description: 'A container of {service} was restarted {count} times in the last hour.',
    },
  ],
  [
    'CacheHitRateLow',
    {...INFO, summary: '{percent} % of lookups hit', description: 'The cache of {service} misses more than usual.'},
  ],
  [
    'SlowQueries',
    {
      ...INFO,
      team: 'data',
      severity: 'warning',
      summary: '{count} slow queries a minute',
      description: '{service} sent {count} queries a minute that took over a second.',
    },
  ],
  [
    'MemoryPressure',
    {
      ...INFO,
      severity: 'warning',
      summary: '{percent} % of memory in use',
      description: '{instance} has little memory left for {service}.',
    },
  ],
  [
    'CertRenewalPending',
    {
      ...INFO,
      team: 'edge',
      summary: 'renewal waits for its turn',
      description: 'The certificate of {service} renews within {count} hours.',
    },
  ],
];

const BATCH: Rule = {
  ...INFO,
  severity: 'warning',
  team: 'batch',
  summary: 'runs for {minutes} min',
  description: '{job} usually takes half an hour. Nobody is woken for it in its window.',
};

/** Its summary tries to clear the screen and to set the title: nothing of that may reach a terminal. */
const RUDE: Rule = {
  ...INFO,
  severity: 'warning',
  team: 'security',
  summary: 'log line: \u001b]0;owned\u0007\u001b[2J\u001b[31mlogin failed\u001b[0m for \u202etoor\u202c\r\nuser',
  description: 'A line that matches the pattern was written by {service}.',
};

const SERVICES = ['search', 'catalog', 'sessions', 'images', 'pricing', 'stock', 'reports', 'auth'] as const;

export function smallThings(random: Random): readonly NightEvent[] {
  const standing = Array.from({length: 9}, () => ({from: 0, firingFor: between(random, 5, 400) * MINUTE}));
  const passing = Array.from({length: 34}, () => ({
    from: between(random, 1, 470) * MINUTE + between(random, 0, 59) * SECOND,
    firingFor: 0,
  }));
  return [...standing, ...passing].flatMap(({from, firingFor}) => {
    const cluster = pick<Cluster>(random, ['eu', 'us']);
    const to = from + between(random, 4, 95) * MINUTE;
    return span({
      cluster,
      from,
      ...(to < NIGHT ? {to} : {}),
      ...(firingFor > 0 ? {firingFor} : {}),
      alert: smallThing(random, cluster),
    });
  });
}

/** A batch job that takes long in the hours in which nobody is told. */
export function mutedJob(random: Random): readonly NightEvent[] {
  const labels = {service: 'reports', namespace: 'batch', job: 'nightly-settlement'};
  const alert = alertOf('BatchJobSlow', BATCH, {cluster: 'eu', labels, facts: {minutes: between(random, 45, 80)}});
  return span({cluster: 'eu', from: 128 * MINUTE, to: 219 * MINUTE, alert});
}

export function rudeLog(): readonly NightEvent[] {
  const labels = {service: 'auth', namespace: 'auth', instance: 'auth-2'};
  return span({
    cluster: 'us',
    from: 33 * MINUTE,
    to: 78 * MINUTE,
    alert: alertOf('LogPatternSeen', RUDE, {cluster: 'us', labels}),
  });
}

/** `count` alerts that fire all night, with as many labels as real ones have, spread over both sites. */
export function backgroundAlerts(count: number, seed: number): Readonly<Record<Cluster, readonly NightAlert[]>> {
  const random = seeded(seed ^ 0x5eed);
  const made: Record<Cluster, NightAlert[]> = {eu: [], us: []};
  for (let index = 0; index < count; index += 1) {
    const cluster = CLUSTERS[index % CLUSTERS.length] ?? 'eu';
    made[cluster].push(
      smallThing(random, cluster, `${cluster}-n${String(Math.floor(index / 2) + 1).padStart(5, '0')}`),
    );
  }
  return made;
}

function smallThing(random: Random, cluster: Cluster, host?: string): NightAlert {
  const [name, rule] = pick(random, SMALL);
  const service = pick(random, SERVICES);
  const instance = host ?? `${cluster}-${service}-${between(random, 1, 24)}`;
  const labels = {
    service,
    namespace: 'shop',
    instance,
    pod: `${service}-${between(random, 100_000, 999_999).toString(36)}`,
    zone: `${cluster}-${pick(random, ['a', 'b', 'c'])}`,
  };
  const facts = {
    percent: between(random, 61, 97),
    count: between(random, 3, 40),
    metric: name.toLowerCase(),
    limit: between(random, 1, 90),
  };
  return alertOf(name, rule, {cluster, labels, facts});
}

/** How long a Prometheus with slow rules says its alerts hold: the background is sent again only this seldom, ms. */
export const BACKGROUND_HOLDS = 4 * HOUR;
