import type {Labels} from '../core/alert/alert.js';
import type {Clock} from '../core/ports.js';
import {nightConfig} from './night/config.js';
import {CLUSTERS, type Cluster, HOUR, NIGHT} from './night/event.js';
import {DEFAULT_SEED} from './night/night.js';
import {playNight, type Script} from './night/play.js';
import {type Random, seeded} from './night/random.js';
import {curveServer} from './server/curve-server.js';
import {type DemoServer, demoServer} from './server/server.js';

export interface DemoOptions {
  /** Sets the pace: everything in the demo happens in this clock's time. */
  readonly clock: Clock;
  readonly seed?: number;
  readonly background?: number;
  /** What happens instead of the built-in night. */
  readonly script?: Script;
}

export interface Demo {
  /** The Alertmanager of the first site. */
  readonly url: string;
  /** Both sites, each an Alertmanager of its own. */
  readonly sources: readonly {readonly name: Cluster; readonly url: string}[];
  /** Where the curves behind the alerts of both come from. */
  readonly prometheus: {readonly url: string};
  /** When the night is over, Unix ms by the clock. */
  readonly endsAt: number;
  /** Resolves then; the servers go on until `stop`. */
  readonly ended: Promise<void>;
  /** Ends an alert before its time, where it fires. */
  resolve(site: Cluster, labels: Labels): void;
  stop(): Promise<void>;
}

/** How many times as fast as the world a demo to look at runs: the night in 48 minutes, a P1's ack due in 30 s. */
export const DEFAULT_SPEED = 10;

/** Both Alertmanagers claim to have run for days: a young one is not trusted to know what has ended. */
const UPTIME = 9 * 24 * HOUR;

/** Starts the night on loopback. Resolves when what already fires at its beginning can be read. */
export async function startDemo({clock, seed = DEFAULT_SEED, background = 0, script}: DemoOptions): Promise<Demo> {
  const start = clock.now();
  const config = nightConfig(start);
  const newId = uuids(seeded(seed));
  const open = () => demoServer({clock, config, startedAt: start - UPTIME, newId});
  const servers: Readonly<Record<Cluster, DemoServer>> = {eu: await open(), us: await open()};
  const curves = await curveServer(() => CLUSTERS.flatMap(name => servers[name].firing()));
  const stopping = new AbortController();
  const playing = await playNight(servers, {
    clock,
    seed,
    background,
    signal: stopping.signal,
    ...(script === undefined ? {} : {script}),
  });
  return {
    url: servers.eu.url,
    sources: CLUSTERS.map(name => ({name, url: servers[name].url})),
    prometheus: {url: curves.url},
    endsAt: start + (script?.length ?? NIGHT),
    ended: playing.ended,
    resolve: playing.resolve,
    async stop() {
      stopping.abort();
      await Promise.all([curves, ...CLUSTERS.map(name => servers[name])].map(server => server.close()));
    },
  };
}

/** Ids in the form of random UUIDs that are the same for the same seed. */
function uuids(random: Random): () => string {
  const digit = (shape: string) =>
    (shape === 'y' ? 8 + Math.floor(random() * 4) : Math.floor(random() * 16)).toString(16);
  return () => 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, digit);
}
