import type {Labels} from '../../core/alert/alert.js';
import type {Clock} from '../../core/ports.js';
import type {DemoServer} from '../server/server.js';
import {backgroundAlerts} from './background.js';
import {CLUSTERS, type Cluster, NIGHT, type NightEvent} from './event.js';
import {DEFAULT_SEED, night} from './night.js';
import {type Prometheus, prometheus} from './prometheus.js';
import {type Teammate, teammate} from './teammate.js';

export interface PlayOptions {
  readonly clock: Clock;
  readonly seed?: number;
  /** What happens instead of the built-in night, in order, and for how long, ms. */
  readonly script?: Script;
  /** How many alerts fire all night beside the script. */
  readonly background?: number;
  /** Ends the night, the resends too. */
  readonly signal: AbortSignal;
}

/** What happens on the sites. */
export interface Script {
  readonly events: readonly NightEvent[];
  readonly length: number;
}

export interface Playing {
  /** Ends an alert before its time. */
  resolve(site: Cluster, labels: Labels): void;
  /** Resolves when the last hour is over or the signal has aborted; rejects where the night could not be played. */
  readonly ended: Promise<void>;
}

interface Site {
  readonly server: DemoServer;
  readonly prometheus: Prometheus;
  readonly lee: Teammate;
}

type Sites = Readonly<Record<Cluster, Site>>;

/** Plays the night on one server for each site. Resolves when what already fires at its beginning is there. */
export async function playNight(
  servers: Readonly<Record<Cluster, DemoServer>>,
  {clock, seed = DEFAULT_SEED, background = 0, script = {events: night(seed), length: NIGHT}, signal}: PlayOptions,
): Promise<Playing> {
  const start = clock.now();
  const sites = {eu: site(servers.eu, clock), us: site(servers.us, clock)};
  const standing = backgroundAlerts(background, seed);
  for (const cluster of CLUSTERS) sites[cluster].prometheus.background(standing[cluster]);
  signal.addEventListener('abort', () => stopAll(sites), {once: true});
  const {events, length} = script;
  for (const event of events.filter(({at}) => at <= 0)) await happen(event, sites);
  const later = events.filter(({at}) => at > 0);
  return {
    ended: play(later, {start, length, sites, clock, signal}),
    resolve: (name, labels) => sites[name].prometheus.resolve(labels),
  };
}

function site(server: DemoServer, clock: Clock): Site {
  return {server, prometheus: prometheus(server, clock), lee: teammate(server.url, clock)};
}

function stopAll(sites: Sites): void {
  for (const cluster of CLUSTERS) sites[cluster].prometheus.stop();
}

interface Stage {
  readonly start: number;
  readonly length: number;
  readonly sites: Sites;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

async function play(events: readonly NightEvent[], {start, length, sites, clock, signal}: Stage): Promise<void> {
  for (const event of events) {
    await until(start + event.at, {clock, signal});
    if (signal.aborted) return;
    await happen(event, sites);
  }
  await until(start + length, {clock, signal});
}

async function happen(event: NightEvent, sites: Sites): Promise<void> {
  const {server, prometheus: rules, lee} = sites[event.cluster];
  switch (event.kind) {
    case 'fire':
      return rules.fire(event.alert, event.firingFor ?? 0);
    case 'resolve':
      return rules.resolve(event.labels);
    case 'link':
      return server.reachable(event.up);
    case 'silence':
      return lee.silence(event);
    case 'expire':
      return lee.expire(event.name);
  }
}

function until(time: number, {clock, signal}: Pick<Stage, 'clock' | 'signal'>): Promise<void> {
  const ms = time - clock.now();
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', stop, {once: true});
  });
}
